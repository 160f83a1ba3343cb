package io.yunkong.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of this module: everything on the wire, and nothing below it but Java and protobuf. */
@AnalyzeClasses(packages = "io.yunkong", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_wire_needs_java_and_protobuf_only = classes()
            .that()
            .resideInAPackage("io.yunkong.wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.wire..",
                    "java..",
                    "javax.crypto..",
                    "com.google.protobuf..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule the_schema_needs_the_messages_and_nothing_of_the_codecs = classes()
            .that()
            .resideInAPackage("io.yunkong.wire.schema")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.wire.schema",
                    "io.yunkong.wire.csae",
                    "java..",
                    "com.google.protobuf..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule the_uper_codec_needs_the_schema_only = classes()
            .that()
            .resideInAPackage("io.yunkong.wire.uper")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.wire.uper",
                    "io.yunkong.wire.schema",
                    "io.yunkong.wire.csae",
                    "java..",
                    "com.google.protobuf..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule the_json_form_needs_the_schema_and_a_parser_only = classes()
            .that()
            .resideInAPackage("io.yunkong.wire.json")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.wire.json",
                    "io.yunkong.wire.schema",
                    "io.yunkong.wire.csae",
                    "java..",
                    "com.google.protobuf..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule the_views_of_the_hot_path_need_java_only = classes()
            .that()
            .haveNameMatching("io\\.yunkong\\.wire\\.uper\\.(Bsm|Rsm|Bit(Reader|Writer)).*")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.yunkong.wire.uper", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule frames_need_java_only = classes()
            .that()
            .resideInAPackage("io.yunkong.wire.frame")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.yunkong.wire.frame", "java..", "javax.crypto..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule generated_messages_know_no_codec = noClasses()
            .that()
            .resideInAnyPackage("io.yunkong.wire", "io.yunkong.wire.csae")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.yunkong.wire.uper",
                    "io.yunkong.wire.json",
                    "io.yunkong.wire.schema",
                    "io.yunkong.wire.device",
                    "io.yunkong.wire.frame");

    @ArchTest
    static final ArchRule nothing_here_reads_or_sends = noClasses()
            .that()
            .resideInAnyPackage("io.yunkong.wire.uper", "io.yunkong.wire.schema", "io.yunkong.wire.frame")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io",
                    "java.net..",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "java.time..",
                    "java.util.concurrent..");
}
