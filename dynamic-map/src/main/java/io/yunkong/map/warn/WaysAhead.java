package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.RoadUserState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways of a road user as far as anybody is told of anything, whatever his speed; found out when first asked for. Not thread-safe. */
final class WaysAhead {
    /** Nothing farther away is told, metres (T/CSAE 53: communication range). */
    static final double RANGE_M = 300;

    /** A way through a junction may be drawn in so many pieces. */
    private static final int JUNCTION_LANES_MAX = 4;

    private final Forecast of;
    private final LaneMap lanes;
    private final PathPredictor predictor;
    private @Nullable List<PredictedPath> paths;

    /**
     * How a place is reached.
     *
     * @param path the likeliest that leads there
     * @param wayM along it, from where the road user was when it was forecast
     * @param probability of all that lead there, [0, 1]
     */
    record There(PredictedPath path, double wayM, double probability) {}

    /** @param of one who is on a lane */
    WaysAhead(Forecast of, LaneMap lanes, PathPredictor predictor) {
        this.of = of;
        this.lanes = lanes;
        this.predictor = predictor;
    }

    Forecast of() {
        return of;
    }

    /** Likeliest first. */
    List<PredictedPath> paths() {
        List<PredictedPath> known = paths;
        if (known == null) {
            RoadUserState state = of.state();
            known = predictor.predictOver(
                    new LaneRef(state.laneIndex(), state.laneS(), 0),
                    state.speedMps(),
                    RANGE_M,
                    state.announcement().turnSignal());
            paths = known;
        }
        return known;
    }

    boolean near(double eastM, double northM) {
        double east = eastM - of.state().eastM();
        double north = northM - of.state().northM();
        return east * east + north * north < RANGE_M * RANGE_M;
    }

    /**
     * To a place on a lane, or on the lane beside one that is passed; empty when no way leads there.
     *
     * @param atM along the lane
     * @param side 0 = the place is on the way; -1 in the lane to the left of it, 1 to the right
     */
    Optional<There> to(int lane, double atM, int side) {
        return to(path -> along(path, lane, atM, side));
    }

    /** @param wayBy metres to the place by a path; empty when it does not lead there */
    Optional<There> to(Function<PredictedPath, OptionalDouble> wayBy) {
        PredictedPath best = null;
        double bestM = 0;
        double probability = 0;
        for (PredictedPath path : paths()) {
            OptionalDouble way = wayBy.apply(path);
            if (way.isPresent()) {
                probability += path.probability();
                bestM = best == null ? way.getAsDouble() : bestM;
                best = best == null ? path : best;
            }
        }
        return best == null ? Optional.empty() : Optional.of(new There(best, bestM, probability));
    }

    /** Lanes of a junction have no neighbours: what is on one counts as beyond the end of the lane before it. */
    private OptionalDouble along(PredictedPath path, int lane, double atM, int side) {
        int there = lane;
        double thereM = atM;
        for (int back = 0; back <= JUNCTION_LANES_MAX; back++) {
            OptionalDouble way = wayTo(path, there, thereM, side);
            Lane other = lanes.lane(there);
            // junction lanes may form a ring, as roundabouts do
            if (way.isPresent()
                    || side == 0
                    || !other.insideJunction()
                    || other.predecessors().isEmpty()) {
                return way;
            }
            there = other.predecessors().getFirst();
            thereM += lanes.lane(there).lengthM();
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble wayTo(PredictedPath path, int lane, double atM, int side) {
        for (PredictedPath.Leg leg : path.legs()) {
            Lane passed = lanes.lane(leg.lane());
            int there = side == 0 ? leg.lane() : side < 0 ? passed.leftNeighbour() : passed.rightNeighbour();
            if (there == lane && atM >= leg.laneSM()) {
                return OptionalDouble.of(leg.fromM() + atM - leg.laneSM());
            }
        }
        return OptionalDouble.empty();
    }
}
