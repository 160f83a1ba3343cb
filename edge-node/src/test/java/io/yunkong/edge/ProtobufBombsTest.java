package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.CloudHello;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.TileOwner;
import io.yunkong.wire.TileTable;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protobuf made to hurt, wherever the edge reads it: in session messages, in message frames, in datagrams and on the link to a cloud node. Each
 * is counted under its reason, and a healthy device goes on beside it.
 */
final class ProtobufBombsTest {
    private static final long STATION = 0x41;
    private static final long HEALTHY = 0x77;
    /** Tag of field 15, which no message here has, as octets and as a group, and the end of such a group. */
    private static final byte UNKNOWN_OCTETS = 0x7A;

    private static final byte UNKNOWN_GROUP = 0x7B;
    private static final byte GROUP_END = 0x7C;
    private static final int PAYLOAD_MAX = FrameHeader.DEVICE_FRAME_BYTES_MAX - 1;

    private EdgeFixture fixture;
    private TestDevice healthy;

    @BeforeEach
    void start() throws IOException {
        fixture = EdgeFixture.start();
        healthy = TestDevice.vehicle(fixture.tcp(), "healthy", HEALTHY);
    }

    @AfterEach
    void stop() throws IOException {
        long before = fixture.statistics().processed();
        healthy.uper(fixture.bsm(HEALTHY, 1, 900, 100));
        fixture.awaitStatistics(s -> s.processed() > before);
        healthy.close();
        fixture.close();
    }

