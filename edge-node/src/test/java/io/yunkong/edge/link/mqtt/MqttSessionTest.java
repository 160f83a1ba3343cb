package io.yunkong.edge.link.mqtt;

import static io.yunkong.edge.link.mqtt.RawMqtt.join;
import static io.yunkong.edge.link.mqtt.RawMqtt.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an MQTT client must not do, and what becomes of it: HARDENING entries 19 and 32 among them. */
final class MqttSessionTest {
    private static final String UP = "yunkong/bus-1/up";
    private static final int SUBSCRIBE = 0x82;

    private final MqttFixture edge = MqttFixture.start();

    @org.junit.jupiter.api.AfterEach
    void stop() {
        edge.close();
    }

    private RawMqtt client(int version) throws IOException {
        return RawMqtt.connected(edge.address(), version, "bus-1");
    }

    private void closed(CloseReason reason) {
        edge.awaitCounters(c -> c.closed.get(reason) == 1);
    }

    private static byte[] publish(int version, String topic, byte[] payload) {
        return join(text(topic), version == 5 ? new byte[] {0} : new byte[0], payload);
    }

    @ParameterizedTest(name = "version {0}, client id \"{1}\"")
    @CsvSource({"4, '', 2", "5, '', 133", "4, bus/1, 2", "5, bus#1, 133", "3, bus-1, 1", "6, bus-1, 1"})
    void aClientWithoutAUsableNameOrVersionIsRefusedWithTheReason(int version, String clientId, int reason)
            throws IOException {
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, RawMqtt.connect(version, 2, 60, clientId));
            RawMqtt.Packet answer = client.awaitEnd();
            assertThat(answer.type()).isEqualTo(RawMqtt.CONNACK);
            assertThat(answer.reason()).isEqualTo(reason);
        }
        closed(CloseReason.HELLO_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\u00c0\u0000", "0\u0002ab"})
    void whoDoesNotConnectFirstIsClosed(String octets) throws IOException {
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.octets(octets.getBytes(StandardCharsets.ISO_8859_1));
            client.awaitEnd();
        }
        closed(CloseReason.NO_HELLO);
        assertThat(edge.counters().rejected.get(RejectReason.NO_SESSION)).isEqualTo(1);
    }

    @Test
    void whoSaysNothingIsClosedWhenItsTimeIsUp() throws IOException {
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.awaitEnd();
        }
        closed(CloseReason.HELLO_TIMEOUT);
    }

    @ParameterizedTest(name = "version {0}")
    @CsvSource({"4, 0", "5, 130"})
    void aSecondConnectEndsTheSession(int version, int reason) throws IOException {
        try (RawMqtt client = client(version)) {
            client.send(RawMqtt.CONNECT, RawMqtt.connect(version, 2, 60, "bus-1"));
            assertThat(client.awaitEnd().reason()).isEqualTo(reason);
        }
        closed(CloseReason.SESSION_MESSAGE);
    }

    @ParameterizedTest(name = "version {0}, topic \"{1}\"")
    @CsvSource({"4, ''", "5, ''", "4, yunkong/+/up", "5, yunkong/#", "4, '#'"})
    void aTopicThatIsNoneEndsTheSession(int version, String topic) throws IOException {
        try (RawMqtt client = client(version)) {
            client.send(RawMqtt.PUBLISH, publish(version, topic, new byte[] {1}));
            client.awaitEnd();
        }
        closed(CloseReason.SESSION_MESSAGE);
        assertThat(edge.counters().rejected.get(RejectReason.MALFORMED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void qualityOfServiceThreeEndsTheSession(int version) throws IOException {
        try (RawMqtt client = client(version)) {
            client.send(RawMqtt.PUBLISH | 0x06, join(text(UP), new byte[] {0, 1}, new byte[] {0, 1}));
            client.awaitEnd();
        }
        closed(CloseReason.SESSION_MESSAGE);
    }

    @Test
    void elevenPropertiesAreOneTooMany() throws IOException {
        byte[] properties = new byte[0];
        for (int i = 0; i < 11; i++) {
            properties = join(properties, new byte[] {0x26}, text("a"), text("b"));
        }
        try (RawMqtt client = client(5)) {
            client.send(RawMqtt.PUBLISH, join(text(UP), RawMqtt.length(properties.length), properties, new byte[] {1}));
            assertThat(client.awaitEnd().reason()).isEqualTo(0x97);
        }
        closed(CloseReason.SESSION_MESSAGE);
    }

    /** A SUBSCRIBE, or without options an UNSUBSCRIBE, of filters that are all different. */
    private static byte[] filters(int version, int count, boolean withOptions) {
        byte[][] parts = new byte[count + 1][];
        parts[0] = version == 5 ? new byte[] {0, 9, 0} : new byte[] {0, 9};
        for (int i = 1; i <= count; i++) {
            parts[i] = join(text("y/" + i), withOptions ? new byte[] {0} : new byte[0]);
        }
        return join(parts);
    }

    @ParameterizedTest(name = "version {0}, packet {1}, {2} filters")
    @CsvSource({"5, 130, 33", "5, 130, 6000", "4, 130, 6000", "5, 162, 33", "5, 162, 6000", "4, 162, 6000"})
    void moreFiltersInOnePacketThanAClientMayHaveEndTheSessionBeforeAnyIsLookedAt(int version, int header, int count)
            throws IOException {
        try (RawMqtt client = client(version)) {
            client.send(header, filters(version, count, header == SUBSCRIBE));
            RawMqtt.Packet last = client.awaitEnd();
            assertThat(last.type()).isEqualTo(version == 5 ? RawMqtt.DISCONNECT : 0);
            assertThat(last.reason()).isEqualTo(version == 5 ? 0x97 : 0);
        }
        closed(CloseReason.SESSION_MESSAGE);
        LinkCounters c = edge.counters();
        assertThat(c.rejected.get(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(c.mqtt.subscriptionsGranted + c.mqtt.subscriptionsRefused).isZero();
    }

    @Test
    void asManyFiltersInOnePacketAsAClientMayHaveAreAnsweredOneByOne() throws IOException {
        try (RawMqtt client = client(5)) {
            client.send(SUBSCRIBE, filters(5, 32, true));
            assertThat(client.read().body()).hasSize(3 + 32);
            client.send(0xA2, filters(5, 32, false));
            assertThat(client.read().body()).hasSize(3 + 32).endsWith(0x11); // no subscription existed
        }
        assertThat(edge.counters().mqtt.subscriptionsRefused).isEqualTo(32);
    }

    @Test
    void sixtyThousandPropertiesAreTooLongBeforeAnyIsRead() throws IOException {
        try (RawMqtt client = client(5)) {
            client.octets(join(new byte[] {RawMqtt.PUBLISH}, RawMqtt.length(60_000 * 7)));
            assertThat(client.awaitEnd().reason()).isEqualTo(0x95);
        }
        closed(CloseReason.FRAME_HEADER);
        assertThat(edge.counters().rejected.get(RejectReason.FRAME_TOO_LONG)).isEqualTo(1);
    }

    @Test
    void aLengthOfFiveOctetsIsNone() throws IOException {
        try (RawMqtt client = client(4)) {
            client.octets((byte) 0x30, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x01);
            client.awaitEnd();
        }
        closed(CloseReason.FRAME_HEADER);
    }

    @ParameterizedTest(name = "header {0}")
    @ValueSource(ints = {0x20, 0x90, 0xB0, 0xD0, 0xF0, 0x00, 0x80})
    void packetsThatAreNotForServersOrHaveWrongFlagsEndTheSession(int header) throws IOException {
        try (RawMqtt client = client(4)) {
            client.send(header, new byte[] {0, 1, 0});
            client.awaitEnd();
        }
        edge.awaitCounters(
                c -> c.closed.get(CloseReason.SESSION_MESSAGE) + c.closed.get(CloseReason.FRAME_HEADER) == 1);
    }

    @Test
    void aPacketThatIsNotCompletedClosesTheLink() throws IOException {
        try (RawMqtt client = client(5)) {
            client.octets((byte) 0x30, (byte) 20, (byte) 0, (byte) 5);
            assertThat(client.awaitEnd().reason()).isEqualTo(0x81);
        }
        closed(CloseReason.FRAME_INCOMPLETE);
    }

    @Test
    void whoKeepsQuietLongerThanOneAndAHalfKeepAlivesIsClosed() throws IOException {
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, RawMqtt.connect(5, 2, 1, "bus-1"));
            assertThat(client.awaitEnd()).matches(last -> last.type() == RawMqtt.DISCONNECT && last.reason() == 0x8D);
        }
        closed(CloseReason.IDLE);
    }

    @Test
    void aPingKeepsASessionAlive() throws IOException {
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, RawMqtt.connect(4, 2, 1, "bus-1"));
            client.read();
            for (int i = 0; i < 6; i++) {
                client.send(0xC0, new byte[0]);
                assertThat(client.read().type()).isEqualTo(13);
                LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            }
            assertThat(edge.counters().mqtt.connected).isEqualTo(1);
        }
    }

    @Test
    void theSameClientElsewhereTakesOver() throws IOException {
        try (RawMqtt older = client(5);
                RawMqtt newer = client(4)) {
            assertThat(older.awaitEnd().reason()).isEqualTo(0x8E);
            closed(CloseReason.REPLACED);
            newer.send(0xC0, new byte[0]);
            assertThat(newer.read().type()).isEqualTo(13);
        }
    }

    @Test
    void aWillIsNotKeptAndARetainedMessageIsNotTakenFromVersionFive() throws IOException {
        byte[] connect = join(RawMqtt.connect(5, 0x06, 60, "bus-1"), new byte[] {0}, text("w"), text("gone"));
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, connect);
            assertThat(client.read().reason()).isZero();
            client.send(RawMqtt.PUBLISH | 1, publish(5, UP, MqttFixture.bsm(0x1001, 1)));
            assertThat(client.awaitEnd().reason()).isEqualTo(0x9A);
        }
        assertThat(edge.counters().mqtt.willsIgnored).isEqualTo(1);
    }

    @ParameterizedTest(name = "version {0}")
    @CsvSource({"5, 154", "4, 0"})
    void aWillToBeRetainedIsRefusedToVersionFiveWhichIsToldThatNothingIs(int version, int reason) throws IOException {
        byte[] noProperties = version == 5 ? new byte[] {0} : new byte[0];
        byte[] will = join(noProperties, text("w"), text("gone"));
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, join(RawMqtt.connect(version, 0x26, 60, "bus-1"), will));
            RawMqtt.Packet answer = client.read();
            assertThat(answer.type()).isEqualTo(RawMqtt.CONNACK);
            assertThat(answer.reason()).isEqualTo(reason);
        }
        closed(version == 5 ? CloseReason.HELLO_REFUSED : CloseReason.PEER_CLOSED);
    }

    @ParameterizedTest(name = "property {0}")
    @ValueSource(strings = {"210000", "2700000000"})
    void whoCanTakeNothingIsRefused(String property) throws IOException {
        byte[] octets = HexFormat.of().parseHex(property);
        byte[] properties = join(new byte[] {(byte) octets.length}, octets);
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(RawMqtt.CONNECT, join(text("MQTT"), new byte[] {5, 2, 0, 60}, properties, text("bus-1")));
            RawMqtt.Packet answer = client.awaitEnd();
            assertThat(answer.type()).isEqualTo(RawMqtt.CONNACK);
            assertThat(answer.reason()).isEqualTo(0x82);
        }
        closed(CloseReason.HELLO_REFUSED);
        assertThat(edge.counters().refused.get(RefusalCode.REFUSAL_CODE_FRAME)).isEqualTo(1);
    }

    @Test
    void aSubscriptionIdentifierIsNotTaken() throws IOException {
        byte[] identifierOne = {2, 0x0B, 1};
        try (RawMqtt client = client(5)) {
            client.send(SUBSCRIBE, join(new byte[] {0, 9}, identifierOne, text("yunkong/bus-1/down"), new byte[] {0}));
            RawMqtt.Packet last = client.awaitEnd();
            assertThat(last.type()).isEqualTo(RawMqtt.DISCONNECT);
            assertThat(last.reason()).isEqualTo(0xA1);
        }
        closed(CloseReason.SESSION_MESSAGE);
    }

    @Test
    void aRetainedMessageOfVersionThreeCountsOnceAndIsKeptNowhere() throws IOException {
        try (RawMqtt client = client(4)) {
            client.send(RawMqtt.PUBLISH | 1, publish(4, UP, MqttFixture.bsm(0x1001, 1)));
            edge.awaitCounters(c -> c.processed == 1 && c.mqtt.retainIgnored == 1);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "yunkong/bus-2/up, 135, FOREIGN_STATION_ID",
        "somewhere/else, 144, UNSUPPORTED_MESSAGE",
        "V2X/RSU/bus-1/BSM/UP, 135, UNKNOWN_ROADSIDE_UNIT",
        "V2X/RSU/rsu-1/BSM/UP, 135, FOREIGN_STATION_ID",
        "yunkong/bus-1/up, 131, MALFORMED"
    })
    void messagesOnTopicsOfOthersAreCountedAndAnswered(String topic, int reason, RejectReason counted)
            throws IOException {
        try (RawMqtt client = client(5)) {
            client.send(RawMqtt.PUBLISH | 2, join(text(topic), new byte[] {0, 7, 0}, new byte[] {(byte) 0xFF}));
            assertThat(client.read().body()).startsWith(0, 7, reason);
        }
        assertThat(edge.counters().rejected.get(counted)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "4, yunkong/bus-1/down, 1",
        "5, yunkong/bus-1/down, 1",
        "4, yunkong/bus-1/+, 1",
        "4, '#', 1",
        "4, yunkong/bus-2/down, 128",
        "5, yunkong/bus-2/+, 135",
        "5, V2X/RSU/bus-1/RSI/DOWN, 135",
        "5, $share/a/yunkong/bus-1/down, 158",
        "5, yunkong/a+/x, 143",
        "4, $SYS/#, 128"
    })
    void onlyOwnTopicsAreGranted(int version, String filter, int code) throws IOException {
        try (RawMqtt client = client(version)) {
            byte[] properties = version == 5 ? new byte[] {0} : new byte[0];
            client.send(SUBSCRIBE, join(new byte[] {0, 9}, properties, text(filter), new byte[] {2}));
            byte[] body = client.read().body();
            assertThat(body[body.length - 1] & 0xFF).isEqualTo(code);
        }
    }

    @Test
    void aVehicleHasTheStationOfItsFirstMessageAndNoOther() throws IOException {
        try (RawMqtt client = client(4)) {
            client.send(RawMqtt.PUBLISH, publish(4, UP, MqttFixture.bsm(0x1001, 1)));
            client.send(RawMqtt.PUBLISH, publish(4, UP, MqttFixture.bsm(0x1002, 2)));
            client.send(RawMqtt.PUBLISH, publish(4, UP, MqttFixture.bsm(TestZone.ROADSIDE_STATION, 3)));
            LinkCounters c = edge.awaitCounters(x -> x.received == 3);
            assertThat(c.rejected.get(RejectReason.FOREIGN_STATION_ID)).isEqualTo(2);
            assertThat(edge.stations.findLink(0x1001)).isPresent();
        }
        await().atMost(MqttFixture.PATIENCE)
                .until(() -> edge.stations.findLink(0x1001).isEmpty());
    }

    @Test
    void whatAUnitPassesOnSaysNothingAboutTheEditionOfTheUnit() throws IOException, UperException, ValueException {
        try (RawMqtt unit = RawMqtt.connected(edge.address(), 4, "rsu-1")) {
            byte[] of2019 = Bsm.of2019(MqttFixture.bsm(0x1001, 1));
            unit.send(RawMqtt.PUBLISH, publish(4, "yunkong/rsu-1/up", of2019));
            edge.awaitCounters(c -> c.processed == 1);
            assertThat(edge.awaitLink(TestZone.ROADSIDE_STATION).edition()).isEqualTo(Edition.E2020);
            assertThat(edge.awaitLink(0x1001).edition()).isEqualTo(Edition.E2020);
        }
    }

    @Test
    void aVehicleThatSpeaksForItselfIsSentItsOwnEdition() throws IOException, UperException, ValueException {
        try (RawMqtt client = client(4)) {
            client.send(RawMqtt.PUBLISH, publish(4, UP, Bsm.of2019(MqttFixture.bsm(0x1001, 1))));
            await().atMost(MqttFixture.PATIENCE)
                    .until(() -> edge.awaitLink(0x1001).edition() == Edition.E2019);
        }
    }

    @Test
    void anotherDeviceCannotTakeAStationInUse() throws IOException {
        try (RawMqtt rsu = RawMqtt.connected(edge.address(), 5, "rsu-1");
                RawMqtt other = new RawMqtt(edge.address())) {
            other.send(RawMqtt.CONNECT, RawMqtt.connect(5, 2, 60, "5253550000000001"));
            assertThat(other.awaitEnd().reason()).isEqualTo(0x87);
            assertThat(edge.counters().refused.get(RefusalCode.REFUSAL_CODE_STATION_IN_USE))
                    .isEqualTo(1);
            rsu.send(0xC0, new byte[0]);
            assertThat(rsu.read().type()).isEqualTo(13);
        }
    }

    @Test
    void nobodyIsSentMoreUnacknowledgedThanTheReceiveMaximumAlsoByOtherThreads() throws IOException {
        byte[] receiveMaximumThree = {3, 0x21, 0, 3};
        try (RawMqtt client = new RawMqtt(edge.address())) {
            client.send(
                    RawMqtt.CONNECT, join(text("MQTT"), new byte[] {5, 2, 0, 60}, receiveMaximumThree, text("bus-1")));
            assertThat(client.read().reason()).isZero();
            client.send(SUBSCRIBE, join(new byte[] {0, 9, 0}, text("yunkong/bus-1/down"), new byte[] {1}));
            client.read();
            client.send(RawMqtt.PUBLISH, publish(5, UP, MqttFixture.bsm(0x1001, 1)));
            var link = edge.awaitLink(0x1001);
            byte[] frame = {0x40, 0, 0, 0};
            int taken = 0;
            for (int i = 0; i < 20; i++) {
                taken += link.sendFrame(frame) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                byte[] body = client.read().body();
                int topicLength = body[1];
                client.send(0x40, new byte[] {body[2 + topicLength], body[3 + topicLength]}); // PUBACK
            }
            await().atMost(MqttFixture.PATIENCE).until(() -> link.sendFrame(frame));
        }
    }

    @Test
    void aClientThatNeverReadsIsClosedAndNobodyElseNoticesIt() throws IOException {
        try (RawMqtt deaf = client(4);
                RawMqtt other = RawMqtt.connected(edge.address(), 4, "bus-2")) {
            deaf.send(SUBSCRIBE, join(new byte[] {0, 9}, text("yunkong/bus-1/down"), new byte[] {0}));
            deaf.send(RawMqtt.PUBLISH, publish(4, UP, MqttFixture.bsm(0x1001, 1)));
            var link = edge.awaitLink(0x1001);
            byte[] frame = new byte[4000];
            frame[0] = 0x40;
            await().atMost(MqttFixture.PATIENCE).until(() -> !link.sendFrame(frame));
            closed(CloseReason.SLOW_READER);
            other.send(0xC0, new byte[0]);
            assertThat(other.read().type()).isEqualTo(13);
        }
    }

    @Test
    void aPacketComesWholeHoweverItIsCut() throws IOException {
        byte[] packet = publish(4, UP, MqttFixture.bsm(0x1001, 1));
        byte[] whole = join(new byte[] {RawMqtt.PUBLISH}, RawMqtt.length(packet.length), packet);
        try (RawMqtt client = client(4)) {
            for (byte octet : whole) {
                client.octets(octet);
            }
            edge.awaitCounters(c -> c.processed == 1);
        }
    }
}
