package io.yunkong.identity;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.device.KindName;
import io.yunkong.wire.frame.DeviceId;

/** The arrows of this module: Java, Bouncy Castle, a JSON parser, and of the wire what kinds of devices there are and how they are called. */
@AnalyzeClasses(packages = "io.yunkong.identity", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule OUTSIDE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "javax.security.auth.x500..",
                    "com.sun.net.httpserver..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "org.bouncycastle..",
                    "com.fasterxml.jackson.core..",
                    "io.yunkong.wire",
                    "io.yunkong.wire.device",
                    "io.yunkong.wire.frame",
                    "io.yunkong.identity..");

    @ArchTest
    static final ArchRule ONLY_KINDS_AND_NAMES_OF_THE_WIRE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.yunkong.wire..")
                    .and(not(equivalentTo(DeviceKind.class)))
                    .and(not(equivalentTo(DeviceId.class)))
                    .and(not(equivalentTo(KindName.class))));
}
