package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.PriorityCounters;
import io.yunkong.edge.statistics.RequestDefect;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests for signal priority for the roadside unit that answers for the signals: the one that is named, else the one nearest to them. The octets
 * go as they came. Not thread-safe: owned by the map thread.
 */
final class RequestRelay {
    /** A request is said again once or twice a second. */
    private static final long INTERVAL_US = 200_000;

    /** "No longer" may follow at once. */
    private static final long EARLY_US = 400_000;

    private static final int SIDE_BY_SIDE_MAX = 1024;

    private record Way(long vehicle, long unit) {}

    private final StationLinks links;
    private final Audience audience;
    private final PriorityCounters counters;
    private final Turns<Way> turns = new Turns<>(SIDE_BY_SIDE_MAX);

    RequestRelay(StationLinks links, Audience audience, PriorityCounters counters) {
        this.links = links;
        this.audience = audience;
        this.counters = counters;
    }

    /** @param signals knows the intersections of the zone in force */
    void relay(RequestFrame frame, SignalMessages signals, long nowUs) {
        Set<Long> units = new LinkedHashSet<>();
        for (RequestFrame.Ask ask : frame.asks()) {
            if (!signals.knows(ask.intersection())) {
                counters.requestsRefused.count(RequestDefect.UNKNOWN_INTERSECTION);
                continue;
            }
            Optional<RoadsideUnit> unit = ask.unit().isPresent()
                    ? audience.findRoadsideUnit(ask.unit().getAsLong())
                    : signals.findUnit(ask.intersection());
            if (unit.isPresent()) {
                units.add(unit.get().stationId());
            } else {
                counters.requestsRefused.count(RequestDefect.UNKNOWN_UNIT);
            }
        }
        for (long unit : units) {
            RequestDefect defect = tell(unit, frame, nowUs);
            if (defect == null) {
                counters.requestsRelayed++;
            } else {
                counters.requestsRefused.count(defect);
            }
        }
    }

    private @Nullable RequestDefect tell(long unit, RequestFrame frame, long nowUs) {
        Optional<StationLink> link = links.findLink(unit)
                .filter(found -> found.understands(DownlinkMessage.DOWNLINK_MESSAGE_VIR)
                        && found.edition() == Edition.E2020); // the release of 2019 has no VIR
        if (link.isEmpty()) {
            return RequestDefect.UNIT_NOT_REACHED;
        }
        if (!turns.take(new Way(frame.stationId(), unit), INTERVAL_US, EARLY_US, nowUs)) {
            return RequestDefect.OVER_RATE;
        }
        return link.get().sendFrame(frame.octets().toByteArray()) ? null : RequestDefect.UNIT_NOT_REACHED;
    }
}
