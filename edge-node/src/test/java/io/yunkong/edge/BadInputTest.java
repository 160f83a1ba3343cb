package io.yunkong.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device must not send, over real sockets: a counted reason each, and a healthy device goes on beside it. */
final class BadInputTest {
    private static final long STATION = 0x11;
    private static final long HEALTHY = 0x77;
    private static final LocalPlane PLANE = TestZone.create().plane();

    private EdgeFixture fixture;
    private TestDevice healthy;
    private int healthySent;

    @BeforeEach
    void start() throws IOException {
        start(EdgeFixture.limits());
    }

    private void start(LinkLimits limits) throws IOException {
        fixture = new EdgeFixture(TestZone.create(), EdgeFixture.config().link(limits));
        healthy = TestDevice.vehicle(fixture.tcp(), "healthy", HEALTHY);
    }

    /** At an edge with time limits that can be waited for. */
    private void restart(LinkLimits limits) throws IOException {
        stop();
        start(limits);
    }

    @AfterEach
    void stop() throws IOException {
        healthyGoesOn();
        healthy.close();
        fixture.close();
    }

    private void healthyGoesOn() throws IOException {
        long before = fixture.statistics().processed();
        healthy.uper(fixture.bsm(HEALTHY, ++healthySent, 900, 100));
        fixture.awaitStatistics(s -> s.processed() > before);
    }

    private TestDevice vehicle() throws IOException {
        return TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
    }

