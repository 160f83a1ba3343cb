package io.yunkong.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.yunkong.load", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule GATLINGS_INTERNAL_TYPES_STAY_IN_THE_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("io.yunkong.load.gatling..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "scala..", "io.gatling.app..", "io.gatling.core..", "io.gatling.commons..", "com.typesafe..");

    @ArchTest
    static final ArchRule THE_ADAPTER_KNOWS_NO_LOAD_TEST = noClasses()
            .that()
            .resideInAPackage("io.yunkong.load.gatling..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.yunkong.load", "io.yunkong.edge..", "io.yunkong.map..", "io.yunkong.wire..");

    @ArchTest
    static final ArchRule NOBODY_LOOKS_INTO_TRACKER_OR_WARNER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.map.observe..",
                    "io.yunkong.map.track..",
                    "io.yunkong.map.index..",
                    "io.yunkong.map.warn..");
}
