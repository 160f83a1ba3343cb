package io.yunkong.map;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;

/** The arrows and the rules of this module: pure, no threads, no clock, files in one class only. */
@AnalyzeClasses(packages = "io.yunkong.map", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("geo")
            .definedBy("io.yunkong.map.geo")
            .layer("road")
            .definedBy("io.yunkong.map.road")
            .layer("signal")
            .definedBy("io.yunkong.map.signal")
            .layer("roadside")
            .definedBy("io.yunkong.map.roadside")
            .layer("observe")
            .definedBy("io.yunkong.map.observe")
            .layer("track")
            .definedBy("io.yunkong.map.track")
            .layer("index")
            .definedBy("io.yunkong.map.index")
            .layer("warn")
            .definedBy("io.yunkong.map.warn")
            .layer("exchange")
            .definedBy("io.yunkong.map.exchange")
            .layer("replay")
            .definedBy("io.yunkong.map.replay")
            .withOptionalLayers(true)
            .whereLayer("geo")
            .mayNotAccessAnyLayer()
            .whereLayer("road")
            .mayOnlyAccessLayers("geo")
            .whereLayer("signal")
            .mayOnlyAccessLayers("geo", "road")
            .whereLayer("roadside")
            .mayOnlyAccessLayers("geo", "road")
            .whereLayer("observe")
            .mayOnlyAccessLayers("geo", "road")
            .whereLayer("track")
            .mayOnlyAccessLayers("geo", "road", "observe")
            .whereLayer("index")
            .mayOnlyAccessLayers("geo", "road", "observe", "track")
            .whereLayer("warn")
            .mayOnlyAccessLayers("geo", "road", "signal", "roadside", "observe", "track", "index")
            .whereLayer("exchange")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("replay")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule onlyExchangeUsesGeneratedMessages = noClasses()
            .that()
            .resideOutsideOfPackage("io.yunkong.map.exchange")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.yunkong.wire", "io.yunkong.wire.csae..", "com.google.protobuf.."));

    @ArchTest
    static final ArchRule onlyObserveAndExchangeReadTheWire = noClasses()
            .that()
            .resideOutsideOfPackages("io.yunkong.map.observe", "io.yunkong.map.exchange")
            .should()
            .dependOnClassesThat(resideInAPackage("io.yunkong.wire.."));

    @ArchTest
    static final ArchRule observeReadsTheWireThroughItsViewsOnly = noClasses()
            .that()
            .resideInAPackage("io.yunkong.map.observe")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.yunkong.wire..").and(not(resideInAPackage("io.yunkong.wire.uper"))));

    /** The watch only asks the folder. */
    @ArchTest
    static final ArchRule onlyZoneFolderTouchesFiles = noClasses()
            .that(not(simpleName("ZoneFolder")).and(not(simpleName("ZoneWatch"))))
            .should()
            .dependOnClassesThat(resideInAPackage("java.nio.file..")
                    .or(resideInAPackage("java.io..").and(not(parsesInMemory()))));

    @ArchTest
    static final ArchRule noClock = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule noThreads = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                    .or(DescribedPredicate.describe("threads", type -> type.isAssignableTo(Thread.class))));

    @ArchTest
    static final ArchRule noNetworkNoLog = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "org.slf4j..", "java.util.logging.."));

    @ArchTest
    static final ArchRule numericLibrariesStayInside =
            methods().that().arePublic().or().areProtected().should(notShow("org.locationtech.jts", "org.ejml"));

    @ArchTest
    static final ArchRule numericLibrariesAreUsedInThreePackagesOnly = noClasses()
            .that()
            .resideOutsideOfPackages("io.yunkong.map.geo", "io.yunkong.map.road", "io.yunkong.map.track")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.locationtech..", "org.ejml.."));

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);

    /** Jackson and SnakeYAML declare them even when they parse bytes in memory; records and exceptions name Serializable. */
    private static DescribedPredicate<JavaClass> parsesInMemory() {
        return DescribedPredicate.describe("need no file", type -> switch (type.getName()) {
            case "java.io.IOException", "java.io.StringReader", "java.io.Reader", "java.io.Serializable" -> true;
            default -> false;
        });
    }

    private static ArchCondition<JavaMethod> notShow(String... packages) {
        return new ArchCondition<>("not show " + String.join(" or ", packages)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
                    return;
                }
                method.getAllInvolvedRawTypes().stream()
                        .filter(type -> type.getPackageName().startsWith(packages[0])
                                || type.getPackageName().startsWith(packages[1]))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
