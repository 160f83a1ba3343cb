package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeviceLoopTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DeviceLoop loop = TestLoop.create(channel, ticker, 1_800_000_000_000_000L);

    @Test
    void noDevicePaysForATimeInWhichTheLoopItselfWasHeldUp() {
        Watched device = new Watched();
        loop.watch(device);
        loop.sweep();
        long before = device.sweptAtNanos;

        ticker.advance(10, TimeUnit.SECONDS);
        loop.sweep();
        long after = device.sweptAtNanos;
        assertThat(Duration.ofNanos(after - before)).isLessThan(Duration.ofMillis(500));
        assertThat(loop.limitNanos()).isEqualTo(after);

        ticker.advance(50, TimeUnit.MILLISECONDS);
        loop.sweep();
        assertThat(Duration.ofNanos(device.sweptAtNanos - after)).isEqualTo(Duration.ofMillis(50));
        assertThat(channel.finish()).isFalse();
    }

    private final class Watched implements DeviceLoop.Swept {
        private long sweptAtNanos;

        @Override
        public boolean sweep(long nowNanos) {
            sweptAtNanos = nowNanos;
            return true;
        }

        @Override
        public ChannelFuture shutDown() {
            return channel.newSucceededFuture();
        }
    }
}
