package io.yunkong.load;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
    static final ArchRule ONLY_THEIR_BENCHMARKS_LOOK_INTO_TRACKER_AND_WARNER = noClasses()
            .that()
            .resideOutsideOfPackage("io.yunkong.load.jmh..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.map.observe..",
                    "io.yunkong.map.track..",
                    "io.yunkong.map.index..",
                    "io.yunkong.map.warn..");

    @ArchTest
    static final ArchRule THE_GENERATOR_KNOWS_PLACES_ONLY = noClasses()
            .that()
            .resideInAPackage("io.yunkong.load.observe")
            .should()
            .dependOnClassesThat(resideInAPackage("io.yunkong..")
                    .and(not(resideInAnyPackage("io.yunkong.load.observe", "io.yunkong.map.geo"))));
}
