package io.yunkong.map.warn;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.signal.SignalState;
import io.yunkong.map.signal.SignalStates;
import java.util.Optional;

/** What the signals on predicted paths show. Not thread-safe: as the states. */
final class PathSignals {
    private final LaneMap lanes;
    private final SignalStates states;

    /**
     * @param leg the leg of the path that begins at the stop line
     * @param state what the head shows that governs it
     */
    record Next(int leg, SignalState state) {}

    PathSignals(LaneMap lanes, SignalStates states) {
        this.lanes = lanes;
        this.states = states;
    }

    /** The first signal that the path comes to; empty when there is none or nothing young is known of it. */
    Optional<Next> next(PredictedPath path, long nowUs) {
        return find(path, nowUs, false);
    }

    /** The first signal on the path of which something young is known. */
    Optional<Next> nextKnown(PredictedPath path, long nowUs) {
        return find(path, nowUs, true);
    }

    /** Whether a signal stands on the path no farther than so many metres, whatever it shows. */
    boolean governsBefore(double atM, PredictedPath path) {
        return path.legs().stream()
                .skip(1)
                .anyMatch(leg -> leg.fromM() <= atM && lanes.lane(leg.lane()).signal() != null);
    }

    private Optional<Next> find(PredictedPath path, long nowUs, boolean beyondUnknown) {
        if (states.taken() == 0) {
            return Optional.empty();
        }
        for (int i = 1; i < path.legs().size(); i++) {
            SignalRef head = lanes.lane(path.legs().get(i).lane()).signal();
            SignalState state = head == null ? null : states.find(head, nowUs).orElse(null);
            if (state != null) {
                return Optional.of(new Next(i, state));
            }
            if (head != null && !beyondUnknown) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