    private void awaitRejected(RejectReason reason, long count) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == count);
    }

    private void awaitClosed(CloseReason reason) {
        fixture.awaitStatistics(s -> s.sessions().closed().getOrDefault(reason, 0L) == 1);
    }

    private void expectRefused(TestDevice device, RefusalCode code) throws IOException {
        EdgeMessage refused = device.awaitMessage(EdgeMessage::hasRefused);
        assertThat(refused.getRefused().getCode()).isEqualTo(code);
        device.awaitEnd();
    }

    static Stream<Arguments> uselessMessages() {
        long now = EdgeFixture.nowUs();
        byte[] good = Bsm.at(PLANE, STATION, 1, now, 100, 100);
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] laterEdition = good.clone();
        laterEdition[0] = (byte) 0x90;
        byte[] map = good.clone();
        map[0] = 0x10;
        byte[] intention = {(byte) 0x80, 4, 0, 13, 1, 0};
        byte[] test = {(byte) 0x80, 7, 0, 0, 4, 0, 0, 0, 0};
        var writer = Bsm.writer(PLANE, STATION, 1, now, 100, 100);
        return Stream.of(
                Arguments.of("truncated", Arrays.copyOf(good, good.length - 3), RejectReason.TRUNCATED),
                Arguments.of("one octet", new byte[] {0x00}, RejectReason.TRUNCATED),
                Arguments.of("one octet too many", longer, RejectReason.TRAILING_BYTES),
                Arguments.of("alternative of a later edition", laterEdition, RejectReason.MALFORMED),
                Arguments.of("no MAP", map, RejectReason.MALFORMED),
                Arguments.of("Day 2 message cut short", intention, RejectReason.TRUNCATED),
                Arguments.of("Day 2 message for nobody", test, RejectReason.UNSUPPORTED_MESSAGE),
                Arguments.of(
                        "another station's id",
                        Bsm.at(PLANE, STATION + 1, 1, now, 100, 100),
                        RejectReason.FOREIGN_STATION_ID),
                Arguments.of("station id zero", Bsm.at(PLANE, 0, 1, now, 100, 100), RejectReason.STATION_ID_ZERO),
                Arguments.of(
                        "position unavailable",
                        Bsm.encode(writer.position(900_000_001, 1_800_000_001)),
                        RejectReason.POSITION_UNAVAILABLE),
                Arguments.of("position zero", Bsm.encode(writer.position(0, 0)), RejectReason.POSITION_ZERO),
                Arguments.of(
                        "speed unavailable",
                        Bsm.encode(Bsm.writer(PLANE, STATION, 1, now, 100, 100).speed(8191)),
                        RejectReason.MOTION_UNAVAILABLE),
                Arguments.of(
                        "heading full circle",
                        Bsm.encode(Bsm.writer(PLANE, STATION, 1, now, 100, 100).heading(28_800)),
                        RejectReason.MOTION_UNAVAILABLE),
                Arguments.of(
                        "time unavailable",
                        Bsm.encode(Bsm.writer(PLANE, STATION, 1, now, 100, 100).secondMark(65_535)),
                        RejectReason.TIME_UNAVAILABLE));
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("uselessMessages")
    void aUselessMessageIsCountedAndItsLinkStaysOpen(String name, byte[] message, RejectReason reason)
            throws IOException {
        try (TestDevice device = vehicle()) {
            device.uper(message);
            awaitRejected(reason, 1);
            device.uper(fixture.bsm(STATION, 2, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(fixture.statistics().sessions().connected()).as(name).isEqualTo(2);
        }
    }

    @Test
    void anOldAndAFutureMessageAreCounted() throws IOException {
        try (TestDevice device = vehicle()) {
            device.uper(Bsm.at(PLANE, STATION, 1, EdgeFixture.nowUs() - 20_000_000, 100, 100));
            awaitRejected(RejectReason.TOO_OLD, 1);
            device.uper(Bsm.at(PLANE, STATION, 2, EdgeFixture.nowUs() + 5_000_000, 100, 100));
            awaitRejected(RejectReason.FROM_FUTURE, 1);
        }
    }

    @Test
    void sensorDataOfAVehicleIsRefused() throws IOException {
        try (TestDevice device = vehicle()) {
            device.uper(Bsm.sensed(PLANE, STATION, 1, EdgeFixture.nowUs(), 100, 100));
            awaitRejected(RejectReason.UNKNOWN_ROADSIDE_UNIT, 1);
        }
    }

    @Test
    void randomOctetsInGoodFramesNeverCloseALink() throws IOException {
        long seed = 42;
        var random = new SplittableRandom(seed);
        try (TestDevice device = vehicle()) {
            for (int i = 0; i < 500; i++) {
                byte[] octets = new byte[1 + random.nextInt(200)];
                random.nextBytes(octets);
                device.uper(octets);
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.received() == 500);
            assertThat(s.rejectedTotal() + s.processed() + s.inFlight())
                    .as("seed %d", seed)
                    .isEqualTo(500);
            assertThat(s.sessions().connected()).isEqualTo(2);
        }
    }

    @Test
    void aSilentClientIsClosedAfterTheHelloLimit() throws IOException {
        restart(EdgeFixture.hastyLimits());
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            expectRefused(device, RefusalCode.REFUSAL_CODE_NO_HELLO);
            awaitClosed(CloseReason.HELLO_TIMEOUT);
            assertThat(fixture.statistics().received()).isZero();
        }
    }

    @Test
    void aSessionThatGoesSilentIsClosedAfterTheIdleLimit() throws IOException {
        restart(EdgeFixture.limits(Duration.ofSeconds(3)));
        try (TestDevice device = vehicle()) {
            await().atMost(EdgeFixture.PATIENCE).until(() -> {
                healthy.heartbeat(); // the other one goes on
                return fixture.statistics().sessions().connected() == 1;
            });
            expectRefused(device, RefusalCode.REFUSAL_CODE_IDLE);
            awaitClosed(CloseReason.IDLE);
        }
    }

    @Test
    void oneOctetAtATimeBeforeHelloIsClosed() throws IOException {
        restart(EdgeFixture.hastyLimits());
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            drip(device, TestDevice.frame(2, new byte[200]));
            awaitClosed(CloseReason.HELLO_TIMEOUT);
            awaitRejected(RejectReason.TRUNCATED, 1);
        }
    }

    @Test
    void oneOctetAtATimeInASessionIsClosed() throws IOException {
        restart(EdgeFixture.hastyLimits());
        try (TestDevice device = vehicle()) {
            drip(device, TestDevice.frame(1, new byte[200]));
            awaitClosed(CloseReason.FRAME_INCOMPLETE);
            awaitRejected(RejectReason.TRUNCATED, 1);
        }
    }

    /** One octet every 50 ms, until the edge has had enough. */
    private static void drip(TestDevice device, byte[] octets) throws IOException {
        try {
            for (byte octet : octets) {
                device.octets(octet);
                LockSupport.parkNanos(50_000_000);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(pipe|reset|closed|abort).*");
        }
    }

    @Test
    void aFrameThatNeverEndsIsClosed() throws IOException {
        restart(EdgeFixture.hastyLimits());
        try (TestDevice device = vehicle()) {
            device.octets((byte) 0x10, (byte) 0, (byte) 1, (byte) 0, (byte) 0);
            expectRefused(device, RefusalCode.REFUSAL_CODE_FRAME);
            awaitClosed(CloseReason.FRAME_INCOMPLETE);
            awaitRejected(RejectReason.TRUNCATED, 1);
        }
    }

    @Test
    void anOverlongFrameIsClosedBeforeItsPayloadIsRead() throws IOException {
        try (TestDevice device = vehicle()) {
            device.octets((byte) 0xFF, (byte) 0xFF);
            expectRefused(device, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.FRAME_TOO_LONG, 1);
            awaitClosed(CloseReason.FRAME_HEADER);
        }
    }

    @Test
    void aZeroLengthFrameIsClosed() throws IOException {
        try (TestDevice device = vehicle()) {
            device.octets((byte) 0, (byte) 0, (byte) 1, (byte) 0);
            expectRefused(device, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.MALFORMED, 1);
        }
    }

    @Test
    void anUnknownFrameTypeAndALinkFrameAreClosed() throws IOException {
        try (TestDevice unknown = vehicle();
                TestDevice link = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1)) {
            unknown.octets(TestDevice.frame(9, new byte[5]));
            expectRefused(unknown, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.MALFORMED, 1);
            link.octets(TestDevice.frame(3, new byte[5]));
            expectRefused(link, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.UNSUPPORTED_MESSAGE, 1);
        }
    }

    @Test
    void httpOnThePortIsClosed() throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.octets("GET / HTTP/1.1\r\nHost: edge\r\n\r\n".getBytes(US_ASCII));
            expectRefused(device, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.FRAME_TOO_LONG, 1);
        }
    }

    @Test
    void aTlsClientHelloIsClosedAtOnce() throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.octets((byte) 0x16, (byte) 0x03, (byte) 0x01, (byte) 0x02, (byte) 0x00, (byte) 0x01);
            expectRefused(device, RefusalCode.REFUSAL_CODE_NO_HELLO);
            awaitRejected(RejectReason.NO_SESSION, 1);
        }
    }

    @Test
    void aMessageBeforeHelloIsClosed() throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            expectRefused(device, RefusalCode.REFUSAL_CODE_NO_HELLO);
            awaitRejected(RejectReason.NO_SESSION, 1);
            awaitClosed(CloseReason.NO_HELLO);
        }
    }

    @Test
    void aSessionMessageThatIsNoneIsClosed() throws IOException {
        try (TestDevice garbage = vehicle();
                TestDevice empty = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1);
                TestDevice again = TestDevice.vehicle(fixture.tcp(), "veh-3", STATION + 2)) {
            garbage.octets(TestDevice.frame(2, new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF}));
            expectRefused(garbage, RefusalCode.REFUSAL_CODE_FRAME);
            empty.octets(TestDevice.frame(2, new byte[] {(byte) 0x78, 1}));
            expectRefused(empty, RefusalCode.REFUSAL_CODE_FRAME);
            again.hello(TestDevice.hello("veh-3", STATION + 2).build());
            expectRefused(again, RefusalCode.REFUSAL_CODE_FRAME);
            awaitRejected(RejectReason.MALFORMED, 3);
        }
    }

    static Stream<Arguments> badHellos() {
        return Stream.of(
                Arguments.of(
                        TestDevice.hello("v", STATION).setProtocolVersion(2),
                        RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION),
                Arguments.of(TestDevice.hello("v", STATION).setZone("mars"), RefusalCode.REFUSAL_CODE_UNKNOWN_ZONE),
                Arguments.of(TestDevice.hello("", STATION), RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID),
                Arguments.of(TestDevice.hello("a\u202Eb<script>", STATION), RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID),
                Arguments.of(TestDevice.hello("x".repeat(65), STATION), RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID),
                Arguments.of(TestDevice.hello("v", 0), RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID),
                Arguments.of(TestDevice.hello("v", STATION).setKindValue(99), RefusalCode.REFUSAL_CODE_BAD_KIND),
                Arguments.of(
                        TestDevice.hello("v", STATION).setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT),
                        RefusalCode.REFUSAL_CODE_BAD_KIND),
                Arguments.of(TestDevice.hello("v", TestZone.ROADSIDE_STATION), RefusalCode.REFUSAL_CODE_BAD_KIND),
                Arguments.of(
                        TestDevice.hello("v", TestZone.ROADSIDE_STATION)
                                .setKind(DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE),
                        RefusalCode.REFUSAL_CODE_BAD_KIND),
                Arguments.of(TestDevice.hello("other", HEALTHY), RefusalCode.REFUSAL_CODE_STATION_IN_USE));
    }

    @ParameterizedTest
    @MethodSource("badHellos")
    void aHelloThatIsNotGoodIsRefusedWithItsCode(Hello.Builder hello, RefusalCode code) throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.hello(hello.build());
            expectRefused(device, code);
            awaitClosed(CloseReason.HELLO_REFUSED);
            assertThat(fixture.statistics().sessions().refused()).containsEntry(code, 1L);
        }
    }

    @Test
    void theSameDeviceTakesItsStationOverFromItsOlderLink() throws IOException {
        try (TestDevice older = vehicle();
                TestDevice newer = vehicle()) {
            expectRefused(older, RefusalCode.REFUSAL_CODE_STATION_IN_USE);
            awaitClosed(CloseReason.REPLACED);
            newer.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(fixture.statistics().sessions().connected()).isEqualTo(2);
        }
    }

    @Test
    void halfCloseInsideAFrameEndsTheLink() throws IOException {
        try (TestDevice device = vehicle()) {
            device.octets((byte) 0, (byte) 50, (byte) 1, (byte) 0);
            device.socket().shutdownOutput();
            awaitClosed(CloseReason.PEER_CLOSED);
            awaitRejected(RejectReason.TRUNCATED, 1);
        }
    }

    @Test
    void aResetInsideAFrameEndsTheLink() throws IOException {
        TestDevice device = vehicle();
        device.octets((byte) 0, (byte) 50, (byte) 1, (byte) 0);
        device.socket().setSoLinger(true, 0);
        device.close();
        fixture.awaitStatistics(s -> s.sessions().connected() == 1);
        EdgeStatistics s = fixture.awaitStatistics(x -> !x.sessions().closed().isEmpty());
        assertThat(s.sessions().closed().keySet()).containsAnyOf(CloseReason.TRANSPORT_ERROR, CloseReason.PEER_CLOSED);
    }

    @Test
    void aThousandFramesInOneSegmentAllCount() throws IOException {
        try (TestDevice device = vehicle()) {
            ByteArrayOutputStream segment = new ByteArrayOutputStream();
            for (int i = 0; i < 1000; i++) {
                segment.writeBytes(TestDevice.frame(1, new byte[] {(byte) 0x90, 0, 0}));
            }
            device.octets(segment.toByteArray());
            awaitRejected(RejectReason.MALFORMED, 1000);
        }
    }

    @Test
    void aFrameSplitAtEveryOctetIsUnderstood() throws IOException {
        try (TestDevice device = vehicle()) {
            byte[] frame = TestDevice.frame(1, fixture.bsm(STATION, 1, 100, 100));
            for (byte octet : frame) {
                device.octets(octet);
            }
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    @Test
    void datagramsOfEveryBadKindAreCountedAndNotAnswered() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] good = fixture.bsm(STATION, 1, 100, 100);
            send(socket, new byte[0]);
            awaitRejected(RejectReason.TRUNCATED, 1);
            send(socket, new byte[9000]);
            awaitRejected(RejectReason.FRAME_TOO_LONG, 1);
            send(socket, new byte[] {(byte) 0xF5, (byte) 0xFF});
            awaitRejected(RejectReason.MALFORMED, 1);
            send(socket, Arrays.copyOf(good, 20));
            awaitRejected(RejectReason.TRUNCATED, 2);
            byte[] hello = DeviceMessage.newBuilder()
                    .setHello(TestDevice.hello("v", STATION))
                    .build()
                    .toByteArray();
            byte[] marked = new byte[hello.length + 1];
            marked[0] = (byte) 0xF5;
            System.arraycopy(hello, 0, marked, 1, hello.length);
            send(socket, marked);
            awaitRejected(RejectReason.UNSUPPORTED_MESSAGE, 1);
            send(socket, fixture.bsm(HEALTHY, 1, 100, 100));
            awaitRejected(RejectReason.FOREIGN_STATION_ID, 1);
            assertThat(fixture.statistics().sessions().datagramStations()).isZero();
            socket.setSoTimeout(50);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> socket.receive(new DatagramPacket(new byte[100], 100))))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    private void send(DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }
}
