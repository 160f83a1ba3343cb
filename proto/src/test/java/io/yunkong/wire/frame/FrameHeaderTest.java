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
    void isLengthOfTypeAndPayloadThenType() {
        assertThat(FrameHeader.encode(FrameType.SESSION, 0x1233, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isEqualTo(0x12_34_02);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(FrameType type) throws FrameException {
        for (int payload : new int[] {1, 2, 255, 256, 32_767, 32_768, FrameHeader.LINK_FRAME_BYTES_MAX - 1}) {
            int header = FrameHeader.encode(type, payload, FrameHeader.LINK_FRAME_BYTES_MAX);
            assertThat(FrameHeader.checkLength(header >>> 8, FrameHeader.LINK_FRAME_BYTES_MAX))
                    .isEqualTo(payload + FrameHeader.TYPE_BYTES);
            assertThat(FrameType.of(header & 0xFF)).isEqualTo(type);
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
        assertThatThrownBy(() -> FrameHeader.checkLength(length, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    @Test
    void acceptsTheLargestDeviceFrame() throws FrameException {
        assertThat(FrameHeader.checkLength(8192, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isEqualTo(8192);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8192})
    void encodesNothingThatItsReaderWouldRefuse(int payloadBytes) {
        assertThatThrownBy(() -> FrameHeader.encode(FrameType.UPER, payloadBytes, FrameHeader.DEVICE_FRAME_BYTES_MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frame too ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 0xF5, -1, 255})
    void refusesAnUnknownType(int code) {
        assertThatThrownBy(() -> FrameType.of(code))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.reason()).isEqualTo(FrameException.Reason.UNKNOWN_TYPE))
                .hasMessage("frame type unknown: type=" + (code & 0xFF) + ", limit=4; frame refused");
    }

    @Test
    void anExceptionIsCheap() {
        assertThatThrownBy(() -> FrameType.of(9))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
