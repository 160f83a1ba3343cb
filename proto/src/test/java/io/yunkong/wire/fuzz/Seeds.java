package io.yunkong.wire.fuzz;

import com.google.protobuf.ByteString;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Resume;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.VectorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/** What fuzzing starts from: the reference encodings, and the inputs of {@code /fuzz/inputs.csv}, which once led somewhere new. */
final class Seeds {
    private static final String SAVED = "/fuzz/inputs.csv";

    private Seeds() {}

    static Stream<byte[]> frames() {
        return Stream.concat(VectorFile.all().map(VectorFile::octets), saved());
    }

    static Stream<byte[]> json() {
        return Stream.concat(VectorFile.all().map(vector -> vector.value().getBytes(StandardCharsets.UTF_8)), saved());
    }

    static Stream<byte[]> protobuf() {
        Stream<byte[]> known = VectorFile.all()
                .filter(vector -> !vector.error())
                .map(vector -> {
                    try {
                        return MessageCodec.of(vector.edition())
                                .decode(vector.octets())
                                .toByteArray();
                    } catch (UperException e) {
                        throw new IllegalStateException(vector.name(), e);
                    }
                });
        return Stream.concat(known, saved());
    }

    static Stream<byte[]> sessions() {
        Stream<DeviceMessage> messages = Stream.of(
                DeviceMessage.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setProtocolVersion(1)
                                .setDeviceId("bus-01")
                                .setKind(DeviceKind.DEVICE_KIND_ONBOARD_UNIT)
                                .setZone("longzi-lake")
                                .setStationId(0x4156303030303033L)
                                .addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_RSI)
                                .setResume(
                                        Resume.newBuilder().setSessionId("1f00").setLastSequence(7)))
                        .build(),
                DeviceMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(1_700_000_000_000_000L))
                        .build(),
                DeviceMessage.newBuilder()
                        .setWarningAck(
                                WarningAck.newBuilder().setWarningId("w-1").setReceivedAtUs(1))
                        .build());
        return Stream.concat(messages.map(Seeds::frame), saved());
    }

    private static byte[] frame(DeviceMessage message) {
        int length = 1 + message.getSerializedSize();
        byte[] header = {(byte) (length >>> 8), (byte) length, (byte) FrameType.SESSION.code()};
        return ByteString.copyFrom(header).concat(message.toByteString()).toByteArray();
    }

    /** Lines of {@code what,hex}. */
    static Stream<byte[]> saved() {
        try (InputStream in = Objects.requireNonNull(Seeds.class.getResourceAsStream(SAVED), SAVED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> HexFormat.of().parseHex(line.substring(line.indexOf(',') + 1)))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
