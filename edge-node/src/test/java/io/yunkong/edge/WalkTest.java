package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.Hop;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.warn.Application;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A car drives at one that stands in its lane: from the bytes of its messages to the warning and back, over real sockets. */
final class WalkTest {
    private static final long DRIVER = 0x1001;
    private static final long STANDING = 0x1002;
    private static final long BYSTANDER = 0x1003;
    private static final double START_M = 600;
    private static final double SPEED_MPS = 15;
    private static final double OBSTACLE_M = 665;
    private static final double EAST = Math.PI / 2;

    private final LocalPlane plane = TestZone.create().plane();
    private final long startUs = EdgeFixture.nowUs();

    private byte[] driver(int count) {
        long now = EdgeFixture.nowUs();
        double east = START_M + SPEED_MPS * (now - startUs) * 1e-6;
        return Bsm.moving(plane, DRIVER, count, now, east, 500, SPEED_MPS, EAST);
    }

    private byte[] standing(int count) {
        return Bsm.moving(plane, STANDING, count, EdgeFixture.nowUs(), OBSTACLE_M, 500, 0, EAST);
    }

    private byte[] bystander(int count) {
        return Bsm.moving(plane, BYSTANDER, count, EdgeFixture.nowUs(), 500, 200, 0, 0);
    }

    private static void expectForwardCollision(Warning warning, boolean degraded) {
        assertThat(warning.getApplication()).isEqualTo(WarningApplication.WARNING_APPLICATION_FCW);
        assertThat(warning.getPhase()).isEqualTo(WarningPhase.WARNING_PHASE_RAISED);
        assertThat(warning.getHostStationId()).isEqualTo(DRIVER);
        assertThat(warning.getCounterpart().getStationId()).isEqualTo(STANDING);
        assertThat(warning.getOrigin()).isEqualTo(WarningOrigin.WARNING_ORIGIN_EDGE);
        assertThat(warning.getNode()).isEqualTo("edge-1");
        assertThat(warning.getDegraded()).isEqualTo(degraded);
        LatencyStamps stamps = warning.getEvidence().getStamps();
        assertThat(stamps.getGeneratedAtUs()).isPositive().isLessThanOrEqualTo(stamps.getEdgeReceivedAtUs());
        assertThat(stamps.getObservedAtUs()).isGreaterThanOrEqualTo(stamps.getEdgeReceivedAtUs());
        assertThat(stamps.getEdgeDecidedAtUs()).isGreaterThanOrEqualTo(stamps.getObservedAtUs());
        assertThat(stamps.getDownlinkAtUs()).isGreaterThanOrEqualTo(stamps.getEdgeDecidedAtUs());
        assertThat(warning.getEvidence().getRule()).isNotEmpty();
    }

    private static boolean anythingToRead(TestDevice device) throws IOException {
        return device.socket().getInputStream().available() > 0;
    }

