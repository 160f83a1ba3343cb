package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.frame.FrameType;
import org.junit.jupiter.api.Test;

final class HeartbeatFrameTest {
    @Test
    void readsAsTheHeartbeatItSaysItIs() throws Exception {
        long sentAtUs = 1_795_432_109_876_543L;
        ByteBuf memory = Unpooled.buffer();
        HeartbeatFrame.write(memory.setZero(0, 64), 5, sentAtUs);
        assertThat(memory.getUnsignedShort(5)).isEqualTo(HeartbeatFrame.BYTES - 2);
        assertThat(memory.getUnsignedByte(7)).isEqualTo((short) FrameType.SESSION.code());
        byte[] payload = new byte[HeartbeatFrame.BYTES - 3];
        memory.getBytes(8, payload);
        assertThat(DeviceMessage.parseFrom(payload).getHeartbeat().getSentAtUs())
                .isEqualTo(sentAtUs);
    }
}
