package io.yunkong.edge.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
    @Test
    void goesTheWholeWayOfAWarningOnAShippedZone() throws Exception {
        EventLoop idle = new DefaultEventLoop();
        WireExchange exchange = new WireExchange(ZoneFolder.read(Path.of("..", "zones", "longzi-lake")));
        assertThat(Rehearsal.play(exchange, idle)).as("octets").isGreaterThan(100_000);
        idle.shutdownGracefully().syncUninterruptibly();
    }
}
