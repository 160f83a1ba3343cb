package io.yunkong.edge.link.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More than a client may send, and more clients than an edge takes. */
final class MqttLoadTest {
    @Test
    void whatIsOverTheRateIsCountedAndTheClientStays() throws IOException {
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(10, 50), MqttLimits.standard());
                RawMqtt client = RawMqtt.connected(edge.address(), 4, "bus-1")) {
            long begun = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                byte[] body = RawMqtt.join(RawMqtt.text("yunkong/bus-1/up"), MqttFixture.bsm(0x1001, i));
                client.send(RawMqtt.PUBLISH, body);
            }
            LinkCounters c = edge.awaitCounters(x -> x.received == 40);
            double seconds = (System.nanoTime() - begun) * 1e-9;
            assertThat(c.rejected.get(RejectReason.RATE_LIMIT)).isGreaterThanOrEqualTo((long) (40 - 10 - 10 * seconds));
            assertThat(c.mqtt.connected).isEqualTo(1);
        }
    }

    @Test
    void whoPingsWithoutEndIsClosed() throws IOException {
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(10, 50), MqttLimits.standard());
                RawMqtt client = RawMqtt.connected(edge.address(), 5, "bus-1")) {
            for (int i = 0; i < 100; i++) {
                client.octets((byte) 0xC0, (byte) 0);
            }
            assertThat(client.awaitEnd().reason()).isEqualTo(0x96);
        }
    }

    /** Five frames a second, five at once: far fewer than it tries in six connections. */
    @Test
    void whoConnectsAgainKeepsItsRate() throws IOException {
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(5, 50), MqttLimits.standard())) {
            long begun = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                try (RawMqtt client = RawMqtt.connected(edge.address(), 4, "bus-1")) {
                    for (int frame = 1; frame <= 10; frame++) {
                        byte[] body = RawMqtt.join(RawMqtt.text("yunkong/bus-1/up"), MqttFixture.bsm(0x1001, frame));
                        client.send(RawMqtt.PUBLISH, body);
                    }
                    int sent = 10 * (i + 1);
                    edge.awaitCounters(c -> c.received == sent);
                }
            }
            double seconds = (System.nanoTime() - begun) * 1e-9;
            LinkCounters c = edge.awaitCounters(x -> x.received == 60);
            assertThat(c.rejected.get(RejectReason.RATE_LIMIT)).isGreaterThanOrEqualTo((long) (60 - 5 - 5 * seconds));
        }
    }

    @Test
    void whoReleasesWhatWasNeverSentIsClosedLikeOneWhoPings() throws IOException {
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(10, 50), MqttLimits.standard());
                RawMqtt client = RawMqtt.connected(edge.address(), 5, "bus-1")) {
            for (int i = 0; i < 100; i++) {
                client.send(0x62, new byte[] {0, 1});
            }
            assertThat(client.awaitEnd().reason()).isEqualTo(0x96);
        }
    }

    @Test
    void oneConnectionTooManyIsClosed() throws IOException {
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(100, 2), MqttLimits.standard());
                RawMqtt one = RawMqtt.connected(edge.address(), 4, "bus-1");
                RawMqtt two = RawMqtt.connected(edge.address(), 4, "bus-2");
                RawMqtt three = new RawMqtt(edge.address())) {
            three.awaitEnd();
            edge.awaitCounters(c -> c.closed.get(CloseReason.TOO_MANY_CONNECTIONS) == 1);
            one.close();
            two.close();
        }
    }

    @Test
    void packetsThatAreNeverReleasedAreBounded() throws IOException {
        MqttLimits limits = new MqttLimits(java.time.Duration.ofMinutes(1), 65_536, 4, 3, 10);
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(1000, 50), limits);
                RawMqtt client = RawMqtt.connected(edge.address(), 5, "bus-1")) {
            for (int id = 1; id <= 4; id++) {
                byte[] head = RawMqtt.join(RawMqtt.text("yunkong/bus-1/up"), new byte[] {0, (byte) id, 0});
                client.send(RawMqtt.PUBLISH | 4, RawMqtt.join(head, MqttFixture.bsm(0x1001, id)));
            }
            assertThat(client.awaitEnd().reason()).isEqualTo(0x93);
        }
    }

    @Test
    void whateverIsSentIsCountedAndNothingBreaks() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] packets = {
            packet(0x10, RawMqtt.connect(5, 0x02, 60, "bus-1")),
            packet(
                    0x34,
                    RawMqtt.join(
                            RawMqtt.text("V2X/RSU/rsu-1/RSM/UP"),
                            new byte[] {0, 7, 0},
                            "{\"rsms\": [{}]}".getBytes(UTF_8))),
            packet(0x82, RawMqtt.join(new byte[] {0, 9, 0}, RawMqtt.text("V2X/RSU/rsu-1/+/DOWN"), new byte[] {2})),
            packet(0xA2, RawMqtt.join(new byte[] {0, 9, 0}, RawMqtt.text("V2X/RSU/rsu-1/+/DOWN"))),
            packet(0x62, new byte[] {0, 7}),
            packet(0x40, new byte[] {0, 7, 0, 0}),
            packet(0xE0, new byte[] {0, 0})
        };
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(10_000, 1000), MqttLimits.standard())) {
            for (int i = 0; i < 300; i++) {
                byte[] packet = packets[random.nextInt(packets.length)].clone();
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try (RawMqtt client = random.nextInt(8) == 0
                        ? new RawMqtt(edge.address())
                        : RawMqtt.connected(edge.address(), 4 + random.nextInt(2), "rsu-1")) {
                    client.octets(packet);
                } catch (IOException e) {
                    assertThat(e).as("seed=%d", seed).isNotInstanceOf(java.net.ConnectException.class);
                }
            }
            System.out.println("mqtt fuzz: seed=" + seed);
        }
    }

    private static byte[] packet(int header, byte[] body) {
        return RawMqtt.join(new byte[] {(byte) header}, RawMqtt.length(body.length), body);
    }

    private static byte[] subscribe(int packetId, String filter) {
        return RawMqtt.join(new byte[] {0, (byte) packetId, 0}, RawMqtt.text(filter), new byte[] {0});
    }

    @Test
    void filtersAreBoundedFromPacketToPacket() throws IOException {
        MqttLimits limits = new MqttLimits(java.time.Duration.ofMinutes(1), 65_536, 1, 3, 10);
        try (MqttFixture edge = new MqttFixture(MqttFixture.limits(1000, 50), limits);
                RawMqtt client = RawMqtt.connected(edge.address(), 5, "bus-1")) {
            client.send(0x82, subscribe(1, "yunkong/bus-1/down"));
            assertThat(client.read().body()).endsWith(0, 0);
            client.send(0x82, subscribe(2, "yunkong/bus-1/#"));
            assertThat(client.read().body()).endsWith(0, 0x97);
        }
    }
}
