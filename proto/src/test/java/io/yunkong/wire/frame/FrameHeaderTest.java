package io.yunkong.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderTest {
    @Test
    void writesLengthOfTypeAndPayloadBigEndian() throws FrameException {
        byte[] out = new byte[5];
        FrameHeader.write(out, 1, FrameType.SESSION, 0x1233, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        assertThat(out).containsExactly(0, 0x12, 0x34, 2, 0);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(FrameType type) throws FrameException {
        byte[] out = new byte[FrameHeader.BYTES + 2];
        for (int payload : new int[] {1, 2, 255, 256, 32_767, 32_768, FrameHeader.LINK_FRAME_BYTES_MAX - 1}) {
            FrameHeader.write(out, 2, type, payload, FrameHeader.LINK_FRAME_BYTES_MAX);
            assertThat(FrameHeader.readLength(out, 2, FrameHeader.LINK_FRAME_BYTES_MAX))
                    .isEqualTo(payload + FrameHeader.TYPE_BYTES);
            assertThat(FrameHeader.readType(out, 2)).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, TOO_SHORT, 'frame too short: length=0, limit=2; frame refused'",
        "1, TOO_SHORT, 'frame too short: length=1, limit=2; frame refused'",
        "8193, TOO_LONG, 'frame too long: length=8193, limit=8192; frame refused'",
        "65535, TOO_LONG, 'frame too long: length=65535, limit=8192; frame refused'",
    })
    void refusesALengthOutsideTheDeviceLimits(int length, FrameException.Reason reason, String message) {
        byte[] in = {(byte) (length >>> 8), (byte) length};
        assertThatThrownBy(() -> FrameHeader.readLength(in, 0, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    @Test
    void acceptsTheLargestDeviceFrame() throws FrameException {
        byte[] in = {0x20, 0x00};
        assertThat(FrameHeader.readLength(in, 0, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isEqualTo(8192);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8192})
    void writesNothingThatItsReaderWouldRefuse(int payloadBytes) {
        byte[] out = new byte[FrameHeader.BYTES];
        assertThatThrownBy(() ->
                        FrameHeader.write(out, 0, FrameType.UPER, payloadBytes, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isInstanceOf(FrameException.class);
        assertThat(out).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 0xF5, -1, 255})
    void refusesAnUnknownType(int code) {
        assertThatThrownBy(() -> FrameType.of(code))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.reason()).isEqualTo(FrameException.Reason.UNKNOWN_TYPE))
                .hasMessage("frame type unknown: type=" + (code & 0xFF) + ", limit=3; frame refused");
    }

    @Test
    void anExceptionIsCheap() {
        assertThatThrownBy(() -> FrameType.of(9))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
