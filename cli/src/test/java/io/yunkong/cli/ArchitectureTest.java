package io.yunkong.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command wires the modules through their doors and shows their figures; what is behind the doors is not its business. */
@AnalyzeClasses(packages = "io.yunkong.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule DOORS_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "picocli..",
                    "org.yaml.snakeyaml..",
                    "com.fasterxml.jackson.core..",
                    "io.yunkong.cli..",
                    "io.yunkong.map.exchange",
                    "io.yunkong.map.replay",
                    "io.yunkong.map.road..",
                    "io.yunkong.map.track",
                    "io.yunkong.map.warn",
                    "io.yunkong.identity",
                    "io.yunkong.edge",
                    "io.yunkong.edge.link",
                    "io.yunkong.edge.statistics",
                    "io.yunkong.cloud",
                    "io.yunkong.cloud.journal",
                    "io.yunkong.cloud.tile",
                    "io.yunkong.sim",
                    "io.yunkong.sim.client",
                    "io.yunkong.sim.obu",
                    "io.yunkong.sim.oracle",
                    "io.yunkong.sim.replay",
                    "io.yunkong.sim.scenario",
                    "io.yunkong.wire..");

    @ArchTest
    static final ArchRule OF_WARNINGS_ONLY_PARAMETERS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.yunkong.map.warn").and(not(simpleNameContaining("Parameter"))));

    @ArchTest
    static final ArchRule NO_FRAMEWORKS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "io.vertx..", "com.hazelcast..", "io.gatling..");

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_COMMANDS_KNOW_WHAT_IS_ON_THE_WIRE = noClasses()
            .that()
            .haveNameNotMatching("io[.]yunkong[.]cli[.]Codec.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.yunkong.wire..");
}
