package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the lane of a road user by place, direction and kind. The cost of a lane is the square of the distance to its centre line plus
 * the square of the difference in direction, each in units of its usual spread, plus a penalty for a lane made for others and a
 * small one for turning; the probability of a lane falls with exp(-cost / 2). Immutable, thread-safe.
 */
final class LaneMatcher {
    /** Half a lane and a position error; nobody farther off is on a lane. */
    private static final double RADIUS_M = 6;

    private static final double DISTANCE_SPREAD_M = 1.2;
    private static final double HEADING_SPREAD_RAD = Math.toRadians(20);
    /** For staying on a lane or going on into the next: which of two overlaid paths is meant shows only later. */
    private static final double CONTINUITY_BONUS = 2;

    /** Well on a lane: beside its centre by less than {@link #SURE_M}, and heading along it. */
    private static final double SURE_COST = 0.5;

    private static final double SURE_M = Math.sqrt(SURE_COST) * DISTANCE_SPREAD_M;
    /** No nearer may a successor be: who is well on a lane is nearer to it then, also half-way between two samples. */
    private static final double BESIDE_M = 2 * SURE_M + 1;

    private static final int PIECES_MAX = 64;

    /** Decides only where paths lie on one another at the start of a junction: most go straight on. */
    private static final double TURN_PENALTY = 0.05;

    /** In the wedge between two pieces of a bend a place is beside neither of them. */
    private static final double BEYOND_MAX_M = 1.5;

    private static final int CANDIDATES_MAX = 64;
    private static final double PROBABILITY_MIN = 0.001;

    private final SegmentGrid grid;
    private final LaneKind[] kindOf;
    private final double[] turnPenalty;
    private final int[][] successorsOf;
    /** Pieces of lane i are firstSegment[i] .. firstSegment[i + 1] - 1 in the grid. */
    private final int[] firstSegment;

    private final double[] aloneUntil;

    LaneMatcher(List<Lane> lanes) {
        this.grid = new SegmentGrid(lanes);
        this.kindOf = lanes.stream().map(Lane::kind).toArray(LaneKind[]::new);
        this.successorsOf = lanes.stream()
                .map(lane ->
                        lane.successors().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.firstSegment = firstSegments(lanes);
        this.aloneUntil =
                lanes.stream().mapToDouble(lane -> aloneUntil(lane, lanes)).toArray();
        this.turnPenalty = lanes.stream()
                .mapToDouble(lane -> lane.turn() == TurnDirection.STRAIGHT ? 0 : TURN_PENALTY)
                .toArray();
    }

    private static int[] firstSegments(List<Lane> lanes) {
        int[] first = new int[lanes.size() + 1];
        for (int i = 0; i < lanes.size(); i++) {
            first[i + 1] = first[i] + lanes.get(i).line().size() - 1;
        }
        return first;
    }

    /**
     * Up to where along a lane whoever costs less than {@link #SURE_COST} there is nearer to it than to any of its successors: these are sampled
     * every metre. 0 = nowhere, also for a lane of so many pieces that the grid is quicker.
     */
    private static double aloneUntil(Lane lane, List<Lane> lanes) {
        if (lane.line().size() > PIECES_MAX) {
            return 0;
        }
        double until = lane.lengthM();
        for (int next : lane.successors()) {
            Polyline line = lanes.get(next).line();
            double step = 1;
            for (double s = 0; s < line.lengthM() && next != lane.index(); s += step) {
                Polyline.Projection on = lane.line().project(line.eastAt(s), line.northAt(s));
                step = Math.max(1, Math.floor(on.distanceM() - BESIDE_M)); // cannot be beside it before
                if (on.distanceM() < BESIDE_M) {
                    until = Math.min(until, on.sM() - BESIDE_M);
                }
            }
        }
        return until;
    }

    /** Index of the lane, -1 = none; where on it goes into the query. */
    int best(LaneQuery query) {
        int segment = bestSegment(query);
        if (segment < 0) {
            return -1;
        }
        query.answer(s(segment, query), leftOf(segment, query));
        return grid.lane[segment];
    }

    private int bestSegment(LaneQuery query) {
        int stays = stays(query);
        if (stays >= 0) {
            return stays;
        }
        double east = query.eastM;
        double north = query.northM;
        double bestCost = Double.POSITIVE_INFINITY;
        int best = -1;
        for (int row = grid.row(north - RADIUS_M); row <= grid.row(north + RADIUS_M); row++) {
            for (int column = grid.column(east - RADIUS_M); column <= grid.column(east + RADIUS_M); column++) {
                for (int e = grid.firstEntry(column, row); e < grid.lastEntry(column, row); e++) {
                    double cost = cost(grid.segment(e), query, bestCost);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = grid.segment(e);
                    }
                }
            }
        }
        return best;
    }

