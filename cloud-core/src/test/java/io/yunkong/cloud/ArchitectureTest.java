package io.yunkong.cloud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The allowed arrows; everything else fails. */
@AnalyzeClasses(packages = "io.yunkong.cloud", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("node")
            .definedBy("io.yunkong.cloud")
            .layer("api")
            .definedBy("io.yunkong.cloud.api")
            .layer("gateway")
            .definedBy("io.yunkong.cloud.gateway")
            .layer("journal")
            .definedBy("io.yunkong.cloud.journal")
            .layer("directory")
            .definedBy("io.yunkong.cloud.directory")
            .layer("tile")
            .definedBy("io.yunkong.cloud.tile")
            .layer("placement")
            .definedBy("io.yunkong.cloud.placement")
            .whereLayer("node")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("node", "api")
            .whereLayer("directory")
            .mayOnlyBeAccessedByLayers("node", "api", "gateway")
            .whereLayer("tile")
            .mayOnlyBeAccessedByLayers("node", "api", "gateway")
            .whereLayer("placement")
            .mayOnlyBeAccessedByLayers("node", "api", "gateway", "tile");

    @ArchTest
    static final ArchRule OTHER_MODULES = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.yunkong.cloud..",
                    "io.yunkong.map..",
                    "io.yunkong.wire",
                    "io.yunkong.wire.frame",
                    "io.yunkong.wire.time",
                    "io.vertx..",
                    "com.hazelcast..",
                    "com.google.protobuf..",
                    "org.HdrHistogram..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule HAZELCAST_STAYS_WITH_MEMBERSHIP_PLACEMENT_AND_DIRECTORY = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.yunkong.cloud.api",
                    "io.yunkong.cloud.gateway",
                    "io.yunkong.cloud.journal",
                    "io.yunkong.cloud.tile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule JOURNAL_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.yunkong.cloud.journal")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..");
}