    private static byte[] filled(int length, byte octet) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, octet);
        return octets;
    }

    private static byte[] join(byte[]... parts) {
        return ByteString.copyFrom(Stream.of(parts).map(ByteString::copyFrom).toList())
                .toByteArray();
    }

    /** What follows a good message and makes it none, in any message. */
    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("8,000 groups, each in the one before", filled(8000, UNKNOWN_GROUP)),
                Arguments.of("a group that ends and never began", new byte[] {GROUP_END}),
                Arguments.of("a group that never ends", new byte[] {UNKNOWN_GROUP}),
                Arguments.of("a tag of 11 octets", hex("FFFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a number of 11 octets", hex("78FFFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a length below zero", hex("7AFFFFFFFFFFFFFFFFFF01")),
                Arguments.of("a length of 2 GiB", hex("7AFFFFFFFF07")),
                Arguments.of("a wire type that is none", hex("7E")),
                Arguments.of("field number zero", hex("0001")));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** As much of what nobody knows as fits into a frame beside the message, as octets and as groups that are whole. */
    private static byte[] withUnknown(byte[] message) {
        byte[] groups = new byte[2000];
        for (int i = 0; i < groups.length; i += 2) {
            groups[i] = UNKNOWN_GROUP;
            groups[i + 1] = GROUP_END;
        }
        int left = PAYLOAD_MAX - message.length - groups.length - 3;
        byte[] head = {UNKNOWN_OCTETS, (byte) (left | 0x80), (byte) (left >>> 7)};
        return join(message, groups, head, filled(left, (byte) 0xA5));
    }

    private void awaitRejected(RejectReason reason, long count) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == count);
    }

    private byte[] bsm() throws UperException {
        return MessageCodec.of(Edition.E2020)
                .decode(fixture.bsm(STATION, 1, 100, 100))
                .toByteArray();
    }

    private static byte[] hello(Hello.Builder hello) {
        return DeviceMessage.newBuilder().setHello(hello).build().toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void asASessionMessageItClosesTheLink(String name, byte[] bomb) throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            byte[] message = join(hello(TestDevice.hello("veh-1", STATION)), bomb);
            device.octets(TestDevice.frame(FrameType.SESSION.code(), message));
            assertThat(device.awaitMessage(EdgeMessage::hasRefused).getRefused().getCode())
                    .as(name)
                    .isEqualTo(RefusalCode.REFUSAL_CODE_FRAME);
            device.awaitEnd();
            awaitRejected(RejectReason.MALFORMED, 1);
            fixture.awaitStatistics(s -> s.sessions().closed().containsKey(CloseReason.SESSION_MESSAGE));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void asAMessageFrameItIsCountedAndTheLinkStaysOpen(String name, byte[] bomb) throws IOException, UperException {
        try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            device.octets(TestDevice.frame(FrameType.MESSAGE.code(), join(bsm(), bomb)));
            awaitRejected(RejectReason.MALFORMED, 1);
            device.octets(TestDevice.frame(FrameType.MESSAGE.code(), bsm()));
            fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(fixture.statistics().sessions().connected()).as(name).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void asADatagramItIsCounted(String name, byte[] bomb) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, join(new byte[] {(byte) FrameHeader.DATAGRAM_SESSION_MARKER}, bomb));
            awaitRejected(RejectReason.MALFORMED, 1);
            assertThat(fixture.statistics().sessions().datagramStations())
                    .as(name)
                    .isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void fromACloudNodeItClosesTheLinkWhichIsDialledAgain(String name, byte[] bomb) throws IOException {
        byte[] good = CloudToEdge.newBuilder()
                .setHello(CloudHello.newBuilder().setNodeId("cloud-a"))
                .build()
                .toByteArray();
        fromACloudNode(join(good, bomb));
        assertThat(fixture.statistics().processed()).as(name).isZero();
    }

    /** @param payloads of frames; the last is the only one that cannot be read */
    private static void fromACloudNode(byte[]... payloads) throws IOException {
        try (ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EdgeFixture linked = EdgeFixture.start((InetSocketAddress) node.getLocalSocketAddress())) {
            node.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
            try (Socket link = node.accept()) {
                link.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
                for (byte[] payload : payloads) {
                    link.getOutputStream().write(TestDevice.frame(FrameType.LINK.code(), payload));
                }
                readToEnd(new DataInputStream(link.getInputStream()));
            }
            node.accept().close();
            linked.awaitStatistics(s -> s.uplink().messagesBad() == 1);
        }
    }

    private static void readToEnd(DataInputStream in) throws IOException {
        try {
            while (true) {
                in.readUnsignedByte();
            }
        } catch (EOFException e) {
            // that is what is waited for
        }
    }

    @Test
    void tenThousandGroupsOrAMillionEmptyPartsAreLongerThanAFrame() throws IOException {
        for (int octets : new int[] {10_000, 65_534}) {
            try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
                device.octets(
                        Arrays.copyOf(TestDevice.frame(FrameType.SESSION.code(), filled(octets, UNKNOWN_GROUP)), 100));
                device.awaitMessage(EdgeMessage::hasRefused);
            }
        }
        awaitRejected(RejectReason.FRAME_TOO_LONG, 2);
    }

    @Test
    void asManyEmptyPartsAsFitAreRefusedByTheSchema() throws IOException, UperException {
        byte[] parts = MessageFrame.newBuilder()
                .setRsmFrame(RoadsideSafetyMessage.newBuilder()
                        .addAllParticipants(Collections.nCopies(4000, ParticipantData.getDefaultInstance())))
                .build()
                .toByteArray();
        try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            device.octets(TestDevice.frame(FrameType.MESSAGE.code(), parts));
            awaitRejected(RejectReason.MALFORMED, 1);
            device.octets(TestDevice.frame(FrameType.MESSAGE.code(), bsm()));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    @Test
    void aHelloThatSaysTheSameEightThousandTimesIsTakenOnce() throws IOException {
        Hello.Builder hello = TestDevice.hello("veh-1", STATION)
                .addAllDownlink(Collections.nCopies(8000, DownlinkMessage.DOWNLINK_MESSAGE_NOTICE));
        try (TestDevice device = TestDevice.open(fixture.tcp(), hello)) {
            device.uper(fixture.bsm(STATION, 1, 100, 100));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    @Test
    void aTileTableOfThirtyThousandEmptyPartsIsPassedOver() throws IOException {
        byte[] empty = CloudToEdge.newBuilder()
                .setTiles(TileTable.newBuilder()
                        .addAllOwners(Collections.nCopies(30_000, TileOwner.getDefaultInstance())))
                .build()
                .toByteArray();
        fromACloudNode(empty, new byte[] {GROUP_END});
    }

    @Test
    void whatNobodyKnowsIsPassedOverInSessionMessagesAndInMessageFrames() throws IOException, UperException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            byte[] hello = withUnknown(hello(TestDevice.hello("veh-1", STATION)));
            device.octets(TestDevice.frame(FrameType.SESSION.code(), hello));
            device.awaitMessage(EdgeMessage::hasAccepted);
            device.octets(TestDevice.frame(FrameType.MESSAGE.code(), withUnknown(bsm())));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }

    static Stream<Arguments> namesThatAreNone() {
        return Stream.of(
                Arguments.of("NUL", ByteString.copyFromUtf8("veh\u0000-1"), RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID),
                Arguments.of("no UTF-8", ByteString.copyFrom(hex("76C3286C")), RefusalCode.REFUSAL_CODE_FRAME),
                Arguments.of("half a character", ByteString.copyFrom(hex("EDA080")), RefusalCode.REFUSAL_CODE_FRAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesThatAreNone")
    void aNameThatIsNoTextIsRefused(String name, ByteString deviceId, RefusalCode code) throws IOException {
        Hello rest = TestDevice.hello("", STATION).build();
        byte[] hello = join(rest.toByteArray(), new byte[] {0x12, (byte) deviceId.size()}, deviceId.toByteArray());
        byte[] message = join(new byte[] {0x0A, (byte) hello.length}, hello);
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.octets(TestDevice.frame(FrameType.SESSION.code(), message));
            assertThat(device.awaitMessage(EdgeMessage::hasRefused).getRefused().getCode())
                    .as(name)
                    .isEqualTo(code);
        }
    }

    @Test
    void aZoneThatIsMarkupIsNotSaidAgain() throws IOException {
        try (TestDevice device = new TestDevice(fixture.tcp())) {
            device.hello(TestDevice.hello("veh-1", STATION)
                    .setZone("<script>\u202E\u0007")
                    .build());
            assertThat(device.awaitMessage(EdgeMessage::hasRefused).getRefused().getReason())
                    .matches("[ -~]+")
                    .doesNotContain("<");
        }
    }

    @Test
    void theLongestAndTheShortestDatagramAreCounted() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, new byte[65_507]);
            awaitRejected(RejectReason.FRAME_TOO_LONG, 1);
            byte[] sealed = new byte[65_507];
            sealed[0] = (byte) DatagramSeal.MARKER;
            send(socket, sealed);
            awaitRejected(RejectReason.FRAME_TOO_LONG, 2);
            send(socket, new byte[0]);
            awaitRejected(RejectReason.TRUNCATED, 1);
        }
    }

    private void send(DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }
}
