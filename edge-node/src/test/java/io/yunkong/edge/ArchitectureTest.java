package io.yunkong.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows inside the edge: a frame goes down this list of packages, and nothing points back up. */
@AnalyzeClasses(packages = "io.yunkong.edge", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("node")
            .definedBy("io.yunkong.edge")
            .layer("link")
            .definedBy("io.yunkong.edge.link..")
            .layer("fastpath")
            .definedBy("io.yunkong.edge.fastpath..")
            .layer("uplink")
            .definedBy("io.yunkong.edge.uplink..")
            .layer("downlink")
            .definedBy("io.yunkong.edge.downlink..")
            .layer("queue")
            .definedBy("io.yunkong.edge.queue..")
            .layer("statistics")
            .definedBy("io.yunkong.edge.statistics..")
            .whereLayer("node")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("link")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("fastpath")
            .mayOnlyBeAccessedByLayers("node", "link")
            .whereLayer("uplink")
            .mayOnlyBeAccessedByLayers("node", "fastpath")
            .whereLayer("downlink")
            .mayOnlyBeAccessedByLayers("node", "link", "fastpath", "uplink")
            .whereLayer("queue")
            .mayOnlyBeAccessedByLayers("fastpath", "uplink")
            .whereLayer("statistics")
            .mayOnlyBeAccessedByLayers("node", "link", "fastpath", "uplink", "downlink");

    /** Inside link: ways in that know nothing of each other, above what they share; listeners do not know what is spoken on them. */
    @ArchTest
    static final ArchRule LINK_ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("listen")
            .definedBy("io.yunkong.edge.link.listen")
            .layer("datagram")
            .definedBy("io.yunkong.edge.link.datagram")
            .layer("mqtt")
            .definedBy("io.yunkong.edge.link.mqtt")
            .layer("session")
            .definedBy("io.yunkong.edge.link.session")
            .layer("tls")
            .definedBy("io.yunkong.edge.link.tls")
            .layer("shared")
            .definedBy("io.yunkong.edge.link")
            .layer("station")
            .definedBy("io.yunkong.edge.link.station")
            .layer("profile")
            .definedBy("io.yunkong.edge.link.profile")
            .whereLayer("listen")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("datagram")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("mqtt")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("datagram")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("listen", "mqtt", "session")
            .whereLayer("shared")
            .mayOnlyBeAccessedByLayers("listen", "datagram", "mqtt", "session", "tls")
            .whereLayer("station")
            .mayOnlyBeAccessedByLayers("datagram", "mqtt", "session", "shared")
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("mqtt");

    @ArchTest
    static final ArchRule NO_CLOUD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "com.hazelcast..", "io.yunkong.cloud..", "io.yunkong.sim..");

    @ArchTest
    static final ArchRule SOCKETS_STAY_OUT_OF_DOWNLINK = noClasses()
            .that()
            .resideInAnyPackage("io.yunkong.edge.downlink..", "io.yunkong.edge.queue..", "io.yunkong.edge.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule PROFILES_KNOW_NO_LINKS = noClasses()
            .that()
            .resideInAPackage("io.yunkong.edge.link.profile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "io.yunkong.edge.downlink..", "io.yunkong.edge.fastpath..");

    @ArchTest
    static final ArchRule THE_CODEC_STAYS_IN_LINK_AND_DOWNLINK = noClasses()
            .that()
            .resideOutsideOfPackages("io.yunkong.edge.link..", "io.yunkong.edge.downlink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.yunkong.wire.uper..");
}