    /**
     * The nearest piece of the previous lane, where it is certain that no other lane costs less: a lane without the bonus costs 0 at least, and
     * those with it, its successors, are not that near before {@link #aloneUntil}. -1: that cannot be said, and all must be looked at.
     */
    private int stays(LaneQuery query) {
        int lane = query.previousLane;
        if (lane < 0) {
            return -1;
        }
        double bestCost = SURE_COST - CONTINUITY_BONUS;
        int best = -1;
        for (int segment = firstSegment[lane]; segment < firstSegment[lane + 1]; segment++) {
            double cost = cost(segment, query, bestCost);
            if (cost < bestCost) {
                bestCost = cost;
                best = segment;
            }
        }
        return best >= 0 && s(best, query) < aloneUntil[lane] ? best : -1;
    }

    boolean anyWithin(double east, double north, double radius) {
        for (int row = grid.row(north - radius); row <= grid.row(north + radius); row++) {
            for (int column = grid.column(east - radius); column <= grid.column(east + radius); column++) {
                for (int e = grid.firstEntry(column, row); e < grid.lastEntry(column, row); e++) {
                    if (squareDistance(grid.segment(e), east, north) <= radius * radius) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private double squareDistance(int segment, double east, double north) {
        double dx = east - grid.east[segment];
        double dy = north - grid.north[segment];
        double along = dx * grid.directionEast[segment] + dy * grid.directionNorth[segment];
        double beyond = along - Math.clamp(along, 0, grid.length[segment]);
        double beside = dx * grid.directionNorth[segment] - dy * grid.directionEast[segment];
        return beside * beside + beyond * beyond;
    }

    List<LaneMatch> candidates(double east, double north, double headingRad, LaneUser user, int previousLane) {
        LaneQuery query = new LaneQuery().about(east, north, headingRad, user, previousLane);
        int[] segments = new int[CANDIDATES_MAX];
        double[] costs = new double[CANDIDATES_MAX];
        int count = 0;
        for (int row = grid.row(north - RADIUS_M); row <= grid.row(north + RADIUS_M); row++) {
            for (int column = grid.column(east - RADIUS_M); column <= grid.column(east + RADIUS_M); column++) {
                for (int e = grid.firstEntry(column, row); e < grid.lastEntry(column, row); e++) {
                    count = keep(
                            grid.segment(e),
                            cost(grid.segment(e), query, Double.POSITIVE_INFINITY),
                            segments,
                            costs,
                            count);
                }
            }
        }
        return ranked(segments, costs, count, query);
    }

    /** Lanes of a kind that lead past the place in about the direction; the end of a lane is no lane that leads past. */
    void near(
            double east,
            double north,
            double headingRad,
            LaneKind kind,
            double radiusM,
            double turnMaxRad,
            NearbyLanes into) {
        into.clear();
        for (int row = grid.row(north - radiusM); row <= grid.row(north + radiusM); row++) {
            for (int column = grid.column(east - radiusM); column <= grid.column(east + radiusM); column++) {
                for (int e = grid.firstEntry(column, row); e < grid.lastEntry(column, row); e++) {
                    int segment = grid.segment(e);
                    if (kindOf[grid.lane[segment]] == kind) {
                        addIfNear(segment, east, north, headingRad, radiusM, turnMaxRad, into);
                    }
                }
            }
        }
    }

    private void addIfNear(
            int segment,
            double east,
            double north,
            double headingRad,
            double radiusM,
            double turnMaxRad,
            NearbyLanes into) {
        double dx = east - grid.east[segment];
        double dy = north - grid.north[segment];
        double directionEast = grid.directionEast[segment];
        double directionNorth = grid.directionNorth[segment];
        double along = dx * directionEast + dy * directionNorth;
        double beyond = along - Math.clamp(along, 0, grid.length[segment]);
        double left = dy * directionEast - dx * directionNorth;
        double square = left * left + beyond * beyond;
        if (!(square <= radiusM * radiusM) || Math.abs(beyond) > BEYOND_MAX_M) {
            return;
        }
        double turn = Heading.turn(grid.heading[segment], headingRad);
        if (Math.abs(turn) <= turnMaxRad) {
            into.add(grid.lane[segment], square, directionEast, directionNorth, left, turn);
        }
    }

    /** Keeps the cheapest piece of each lane; of more lanes than fit, the first found. */
    private int keep(int segment, double cost, int[] segments, double[] costs, int count) {
        if (cost == Double.POSITIVE_INFINITY) {
            return count;
        }
        for (int i = 0; i < count; i++) {
            if (grid.lane[segments[i]] == grid.lane[segment]) {
                if (cost < costs[i]) {
                    costs[i] = cost;
                    segments[i] = segment;
                }
                return count;
            }
        }
        if (count == CANDIDATES_MAX) {
            return count;
        }
        segments[count] = segment;
        costs[count] = cost;
        return count + 1;
    }

    private List<LaneMatch> ranked(int[] segments, double[] costs, int count, LaneQuery query) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, costs[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp((least - costs[i]) / 2);
        }
        List<LaneMatch> matches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double probability = Math.exp((least - costs[i]) / 2) / sum;
            if (probability >= PROBABILITY_MIN) {
                matches.add(new LaneMatch(place(segments[i], query), probability));
            }
        }
        matches.sort(Comparator.comparingDouble(LaneMatch::probability).reversed());
        return matches;
    }

    /** @param most what costs more need not be worked out: it is infinite */
    private double cost(int segment, LaneQuery query, double most) {
        double dx = query.eastM - grid.east[segment];
        double dy = query.northM - grid.north[segment];
        double along = dx * grid.directionEast[segment] + dy * grid.directionNorth[segment];
        double beyond = along - Math.clamp(along, 0, grid.length[segment]);
        double beside = dx * grid.directionNorth[segment] - dy * grid.directionEast[segment];
        double square = beside * beside + beyond * beyond;
        double cost = square / (DISTANCE_SPREAD_M * DISTANCE_SPREAD_M);
        if (!(square <= RADIUS_M * RADIUS_M) || cost - CONTINUITY_BONUS >= most) {
            return Double.POSITIVE_INFINITY;
        }
        int lane = grid.lane[segment];
        double turn = turn(segment, query) / HEADING_SPREAD_RAD;
        cost += penalty(kindOf[lane], query.user) + turnPenalty[lane] + turn * turn;
        return cost - CONTINUITY_BONUS < most && continues(query.previousLane, lane) ? cost - CONTINUITY_BONUS : cost;
    }

    private boolean continues(int previous, int lane) {
        if (previous < 0) {
            return false;
        }
        if (previous == lane) {
            return true;
        }
        for (int successor : successorsOf[previous]) {
            if (successor == lane) {
                return true;
            }
        }
        return false;
    }

    /** Difference between the user's direction and the lane's; 0 where it tells nothing. */
    private double turn(int segment, LaneQuery query) {
        if (Double.isNaN(query.headingRad) || query.user == LaneUser.PEDESTRIAN) {
            return 0;
        }
        double turn = Math.abs(Heading.turn(query.headingRad, grid.heading[segment]));
        LaneKind kind = kindOf[grid.lane[segment]];
        boolean bothWays = kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
        return bothWays ? Math.min(turn, Math.PI - turn) : turn;
    }

    private static double penalty(LaneKind kind, LaneUser user) {
        return switch (user) {
            case UNKNOWN -> kind == LaneKind.VEHICLE || kind == LaneKind.BICYCLE ? 0 : 2;
            case MOTOR_VEHICLE ->
                switch (kind) {
                    case VEHICLE -> 0;
                    case BICYCLE -> 5;
                    case SIDEWALK, CROSSWALK -> 12;
                };
            case CYCLIST ->
                switch (kind) {
                    case BICYCLE -> 0;
                    case VEHICLE -> 2;
                    case SIDEWALK, CROSSWALK -> 5;
                };
            case PEDESTRIAN ->
                switch (kind) {
                    case SIDEWALK, CROSSWALK -> 0;
                    case BICYCLE -> 4;
                    case VEHICLE -> 6;
                };
        };
    }

    private LaneRef place(int segment, LaneQuery query) {
        return new LaneRef(grid.lane[segment], s(segment, query), leftOf(segment, query));
    }

    private double leftOf(int segment, LaneQuery query) {
        double dx = query.eastM - grid.east[segment];
        double dy = query.northM - grid.north[segment];
        return dy * grid.directionEast[segment] - dx * grid.directionNorth[segment];
    }

    private double s(int segment, LaneQuery query) {
        double along = (query.eastM - grid.east[segment]) * grid.directionEast[segment]
                + (query.northM - grid.north[segment]) * grid.directionNorth[segment];
        return grid.startS[segment] + Math.clamp(along, 0, grid.length[segment]);
    }
}
