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
        if (states.taken() == 0) {
            return Optional.empty();
        }
        for (int i = 1; i < path.legs().size(); i++) {
            SignalRef head = lanes.lane(path.legs().get(i).lane()).signal();
            if (head != null) {
                int leg = i;
                return states.find(head, nowUs).map(state -> new Next(leg, state));
            }
        }
        return Optional.empty();
    }
}
