package io.yunkong.edge.fastpath;

import io.netty.channel.EventLoop;
import io.yunkong.edge.downlink.DeliveryReports;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.uplink.CloudSide;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.warn.StagedTraffic;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.schema.Edition;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/**
 * Staged traffic through a private fast path and downlink, before the first device is let in: so that the first real warning does not
 * wait for classes to be loaded and compiled. Nothing of it reaches a device, the cloud or a counter.
 */
public final class Rehearsal {
    private static final int LEDGER_MAX = 256;

    private final WireExchange exchange;
    private long nowUs;
    private long octets;

    private Rehearsal(WireExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Takes some hundred milliseconds of the calling thread.
     *
     * @return octets that would have gone out: 0 when the zone has no place for any scene
     */
    public static long play(WireExchange exchange, EventLoop loop) {
        return new Rehearsal(exchange).play(loop);
    }

    private long play(EventLoop loop) {
        MapCounters counters = new MapCounters(() -> 0);
        Downlink.Setup setup = new Downlink.Setup(exchange.zone(), "rehearsal", LEDGER_MAX);
        Downlink downlink = new Downlink(setup, new Links(), new Reports(), counters, () -> nowUs);
        FastPath fastPath = new FastPath("rehearsal", loop, exchange, downlink, new Cloud(), counters, () -> nowUs);
        long tickUs = 0;
        for (Observation observation : StagedTraffic.observations(exchange.zone())) {
            nowUs = observation.receivedAtUs();
            if (nowUs >= tickUs) {
                fastPath.tick();
                tickUs = nowUs + StagedTraffic.INTERVAL_US;
            }
            var _ = fastPath.accept(observation, nowUs);
        }
        nowUs += 10 * 1_000_000L; // everything ends: clearing is rehearsed, too
        fastPath.tick();
        return octets;
    }

    private final class Cloud implements CloudSide {
        @Override
        public void offer(Observation observation) {
            octets += exchange.toWire(observation).toByteArray().length;
        }

        @Override
        public boolean degraded() {
            return false;
        }
    }

    private final class Reports implements DeliveryReports {
        @Override
        public void edgeWarning(Warning warning) {
            octets += warning.toByteArray().length;
        }

        @Override
        public void delivery(Warning warning, DeliveryReport report) {
            octets += report.toByteArray().length;
        }

        @Override
        public void advice(Advice advice, AdviceReport report) {
            octets += report.toByteArray().length;
        }
    }

    private record Link(long stationId, Rehearsal to) implements StationLink {
        @Override
        public boolean send(byte[] message) {
            to.octets += message.length;
            return true;
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return message == DownlinkMessage.DOWNLINK_MESSAGE_NOTICE;
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            return send(frame);
        }
    }

    private final class Links implements StationLinks {
        @Override
        public Optional<StationLink> findLink(long stationId) {
            return Optional.of(new Link(stationId, Rehearsal.this));
        }

        @Override
        public Iterator<StationLink> links() {
            return Collections.emptyIterator();
        }
    }
}
