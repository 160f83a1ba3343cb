package io.yunkong.edge;

import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Message frames in protobuf, over a real socket: like those in UPER, and bad ones counted. */
final class ProtobufFrameTest {
    private static final long STATION = 0x61;

    private EdgeFixture fixture;
    private TestDevice device;

    @BeforeEach
    void start() throws IOException {
        fixture = EdgeFixture.start();
        device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        fixture.close();
    }

    private byte[] bsm(long station, Consumer<BasicSafetyMessage.Builder> change) throws UperException {
        MessageFrame.Builder frame =
                MessageCodec.of(Edition.E2020).decode(fixture.bsm(station, 1, 500, 500)).toBuilder();
        change.accept(frame.getBsmFrameBuilder());
        return frame.build().toByteArray();
    }

    private void send(byte[] message) throws IOException {
        device.octets(TestDevice.frame(FrameType.MESSAGE.code(), message));
    }

    private void awaitRejected(RejectReason reason, long count) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == count);
    }

    @Test
    void aGoodOneIsAnObservation() throws IOException, UperException {
        send(bsm(STATION, _ -> {}));
        fixture.awaitStatistics(s -> s.processed() == 1);
    }

    @Test
    void whatIsWrongWithItIsCounted() throws IOException, UperException {
        send(bsm(STATION, bsm -> bsm.setSpeed(8192)));
        awaitRejected(RejectReason.MALFORMED, 1);
        send(bsm(STATION, BasicSafetyMessage.Builder::clearPos));
        awaitRejected(RejectReason.MALFORMED, 2);
        byte[] good = bsm(STATION, _ -> {});
        send(Arrays.copyOf(good, good.length - 1));
        awaitRejected(RejectReason.MALFORMED, 3);
        byte[] nested = new byte[8000];
        Arrays.fill(nested, (byte) 0x0B); // the start of a group inside a group inside …
        send(nested);
        awaitRejected(RejectReason.MALFORMED, 4);
        send(bsm(STATION + 1, _ -> {}));
        awaitRejected(RejectReason.FOREIGN_STATION_ID, 1);
        send(bsm(STATION, bsm -> bsm.setSpeed(8191)));
        awaitRejected(RejectReason.MOTION_UNAVAILABLE, 1);
        send(good);
        fixture.awaitStatistics(s -> s.processed() == 1);
    }
}
