package io.yunkong.cli;

import io.yunkong.map.exchange.AdviceExchange;
import io.yunkong.map.exchange.RoadsideMessages;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.exchange.WarningSource;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.Advice;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.HeardAdvice;
import io.yunkong.sim.client.HeardWarning;
import io.yunkong.sim.client.Station;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Warning;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an edge that make warnings of octets, without sockets and threads; its clock is moved by hand from message to message, each
 * arriving 4 ms after it was sent.
 */
final class ManualEdge {
    private static final String NAME = "edge-1";
    private static final long WAY_US = 4_000;
    private static final long TICK_US = 100_000;

    /** Hears of measurements. */
    interface Measured {
        /**
         * @param observation null = the message had none that could be used
         * @param reason why it was not used; null = it was
         */
        void note(@Nullable Observation observation, @Nullable RejectReason reason);
    }

    private final WireExchange exchange;
    private final CooperativeWarner warner;
    private final ObservationReader reader;
    private final SignalMessages signals;
    private final RoadsideMessages roadside;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final ManualDownlink downlink;
    private final FleetEar ear;
    private final Measured measured;
    private final Set<Long> emergencyVehicles = new HashSet<>();
    private int emergencyRunsRefused;
    private long nowUs;

    /**
     * @param startUs time before the first message
     * @param ear hears every warning of any phase, all advice, and what is relayed to roadside units
     */
    ManualEdge(Zone zone, long startUs, FleetEar ear, Measured measured) {
        exchange = new WireExchange(zone);
        warner = new CooperativeWarner(zone, NAME, host -> true);
        reader = new ObservationReader(zone.plane());
        signals = new SignalMessages(zone);
        roadside = new RoadsideMessages(zone.plane());
        downlink = new ManualDownlink(zone, ear, () -> nowUs);
        this.ear = ear;
        this.measured = measured;
        nowUs = startUs;
    }

    ManualDownlink downlink() {
        return downlink;
    }

    CooperativeWarner warner() {
        return warner;
    }

    /** Hears what the device of a station is; of others it is not known. */
    void hello(Station station) {
        if (station.kind() == DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE) {
            emergencyVehicles.add(station.id());
        }
    }

    /** Emergency runs that were not believed. */
    int emergencyRunsRefused() {
        return emergencyRunsRefused;
    }

    /** Takes a message; a later one must not have been sent before. */
    void receive(Message.Kind kind, long stationId, byte[] octets, long sentAtUs) throws UperException {
        pass(sentAtUs + WAY_US);
        switch (kind) {
            case BSM -> {
                bsm.wrap(octets, 0, octets.length);
                take(believed(reader.selfReport(bsm, nowUs)));
            }
            case RSM -> {
                rsm.wrap(octets, 0, octets.length);
                while (rsm.next()) {
                    SensorReport seen = reader.sensorReport(rsm, nowUs);
                    take(seen);
                }
            }
            case SPAT -> {
                MessageFrame frame = codec.decode(octets);
                signals.reports(frame.getSpatFrame(), stationId, nowUs, warner.signals()::refuse)
                        .forEach(report -> {
                            var _ = warner.signals().accept(report, nowUs); // counted there
                        });
            }
            case VIR -> downlink.request(stationId, codec.decode(octets), octets, signals);
            case RSC -> {
                RejectReason reason = downlink.coordinate(stationId, codec.decode(octets), octets);
                if (reason != null) {
                    measured.note(null, reason);
                }
            }
            case RSI -> {
                MessageFrame frame = codec.decode(octets);
                roadside.notices(frame.getRsiFrame(), stationId, nowUs, warner.roadsideNotices()::refuse)
                        .forEach(notice -> {
                            var _ = warner.roadsideNotices().accept(notice, nowUs); // counted there
                        });
            }
        }
    }

    /** Lets time pass. */
    void pass(long untilUs) {
        for (long tick = (nowUs / TICK_US + 1) * TICK_US; tick <= untilUs; tick += TICK_US) {
            nowUs = tick;
            warner.tick(nowUs, this::warn);
            warner.advise(nowUs, this::advise);
        }
        nowUs = untilUs;
    }

    private @Nullable SelfReport believed(@Nullable SelfReport self) {
        if (self == null || !self.announcement().emergencyRun() || emergencyVehicles.contains(self.stationId())) {
            return self;
        }
        emergencyRunsRefused++;
        return self.withoutEmergencyRun();
    }

    private void take(@Nullable Observation observation) {
        measured.note(observation, observation == null ? null : warner.accept(observation, nowUs, this::warn));
    }

    private void warn(WarningEvent event) {
        Warning warning = exchange.toWire(event, WarningSource.edge(NAME), LatencyStamps.getDefaultInstance());
        ear.hear(new HeardWarning(warning.getHostStationId(), nowUs, warning));
    }

    private void advise(Advice advice) {
        ear.hear(new HeardAdvice(advice.stationId(), nowUs, AdviceExchange.toWire(advice, exchange.zone(), NAME)));
    }
}
