package io.yunkong.load.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.device.DrivenState;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageKind;
import io.yunkong.wire.uper.UperException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BadInputTest {
    private static final long STATION = 0x4C4F_4144_0000_0001L;
    private static final DrivenState GOOD = new DrivenState(34.79, 113.79, 12, 90);

    private static byte[] bsm(BadInput kind) {
        EmbeddedChannel channel = new EmbeddedChannel();
        ByteBuf frame = new DeviceFrames(4.6, 1.8).bsm(channel, kind.station(STATION), 1, 1_000_000, kind.state(GOOD));
        byte[] message = new byte[frame.skipBytes(FrameHeader.BYTES).readableBytes()];
        frame.readBytes(message).release();
        channel.close();
        return message;
    }

    private static byte[] spoilt(BadInput kind) {
        return kind.spoil(bsm(kind), new SplittableRandom(1));
    }

    private static void assertRefused(BadInput kind, UperException.Reason reason) {
        byte[] message = spoilt(kind);
        assertThatExceptionOfType(UperException.class)
                .isThrownBy(() -> new BsmView().wrap(message, 0, message.length))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void garbageIsNoMessageOfAnyKind() {
        assertThat(MessageKind.of(spoilt(BadInput.GARBAGE)[0])).isEqualTo(MessageKind.UNKNOWN);
    }

    @Test
    void whatIsCutShortIsTruncatedAndWhatIsTooMuchTrails() {
        assertRefused(BadInput.CUT_SHORT, UperException.Reason.TRUNCATED);
        assertRefused(BadInput.TOO_MUCH, UperException.Reason.TRAILING_BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"FOREIGN_ID", "IMPOSSIBLE_SPEED", "NULL_ISLAND", "FAR_AWAY", "FLOOD"})
    void whatCannotBeIsWellEncoded(BadInput kind) throws UperException {
        byte[] message = spoilt(kind);
        BsmView view = new BsmView();
        view.wrap(message, 0, message.length);
        assertThat(view.id() == STATION).isEqualTo(kind != BadInput.FOREIGN_ID);
    }

    @Test
    void statesDifferFromGoodOnesInOneThing() {
        assertThat(BadInput.IMPOSSIBLE_SPEED.state(GOOD)).isEqualTo(new DrivenState(34.79, 113.79, 163.8, 90));
        assertThat(BadInput.NULL_ISLAND.state(GOOD)).isEqualTo(new DrivenState(0, 0, 12, 90));
        assertThat(BadInput.FAR_AWAY.state(GOOD)).isEqualTo(new DrivenState(35.79, 113.79, 12, 90));
        assertThat(BadInput.FLOOD.state(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void onlyAFloodIsAboveTheRate() {
        for (BadInput kind : BadInput.values()) {
            assertThat(kind.framesPerSecond() > 20).as(kind.key()).isEqualTo(kind == BadInput.FLOOD);
        }
    }

    @Test
    void equalSeedsMakeEqualGarbage() {
        assertThat(spoilt(BadInput.GARBAGE)).isEqualTo(spoilt(BadInput.GARBAGE));
    }
}
