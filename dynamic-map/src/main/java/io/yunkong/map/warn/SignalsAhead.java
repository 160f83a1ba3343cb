package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalState;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the next signal on the ways of a host, and who waits there already. Not thread-safe: one owner; no clock. */
final class SignalsAhead {
    /** Slower vehicles count as waiting. */
    private static final double CREEPING_MPS = 2;

    /** Who waits is looked up anew after so long. */
    private static final long WAITING_AGE_MAX_US = 500_000;

    /** Ways that lead over one line under lights of one course are the same to a host. */
    private record Showing(int stopLine, Light light, OptionalLong untilUs, List<LightToCome> next) {}

    private record Waiting(long trackId, double atM) {}

    private final Tracker tracker;
    private final SignalStates states;
    private LaneMap lanes;
    private PathSignals signals;
    private final Map<Integer, List<Waiting>> waiting = new HashMap<>();
    private long waitingAtUs = Long.MIN_VALUE / 2;

    SignalsAhead(LaneMap lanes, Tracker tracker, SignalStates states) {
        this.lanes = lanes;
        this.tracker = tracker;
        this.states = states;
        this.signals = new PathSignals(lanes, states);
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        signals = new PathSignals(next, states);
        waitingAtUs = Long.MIN_VALUE / 2;
    }

    /** Of the next signals on the ways of a host the one it most likely comes to; empty when nothing is known of that. */
    Optional<SignalAhead> of(WaysAhead ways, long nowUs) {
        Map<Showing, SignalAhead> byShowing = new LinkedHashMap<>();
        for (PredictedPath path : ways.paths()) {
            signals.next(path, nowUs).ifPresent(found -> {
                SignalState state = found.state();
                SignalAhead ahead = ahead(ways.of(), path, found.leg(), state, nowUs);
                Showing showing = new Showing(ahead.stopLine(), state.light(), state.untilUs(), state.next());
                byShowing.merge(showing, ahead, SignalAhead::orBy);
            });
        }
        return likeliest(byShowing.values());
    }

    private static Optional<SignalAhead> likeliest(Collection<SignalAhead> found) {
        SignalAhead best = null;
        for (SignalAhead one : found) {
            best = best == null || one.probability() > best.probability() ? one : best;
        }
        return Optional.ofNullable(best);
    }

    private SignalAhead ahead(Forecast host, PredictedPath path, int leg, SignalState state, long nowUs) {
        double lineM = path.legs().get(leg).fromM();
        double drivenM = host.state().speedMps() * host.secondsTo(nowUs);
        Pose line = new Pose();
        path.poseAt(lineM, line);
        double limitMps = lanes.lane(path.legs().getFirst().lane()).speedLimitMps();
        for (PredictedPath.Leg passed : path.legs().subList(0, leg)) {
            Lane lane = lanes.lane(passed.lane());
            limitMps = lane.insideJunction() ? limitMps : Math.min(limitMps, lane.speedLimitMps());
        }
        return new SignalAhead(
                path.legs().get(leg - 1).lane(),
                state,
                lineM - drivenM - host.state().lengthM() / 2,
                limitMps,
                waiting(host.state().trackId(), path.legs().subList(0, leg), nowUs),
                path.probability(),
                line.eastM,
                line.northM);
    }

    private int waiting(long hostTrackId, List<PredictedPath.Leg> passed, long nowUs) {
        if (nowUs - waitingAtUs > WAITING_AGE_MAX_US) {
            waitingAtUs = nowUs;
            findWaiting(nowUs);
        }
        int count = 0;
        for (PredictedPath.Leg leg : passed) {
            for (Waiting one : waiting.getOrDefault(leg.lane(), List.of())) {
                count += one.atM() > leg.laneSM() && one.trackId() != hostTrackId ? 1 : 0;
            }
        }
        return count;
    }

    private void findWaiting(long nowUs) {
        waiting.clear();
        for (int slot = 0; slot < tracker.slotsUsed(); slot++) {
            if (tracker.present(slot, nowUs)) {
                TrackSnapshot state = tracker.current(slot);
                if (state.laneIndex() >= 0
                        && state.speedMps() < CREEPING_MPS
                        && !state.roadUserClass().vulnerable()) {
                    waiting.computeIfAbsent(state.laneIndex(), _ -> new ArrayList<>())
                            .add(new Waiting(state.trackId(), state.laneS()));
                }
            }
        }
    }
}
