package io.yunkong.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Unsent;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.Hello;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SwarmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Zone zone = Zones.zone("longzi-lake");

    @Test
    void speaksTheSessionProtocolAndAcknowledgesAWarning() throws Exception {
        try (TestEdge edge = new TestEdge();
                Swarm swarm = Swarm.start(config(edge, null, Duration.ofSeconds(3)), zone, AwakeClock.shared())) {
            assertThat(swarm.await(PATIENCE)).isTrue();
            SwarmReport report = swarm.report();

            assertThat(edge.hellos).hasSizeGreaterThan(10).allSatisfy(hello -> {
                assertThat(hello.getZone()).isEqualTo("longzi-lake");
                assertThat(hello.getProtocolVersion()).isEqualTo(1);
            });
            assertThat(edge.hellos)
                    .filteredOn(hello -> hello.getKind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                    .hasSize(8);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(edge.frames).hasSize((int) report.links().sentFrames()));
            assertThat(report.links().sentFrames() + report.links().unsentFrames())
                    .isEqualTo(report.messages());
            assertThat(report.messages()).isGreaterThan(200);
            assertThat(report.links().sent().get(Message.Kind.BSM)).isPositive();
            assertThat(report.links().sent().get(Message.Kind.RSM)).isPositive();
            assertThat(report.links().warnings()).containsEntry("FCW/RAISED", 1L);
            assertThat(report.links().acknowledged()).isEqualTo(1);
            assertThat(report.links().warningLatency().count()).isEqualTo(1);
            assertThat(edge.acknowledgements)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.getWarningAck().getWarningId()).isEqualTo("test-1"));
            assertThat(report.verdict().falseAlarms()).hasSize(1);
        }
    }

    @Test
    void comesBackAfterTheEdgeCutTheSessions() throws Exception {
        try (TestEdge edge = new TestEdge();
                Swarm swarm = Swarm.start(config(edge, null, null), zone, AwakeClock.shared())) {
            await().atMost(PATIENCE).until(() -> !edge.frames.isEmpty() && !edge.acknowledgements.isEmpty());
            int before = edge.hellos.size();
            edge.cut();
            await().atMost(PATIENCE).until(() -> edge.hellos.size() >= 2 * before);
            await().atMost(PATIENCE)
                    .until(() -> edge.hellos.stream()
                            .anyMatch(hello -> hello.getResume().getLastSequence() == 1));
            SwarmReport last = swarm.stop();
            assertThat(last.links().disconnects()).isPositive();
            assertThat(last.links().resumed()).isPositive();
            assertThat(edge.hellos.stream().filter(Hello::hasResume))
                    .isNotEmpty()
                    .allSatisfy(hello ->
                            assertThat(hello.getResume().getSessionId()).isEqualTo("s" + hello.getDeviceId()));
            assertThat(last.links().sentFrames() + last.links().unsentFrames())
                    .as("every frame of the timetable ends somewhere, also when it is cut short")
                    .isEqualTo(last.messages());
            assertThat(last.links().unsent()).containsEntry(Unsent.CLOSED, 0L);
        }
    }

    @Test
    void roadsideUnitsMaySendDatagrams() throws Exception {
        try (TestEdge edge = new TestEdge();
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Swarm swarm = Swarm.start(
                        config(edge, (InetSocketAddress) udp.getLocalSocketAddress(), null),
                        zone,
                        AwakeClock.shared())) {
            udp.setSoTimeout((int) PATIENCE.toMillis());
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            udp.receive(packet);
            assertThat(packet.getData()[0] >>> 4 & 0xF)
                    .as("first nibble: rsmFrame")
                    .isEqualTo(2);
            swarm.stop();
            assertThat(edge.hellos).noneMatch(hello -> hello.getKind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT);
        }
    }

    private static SwarmConfig config(TestEdge edge, @Nullable InetSocketAddress udp, @Nullable Duration duration) {
        return new SwarmConfig(12, 0.6, 3, edge.address(), udp, duration, 1, true, 0);
    }
}
