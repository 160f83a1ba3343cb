package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lanes of a zone, by number and by name. Immutable, shared by threads. */
public final class LaneMap {
    private final List<Lane> lanes;
    private final Map<String, Lane> byId;
    private final Map<Long, Crossing> crossings;
    private final LaneMatcher matcher;

    /** Takes the lanes as they are; where lanes conflict is worked out from {@link Lane#conflictsWith()}. */
    public LaneMap(List<Lane> lanes) {
        this(lanes, crossingsOf(lanes));
    }

    private LaneMap(List<Lane> lanes, Map<Long, Crossing> crossings) {
        this.lanes = List.copyOf(lanes);
        this.crossings = crossings;
        this.byId = HashMap.newHashMap(lanes.size());
        for (Lane lane : this.lanes) {
            byId.put(lane.id(), lane);
        }
        this.matcher = new LaneMatcher(this.lanes);
    }

    /** Works out which paths of each junction conflict, and where. */
    static LaneMap withConflicts(List<Lane> lanes) {
        Map<String, List<Lane>> byJunction = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            String junction = lane.junction();
            if (junction != null && lane.kind() != LaneKind.SIDEWALK) {
                byJunction.computeIfAbsent(junction, j -> new ArrayList<>()).add(lane);
            }
        }
        Map<Long, Crossing> crossings = new HashMap<>();
        List<List<Integer>> conflicts = new ArrayList<>();
        lanes.forEach(lane -> conflicts.add(new ArrayList<>()));
        for (List<Lane> paths : byJunction.values()) {
            for (int i = 0; i < paths.size(); i++) {
                for (int j = i + 1; j < paths.size(); j++) {
                    Lane a = paths.get(i);
                    Lane b = paths.get(j);
                    if (mayConflict(a, b)) {
                        CrossingFinder.find(a, b).ifPresent(crossing -> {
                            crossings.put(key(a.index(), b.index(), lanes.size()), crossing);
                            conflicts.get(a.index()).add(b.index());
                            conflicts.get(b.index()).add(a.index());
                        });
                    }
                }
            }
        }
        List<Lane> complete = new ArrayList<>();
        for (Lane lane : lanes) {
            complete.add(lane.withConflicts(conflicts.get(lane.index())));
        }
        return new LaneMap(complete, crossings);
    }

    /** Paths that leave the same lane part, they do not conflict; neither do two crosswalks. */
    private static boolean mayConflict(Lane a, Lane b) {
        boolean sameStart = a.predecessors().stream().anyMatch(b.predecessors()::contains);
        return !sameStart && (a.kind() != LaneKind.CROSSWALK || b.kind() != LaneKind.CROSSWALK);
    }

    private static Map<Long, Crossing> crossingsOf(List<Lane> lanes) {
        Map<Long, Crossing> crossings = new HashMap<>();
        for (Lane a : lanes) {
            for (int other : a.conflictsWith()) {
                if (a.index() < other) {
                    CrossingFinder.find(a, lanes.get(other))
                            .ifPresent(c -> crossings.put(key(a.index(), other, lanes.size()), c));
                }
            }
        }
        return crossings;
    }

    /** Of a pair, low < high: numbers that hash tables spread well. */
    private static long key(int low, int high, int lanes) {
        return (long) low * lanes + high;
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public Lane lane(int index) {
        return lanes.get(index);
    }

    public Optional<Lane> findLane(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where two lanes conflict, seen from the first; empty when neither names the other in {@link Lane#conflictsWith()}. */
    public Optional<Crossing> crossing(int laneA, int laneB) {
        if (laneA <= laneB) {
            return Optional.ofNullable(crossings.get(key(laneA, laneB, lanes.size())));
        }
        return Optional.ofNullable(crossings.get(key(laneB, laneA, lanes.size())))
                .map(Crossing::reversed);
    }

    /**
     * Whether two lanes lie on different levels where their lines cross: roads only meet in junctions, elsewhere one passes over the
     * other. Walks both lines.
     */
    public boolean onDifferentLevels(int laneA, int laneB) {
        Lane a = lane(laneA);
        Lane b = lane(laneB);
        return !a.insideJunction() && !b.insideJunction() && a.line().crosses(b.line());
    }

    /**
     * The lane a road user is most likely on; empty when no lane is within 6 m.
     *
     * @param headingRad its direction; NaN = unknown, then only the place counts
     * @param previousLane the lane it was on before, which with its successors is preferred a little; -1 = unknown
     */
    public Optional<LaneRef> match(double eastM, double northM, double headingRad, LaneUser user, int previousLane) {
        LaneQuery query = new LaneQuery().about(eastM, northM, headingRad, user, previousLane);
        int lane = match(query);
        return lane < 0 ? Optional.empty() : Optional.of(new LaneRef(lane, query.sM(), query.tM()));
    }

    /** The same without a new object: the lane, -1 = none; where on it is in the query then. */
    public int match(LaneQuery query) {
        return matcher.best(query);
    }

    /** Whether any lane's centre line passes within the radius. */
    public boolean anyWithin(double eastM, double northM, double radiusM) {
        return matcher.anyWithin(eastM, northM, radiusM);
    }

    /** All lanes a road user may be on, most likely first; their probabilities sum to 1 but for those below 0.001. */
    public List<LaneMatch> candidates(double eastM, double northM, double headingRad, LaneUser user, int previousLane) {
        return matcher.candidates(eastM, northM, headingRad, user, previousLane);
    }

    /**
     * Every lane of a kind that runs past a place, by its nearest piece.
     *
     * @param headingRad only lanes within {@code turnMaxRad} of this direction
     * @param radiusM only lanes whose centre line is no farther, metres
     * @param into is cleared and filled
     */
    public void findNear(
            double eastM,
            double northM,
            double headingRad,
            LaneKind kind,
            double radiusM,
            double turnMaxRad,
            NearbyLanes into) {
        matcher.near(eastM, northM, headingRad, kind, radiusM, turnMaxRad, into);
    }
}