    @Test
    void overTcpTheDriverAloneIsWarnedAndTheTwinOfTheCloudIsNotSent() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice driver = TestDevice.vehicle(fixture.tcp(), "driver", DRIVER);
                TestDevice standing = TestDevice.vehicle(fixture.tcp(), "standing", STANDING);
                TestDevice bystander = TestDevice.vehicle(fixture.tcp(), "bystander", BYSTANDER)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            driver.awaitMessage(m -> m.getZoneStatus().getLevel() == ServiceLevel.SERVICE_LEVEL_OK);
            Warning told = null;
            for (int count = 0; told == null && count < 60; count++) {
                standing.uper(standing(count));
                bystander.uper(bystander(count));
                driver.uper(driver(count));
                LockSupport.parkNanos(100_000_000);
                while (told == null && anythingToRead(driver)) {
                    EdgeMessage message = driver.read();
                    told = message != null && message.hasWarning() ? message.getWarning() : null;
                }
            }
            Objects.requireNonNull(told, "no warning within 60 messages");
            expectForwardCollision(told, false);
            String id = told.getWarningId();
            Warning.Builder twin = told.toBuilder()
                    .setWarningId("cloud-a-1")
                    .setNode("cloud-a")
                    .setWarner("cloud-a.start.1")
                    .setEpoch(1)
                    .setOrigin(WarningOrigin.WARNING_ORIGIN_CLOUD);
            twin.getEvidenceBuilder().getStampsBuilder().clearDownlinkAtUs();
            cloud.warn(twin.build());
            driver.acknowledge(id);
            EdgeStatistics s = fixture.awaitStatistics(
                    x -> x.warnings().acknowledged() == 1 && x.warnings().duplicates() == 1);
            assertThat(s.warnings().raised()).containsEntry(Application.FCW, 1L);
            assertThat(s.warnings().delivered()).isEqualTo(1);
            assertThat(s.tracks()).isEqualTo(3);
            assertThat(s.latencyMs())
                    .as("a copy that is not sent has no latency")
                    .doesNotContainKey(Hop.CLOUD);
            assertThat(s.latencyMs().get(Hop.EDGE))
                    .isNotNull()
                    .satisfies(l -> assertThat(l.count()).isEqualTo(1));
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> cloud.received().stream()
                            .anyMatch(m -> m.getEdgeWarning().getWarningId().equals(id)));
            await().atMost(EdgeFixture.PATIENCE)
                    .untilAsserted(() -> assertThat(cloud.received().stream()
                                    .filter(EdgeToCloud::hasDelivery)
                                    .map(EdgeToCloud::getDelivery))
                            .anySatisfy(r -> {
                                assertThat(r.getOutcome()).isEqualTo(DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE);
                                assertThat(r.getDuplicateOf()).isEqualTo(id);
                            }));
            for (TestDevice other : new TestDevice[] {standing, bystander}) {
                while (anythingToRead(other)) {
                    EdgeMessage message = other.read();
                    assertThat(message != null && message.hasWarning()).isFalse();
                }
            }
        }
    }

    @Test
    void overUdpTheDriverIsWarnedWhereItsMessagesComeFrom() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                DatagramSocket driver = new DatagramSocket();
                DatagramSocket standing = new DatagramSocket()) {
            driver.setSoTimeout(100);
            Warning told = null;
            for (int count = 0; told == null && count < 60; count++) {
                send(fixture, standing, standing(count));
                send(fixture, driver, driver(count));
                told = receiveWarning(driver);
            }
            Objects.requireNonNull(told, "no warning within 60 messages");
            expectForwardCollision(told, true);
            standing.setSoTimeout(1);
            assertThat(receiveWarning(standing)).isNull();
        }
    }

    private static void send(EdgeFixture fixture, DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }

    private static @Nullable Warning receiveWarning(DatagramSocket socket) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return null;
            }
            EdgeMessage message = EdgeMessage.parseFrom(ByteBuffer.wrap(packet.getData(), 1, packet.getLength() - 1));
            if (message.hasWarning()) {
                return message.getWarning();
            }
        }
    }

    @Test
    void withSeveralEventLoopsEverythingStillAddsUp() throws IOException {
        try (EdgeFixture fixture =
                        new EdgeFixture(TestZone.create(), EdgeFixture.config().eventLoops(3));
                TestDevice driver = TestDevice.vehicle(fixture.tcp(), "driver", DRIVER);
                TestDevice standing = TestDevice.vehicle(fixture.tcp(), "standing", STANDING)) {
            Warning told = null;
            for (int count = 0; told == null && count < 60; count++) {
                standing.uper(standing(count));
                driver.uper(driver(count));
                assertThat(fixture.statistics().balanced()).isTrue();
                LockSupport.parkNanos(100_000_000);
                while (told == null && anythingToRead(driver)) {
                    EdgeMessage message = driver.read();
                    told = message != null && message.hasWarning() ? message.getWarning() : null;
                }
            }
            Objects.requireNonNull(told, "no warning within 60 messages");
            expectForwardCollision(told, true);
        }
    }
}
