package io.yunkong.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The allowed arrows of this module, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.yunkong.sim", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule OF_THE_MAP_ONLY_GEO_AND_ROAD = noClasses()
            .that()
            .resideInAPackage("io.yunkong.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.map.observe..",
                    "io.yunkong.map.track..",
                    "io.yunkong.map.index..",
                    "io.yunkong.map.warn..",
                    "io.yunkong.map.exchange..",
                    "io.yunkong.edge..",
                    "io.yunkong.cloud..");

    @ArchTest
    static final ArchRule NETTY_ONLY_IN_THE_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("io.yunkong.sim.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule THE_WORLD_KNOWS_NO_WIRE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.yunkong.sim.traffic..",
                    "io.yunkong.sim.conflict..",
                    "io.yunkong.sim.oracle..",
                    "io.yunkong.sim.signal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.yunkong.wire..", "java.net..", "java.time..");

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("traffic")
            .definedBy("io.yunkong.sim.traffic..")
            .layer("conflict")
            .definedBy("io.yunkong.sim.conflict..")
            .layer("oracle")
            .definedBy("io.yunkong.sim.oracle..")
            .layer("signal")
            .definedBy("io.yunkong.sim.signal..")
            .layer("sensor")
            .definedBy("io.yunkong.sim.sensor..")
            .layer("client")
            .definedBy("io.yunkong.sim.client..")
            .layer("replay")
            .definedBy("io.yunkong.sim.replay..")
            .layer("obu")
            .definedBy("io.yunkong.sim.obu..")
            .layer("scenario")
            .definedBy("io.yunkong.sim.scenario..")
            .layer("swarm")
            .definedBy("io.yunkong.sim")
            .whereLayer("swarm")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("replay")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("obu")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("scenario")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("swarm", "replay", "obu", "scenario")
            .whereLayer("oracle")
            .mayOnlyBeAccessedByLayers("swarm")
            .whereLayer("conflict")
            .mayOnlyBeAccessedByLayers("oracle", "swarm")
            .whereLayer("signal")
            .mayOnlyBeAccessedByLayers("swarm", "scenario")
            .whereLayer("sensor")
            .mayOnlyBeAccessedByLayers("client", "replay", "obu", "swarm", "scenario");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.yunkong.sim.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FINAL_CLASSES = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
