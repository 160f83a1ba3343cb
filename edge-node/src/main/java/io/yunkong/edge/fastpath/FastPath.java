package io.yunkong.edge.fastpath;

import io.netty.channel.EventLoop;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.edge.uplink.CloudSide;
import io.yunkong.map.exchange.AdviceExchange;
import io.yunkong.map.exchange.RoadsideMessages;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.exchange.WarningSource;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.warn.Advice;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Warning;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns this edge's dynamic map: observations in, warnings out to the downlink, what the map took on to the uplink. Everything on the map
 * thread, which is {@link #loop()}; the inlets hand their batches over to it.
 */
public final class FastPath {
    private static final long SHARE_INTERVAL_MS = 10;

    private final WarningSource source;
    private final EventLoop loop;
    private final CooperativeWarner warner;
    private final Downlink downlink;
    private final CloudSide cloud;
    private final MapCounters counters;
    private final LongSupplier clockUs;
    private final TrustLog trustLog;
    private final PositionUses uses;
    private final Consumer<WarningEvent> events = this::warn;
    private final RoadsideMessages roadsideMessages;
    private WireExchange exchange;
    private SignalMessages signalMessages;
    private long observedAtUs;

    public FastPath(
            String edgeId,
            EventLoop loop,
            WireExchange exchange,
            Downlink downlink,
            CloudSide cloud,
            MapCounters counters,
            LongSupplier clockUs) {
        this.source = WarningSource.edge(edgeId);
        this.loop = loop;
        this.exchange = exchange;
        this.warner = new CooperativeWarner(exchange.zone(), edgeId, host -> true);
        this.signalMessages = new SignalMessages(exchange.zone());
        this.roadsideMessages = new RoadsideMessages(exchange.zone().plane()); // the same in every version
        this.downlink = downlink;
        this.cloud = cloud;
        this.counters = counters;
        this.clockUs = clockUs;
        this.trustLog = new TrustLog(downlink::deviceId);
        this.uses = new PositionUses(downlink, warner, counters.positionUse);
    }

    /**
     * Goes on with another version of the zone, between two measurements.
     *
     * @param spat reads signals of that version; made before, for that takes its time
     * @return tracks kept
     * @throws IllegalArgumentException when its origin is another; the old version stays
     */
    public int activate(WireExchange next, SignalMessages spat) {
        int kept = warner.activate(next.zone());
        exchange = next;
        signalMessages = spat;
        return kept;
    }

    /** The map thread. */
    EventLoop loop() {
        return loop;
    }

    /** Lets time pass for the map from now on. Call once, on the map thread. */
    public void start(FastPathLimits limits) {
        long interval = limits.tickInterval().toNanos();
        var _ = loop.scheduleWithFixedDelay(
                counters.defects.guard("map tick", this::tick), interval, interval, TimeUnit.NANOSECONDS);
        var _ = loop.scheduleWithFixedDelay(
                counters.defects.guard("share", () -> downlink.share(clockUs.getAsLong(), warner)),
                SHARE_INTERVAL_MS,
                SHARE_INTERVAL_MS,
                TimeUnit.MILLISECONDS);
    }

    /** Confirmed tracks now. */
    public int tracks() {
        return warner.trackCount();
    }

    void process(Batch batch) {
        observedAtUs = batch.observedAtUs();
        long nowUs = clockUs.getAsLong();
        for (int i = 0; i < batch.size(); i++) {
            Report report = batch.report(i);
            try {
                process(report, batch, nowUs);
            } catch (RuntimeException | LinkageError e) {
                batch.rejected.count(RejectReason.NODE_DEFECT);
                if (report.kind() == ShedClass.SELF_REPORT) {
                    uses.refused(report.stationId(), RejectReason.NODE_DEFECT, nowUs);
                }
                counters.defects.report("message of station " + Long.toHexString(report.stationId()), e);
            }
        }
        UnusedReports unused = batch.unused();
        for (int i = 0; i < unused.size(); i++) {
            uses.refused(unused.stationId(i), unused.reason(i), nowUs);
            warner.refused(unused.stationId(i), unused.reason(i), nowUs);
        }
        observedAtUs = 0;
    }

    private void process(Report report, Batch outcome, long nowUs) {
        RejectReason reason = switch (report) {
            case Report.Own(SelfReport self) -> acceptOwn(self, nowUs);
            case Report.Sensed sensed -> accept(sensed.objects(), outcome, nowUs);
            case Report.Intended intended -> take(intended, nowUs);
            case Report.Relayed(RoadsideFrame frame) -> relay(frame, nowUs);
        };
        if (reason == null) {
            outcome.processed++;
        } else {
            outcome.rejected.count(reason);
        }
    }

    /** The message is taken whatever becomes of the path and the requests in it. */
    private @Nullable RejectReason take(Report.Intended intended, long nowUs) {
        intended.path().ifPresent(path -> warner.accept(path, nowUs));
        intended.request().ifPresent(request -> downlink.request(request, signalMessages, nowUs));
        return null;
    }

    /** The message is relayed as it came, whatever the map can use of it. */
    private @Nullable RejectReason relay(RoadsideFrame frame, long nowUs) {
        RejectReason reason = downlink.relay(frame, nowUs);
        if (reason == null && frame.message() == DownlinkMessage.DOWNLINK_MESSAGE_SPAT) {
            takeSignals(frame, nowUs);
        } else if (reason == null && frame.message() == DownlinkMessage.DOWNLINK_MESSAGE_RSI) {
            takeNotices(frame, nowUs);
        }
        return reason;
    }

    private void takeSignals(RoadsideFrame frame, long nowUs) {
        SignalStates signals = warner.signals();
        signalMessages
                .reports(frame.frame().getSpatFrame(), frame.stationId(), frame.receivedAtUs(), signals::refuse)
                .forEach(report -> {
                    var _ = signals.accept(report, nowUs); // counted there
                });
    }

    private void takeNotices(RoadsideFrame frame, long nowUs) {
        RoadsideNotices notices = warner.roadsideNotices();
        roadsideMessages
                .notices(frame.frame().getRsiFrame(), frame.stationId(), frame.receivedAtUs(), notices::refuse)
                .forEach(notice -> {
                    var _ = notices.accept(notice, nowUs); // counted there
                });
    }

    /** What the map was told of signals. */
    public EdgeStatistics.Signals signals() {
        return new EdgeStatistics.Signals(
                warner.signals().taken(), warner.signals().refused());
    }

    /** What the map was told of events and signs. */
    public EdgeStatistics.Roadside roadside() {
        return new EdgeStatistics.Roadside(
                warner.roadsideNotices().taken(), warner.roadsideNotices().refused());
    }

    /** @param unreadable planned paths that did not come as far as the map */
    public EdgeStatistics.Plans plans(Map<PlanDefect, Long> unreadable) {
        Map<PlanDefect, Long> refused = warner.plansRefused();
        unreadable.forEach((defect, count) -> refused.merge(defect, count, Long::sum));
        return new EdgeStatistics.Plans(warner.plansTaken(), refused);
    }

    /** The message of a sensor is taken whatever becomes of its objects. */
    private @Nullable RejectReason accept(List<Observation> objects, Batch outcome, long nowUs) {
        for (Observation object : objects) {
            RejectReason reason = accept(object, nowUs);
            if (reason == null) {
                outcome.objectsAccepted++;
            } else {
                outcome.objectsRejected.count(reason);
            }
        }
        return null;
    }

    /** What a station tells of itself. */
    private @Nullable RejectReason acceptOwn(SelfReport self, long nowUs) {
        RejectReason reason = accept(self, nowUs);
        if (reason == null) {
            uses.used(self.stationId(), nowUs);
        } else {
            uses.refused(self.stationId(), reason, nowUs);
        }
        return reason;
    }

    @Nullable RejectReason accept(Observation observation, long nowUs) {
        RejectReason reason = warner.accept(observation, nowUs, events);
        if (reason == null) {
            cloud.offer(observation);
        }
        return reason;
    }

    void tick() {
        long nowUs = clockUs.getAsLong();
        warner.tick(nowUs, events);
        warner.advise(nowUs, this::advise);
        trustLog.tell(warner.takeTrustNotices(), nowUs);
        uses.tick(nowUs);
        downlink.tick(nowUs, warner);
    }

    private void advise(Advice advice) {
        downlink.edgeAdvice(AdviceExchange.toWire(advice, exchange.zone(), source.node()));
    }

    private void warn(WarningEvent event) {
        if (event instanceof WarningEvent.Raised(var raised)) {
            counters.raised.count(raised.application());
        }
        LatencyStamps.Builder stamps = LatencyStamps.newBuilder()
                .setGeneratedAtUs(event.warning().evidence().triggerGeneratedAtUs())
                .setEdgeReceivedAtUs(event.warning().evidence().triggerReceivedAtUs())
                .setObservedAtUs(observedAtUs)
                .setEdgeDecidedAtUs(clockUs.getAsLong());
        Warning warning = exchange.toWire(event, source, stamps.build()).toBuilder()
                .setDegraded(cloud.degraded())
                .build();
        downlink.edgeWarning(warning);
    }
}
