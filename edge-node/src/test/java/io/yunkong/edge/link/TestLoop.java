package io.yunkong.edge.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.fastpath.FastPath;
import io.yunkong.edge.fastpath.FastPathLimits;
import io.yunkong.edge.fastpath.Inlet;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.uplink.Uplink;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.map.exchange.WireExchange;
import java.util.List;
import java.util.function.LongSupplier;

/** A device loop with everything behind it, on an embedded channel's event loop. */
public final class TestLoop {
    private TestLoop() {}

    public static DeviceLoop create(EmbeddedChannel channel, Ticker ticker, long nowUs) {
        Stations stations = new Stations(_ -> {});
        return create(channel.eventLoop(), stations, ticker, () -> nowUs);
    }

    public static DeviceLoop create(EventLoop eventLoop, Stations stations, Ticker ticker, LongSupplier clockUs) {
        WireExchange exchange = new WireExchange(TestZone.create());
        MapCounters map = new MapCounters(ticker::nanoTime);
        Uplink uplink = new Uplink(
                new Uplink.Setup("edge-1", List.of(), UplinkLimits.standard(), 1),
                exchange,
                eventLoop,
                new Bootstrap(),
                map,
                clockUs);
        Downlink downlink =
                new Downlink(new Downlink.Setup(exchange.zone(), "edge-1", 10), stations, uplink, map, clockUs);
        FastPath fastPath = new FastPath("edge-1", eventLoop, exchange, downlink, uplink, map, clockUs);
        LinkCounters counters = new LinkCounters();
        Inlet inlet = new Inlet(eventLoop, fastPath, FastPathLimits.standard(), counters, clockUs);
        return new DeviceLoop(exchange.zone(), inlet, counters, clockUs, ticker);
    }
}
