package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a road user on a lane may go: every branch of the lane graph within reach, most likely first. It follows the lanes only and
 * keeps the present offset; whoever may be changing lanes is asked for on both. Whoever comes too fast for a turn is not expected to take it. Immutable,
 * thread-safe.
 */
public final class PathPredictor {
    /** A crossing within reach has up to seven ways on; what is less likely than the eighth does not matter. */
    public static final int PATHS_MAX = 8;

    /** Also who stands gets a line, so that his heading and lane are known. */
    private static final double LENGTH_MIN_M = 5;

    private static final double LENGTH_MAX_M = 1000;
    /** Points nearer to each other are one. */
    static final double POINT_SPACING_MIN_M = 0.01;

    /** Felt to the side in a turn driven briskly, m/s2. */
    private static final double SIDEWAYS_MPS2 = 4;
    /** Usual spread of the deceleration before a turn, m/s2. */
    private static final double BRAKING_SPREAD_MPS2 = 1.5;
    /** A turn begins with a curve that still widens: so far into it the speed may yet be lost, metres. */
    private static final double TURN_IN_M = 5;

    private static final double TOO_FAST_MIN = 0.02;

    private final LaneMap lanes;
    private final double[] turnSpeedMps;

    public PathPredictor(LaneMap lanes) {
        this.lanes = lanes;
        this.turnSpeedMps =
                lanes.lanes().stream().mapToDouble(PathPredictor::turnSpeed).toArray();
    }

    /** What the mean radius of a junction path allows; infinite where it does not turn. */
    private static double turnSpeed(Lane lane) {
        double turn =
                Math.abs(Heading.turn(lane.line().headingAt(0), lane.line().headingAt(lane.lengthM())));
        return lane.turn() == TurnDirection.STRAIGHT || turn < Math.toRadians(10)
                ? Double.POSITIVE_INFINITY
                : Math.sqrt(SIDEWAYS_MPS2 * lane.lengthM() / turn);
    }

    /**
     * The beginning of a path.
     *
     * @param before what it goes on from; null = it is the first lane
     * @param lane its last lane
     * @param fromM where that begins, metres from the present place
     * @param laneSM place on that lane at which it begins
     * @param reachM to the end of that lane, metres from the present place
     */
    private record Branch(
            @Nullable Branch before,
            int lane,
            double fromM,
            double laneSM,
            double lateralM,
            double reachM,
            double probability) {
        List<PredictedPath.Leg> legs() {
            int count = 0;
            for (Branch branch = this; branch != null; branch = branch.before) {
                count++;
            }
            PredictedPath.Leg[] legs = new PredictedPath.Leg[count];
            for (Branch branch = this; branch != null; branch = branch.before) {
                legs[--count] = new PredictedPath.Leg(branch.lane, branch.fromM, branch.laneSM);
            }
            return List.of(legs);
        }
    }

    /**
     * From a known lane.
     *
     * @param from present place
     * @param speedMps metres per second; NaN counts as standing
     * @param horizonS how far to look ahead, seconds
     * @param turnSignal -1 left, 1 right, 0 none or unknown
     * @return 1 to {@link #PATHS_MAX} paths, most likely first, at least 5 m long; their probabilities sum to 1
     */
    public List<PredictedPath> predict(LaneRef from, double speedMps, double horizonS, int turnSignal) {
        return predict(List.of(new LaneMatch(from, 1)), speedMps, horizonS, turnSignal);
    }

    /**
     * From several lanes the road user may be on, as at the start of a junction, where the ways on still lie on one another.
     *
     * @param candidates from {@link LaneMap#candidates}; empty gives no path
     */
    public List<PredictedPath> predict(List<LaneMatch> candidates, double speedMps, double horizonS, int turnSignal) {
        double speed = Double.isNaN(speedMps) ? 0 : speedMps;
        return predictOver(candidates, speed, Math.clamp(speed * horizonS, LENGTH_MIN_M, LENGTH_MAX_M), turnSignal);
    }

    /**
     * The same over a distance, whatever the speed.
     *
     * @param speedMps metres per second, for which turns are slow enough; 0 = for all
     * @param lengthM of the paths, metres, [5, 1000]
     */
    public List<PredictedPath> predictOver(LaneRef from, double speedMps, double lengthM, int turnSignal) {
        return predictOver(
                List.of(new LaneMatch(from, 1)), speedMps, Math.clamp(lengthM, LENGTH_MIN_M, LENGTH_MAX_M), turnSignal);
    }

    /**
     * The outline of what {@link #predict} gives for the same place, speed and horizon, if that is one path.
     *
     * @param atM place along the lane
     * @param speedMps metres per second; NaN counts as standing
     * @param horizonS how far the path looks ahead, seconds
     * @param reachM the outline's bounds hold so much of the way, metres
     * @return false when there are several ways on; the outline means nothing then
     */
    public boolean outline(int from, double atM, double speedMps, double horizonS, double reachM, WayOutline into) {
        double speed = Double.isNaN(speedMps) ? 0 : speedMps;
        double wanted = Math.clamp(speed * horizonS, LENGTH_MIN_M, LENGTH_MAX_M);
        into.begin(reachM);
        Lane lane = lanes.lane(from);
        double laneSM = Math.clamp(atM, 0, lane.lengthM());
        double fromM = 0;
        while (true) {
            double restM = lane.lengthM() - laneSM;
            into.follow(lane.line(), laneSM, Math.min(lane.lengthM(), laneSM + wanted - fromM));
            fromM += restM;
            if (fromM >= wanted || lane.successors().isEmpty()) {
                into.finish(lane.line(), wanted);
                return true;
            }
            if (lane.successors().size() > 1) {
                return false;
            }
            lane = lanes.lane(lane.successors().getFirst());
            laneSM = 0;
        }
    }

    private List<PredictedPath> predictOver(List<LaneMatch> candidates, double speed, double wanted, int turnSignal) {
        if (candidates.size() == 1) {
            LaneRef from = candidates.getFirst().place();
            Branch only = start(from, 1);
            if (only.reachM() >= wanted) {
                return List.of(path(only, wanted, 1));
            }
        }
        List<Branch> open = new ArrayList<>();
        for (LaneMatch candidate : candidates) {
            LaneRef from = candidate.place();
            open.add(start(
                    from,
                    candidates.size() == 1 ? 1 : candidate.probability() * weight(from.lane(), 0, speed, turnSignal)));
        }
        List<Branch> complete = new ArrayList<>(PATHS_MAX);
        while (!open.isEmpty() && complete.size() < PATHS_MAX) {
            // probability never grows along a branch: who comes out complete first is the most likely
            Branch branch = takeMostLikely(open);
            List<Integer> next = lanes.lane(branch.lane()).successors();
            if (branch.reachM() >= wanted || next.isEmpty()) {
                complete.add(branch);
            } else {
                extend(branch, next, speed, turnSignal, open);
            }
        }
        double sum = 0;
        for (Branch branch : complete) {
            sum += branch.probability();
        }
        List<PredictedPath> paths = new ArrayList<>(complete.size());
        for (Branch branch : complete) {
            paths.add(path(branch, wanted, branch.probability() / sum));
        }
        return paths;
    }

    /** There are a few: looking at all of them costs less than keeping them in order. */
    private static Branch takeMostLikely(List<Branch> open) {
        int most = 0;
        for (int i = 1; i < open.size(); i++) {
            most = open.get(i).probability() > open.get(most).probability() ? i : most;
        }
        return open.remove(most);
    }

    private Branch start(LaneRef from, double probability) {
        double length = lanes.lane(from.lane()).lengthM();
        double startS = Math.clamp(from.sM(), 0, length);
        return new Branch(null, from.lane(), 0, startS, from.tM(), length - startS, probability);
    }

    private void extend(Branch branch, List<Integer> next, double speed, int turnSignal, List<Branch> open) {
        double sum = 0;
        for (int lane : next) {
            sum += weight(lane, branch.reachM(), speed, turnSignal);
        }
        for (int lane : next) {
            open.add(new Branch(
                    branch,
                    lane,
                    branch.reachM(),
                    0,
                    branch.lateralM(),
                    branch.reachM() + lanes.lane(lane).lengthM(),
                    branch.probability() * weight(lane, branch.reachM(), speed, turnSignal) / sum));
        }
    }

    /** How likely a lane is taken among its siblings, not yet normalised, by who is {@code distanceM} before it. */
    private double weight(int lane, double distanceM, double speed, int turnSignal) {
        return weight(lanes.lane(lane).turn(), turnSignal) * slowEnough(turnSpeedMps[lane], distanceM, speed);
    }

    /** Falls with the deceleration that it would still take to be slow enough for the turn. */
    private static double slowEnough(double turnSpeed, double distanceM, double speed) {
        if (speed <= turnSpeed) {
            return 1;
        }
        double needed = (speed * speed - turnSpeed * turnSpeed) / (2 * (distanceM + TURN_IN_M));
        double spreads = needed / BRAKING_SPREAD_MPS2;
        return Math.max(TOO_FAST_MIN, Math.exp(-spreads * spreads / 2));
    }

    /** Prior of a turn: most go straight, few turn back, a turn signal is mostly meant. */
    private static double weight(TurnDirection turn, int turnSignal) {
        return switch (turn) {
            case STRAIGHT -> turnSignal == 0 ? 6 : 2;
            case LEFT -> turnSignal < 0 ? 10 : turnSignal > 0 ? 0.3 : 2;
            case RIGHT -> turnSignal > 0 ? 10 : turnSignal < 0 ? 0.3 : 2;
            case U_TURN -> turnSignal < 0 ? 2 : 0.2;
        };
    }

    private PredictedPath path(Branch branch, double wanted, double probability) {
        List<PredictedPath.Leg> legs = branch.legs();
        int pointsMax = 1;
        for (PredictedPath.Leg leg : legs) {
            pointsMax += lanes.lane(leg.lane()).line().piecesBetween(leg.laneSM(), endS(leg, wanted)) + 1;
        }
        PointList points = new PointList(pointsMax);
        for (PredictedPath.Leg leg : legs) {
            points.addPiece(lanes.lane(leg.lane()).line(), leg.laneSM(), endS(leg, wanted));
        }
        points.extendStraight(lanes.lane(branch.lane()).line(), wanted);
        return new PredictedPath(points.line(), branch.lateralM(), Double.POSITIVE_INFINITY, legs, probability);
    }

    /** Where on its lane a leg ends. */
    private double endS(PredictedPath.Leg leg, double wanted) {
        return Math.min(lanes.lane(leg.lane()).lengthM(), leg.laneSM() + wanted - leg.fromM());
    }

    /** How far a way goes on beyond its last lane; 0 = it is as long as wanted. */
    static double straightOnM(int points, double lengthM, double wantedM) {
        double missing = wantedM - lengthM;
        return missing > POINT_SPACING_MIN_M || points < 2 ? Math.max(missing, LENGTH_MIN_M) : 0;
    }

    /** Points of a line under construction, none of them on top of its neighbour. */
    private static final class PointList {
        private final double[] east;
        private final double[] north;
        private final double[] s;
        private final Pose pose = new Pose();
        private int size;

        PointList(int pointsMax) {
            east = new double[pointsMax];
            north = new double[pointsMax];
            s = new double[pointsMax];
        }

        void addPiece(Polyline line, double fromS, double toS) {
            line.poseAt(fromS, pose);
            add(pose.eastM, pose.northM);
            for (int i = pose.piece + 1; i < line.size() - 1 && line.sM(i) < toS; i++) {
                add(line.eastM(i), line.northM(i));
            }
            line.poseAt(toS, pose);
            add(pose.eastM, pose.northM);
        }

        void extendStraight(Polyline last, double wanted) {
            double step = straightOnM(size, s[size - 1], wanted);
            if (step > 0) {
                double heading = last.headingAt(last.lengthM());
                add(east[size - 1] + step * Math.sin(heading), north[size - 1] + step * Math.cos(heading));
            }
        }

        private void add(double e, double n) {
            double step = 0;
            if (size > 0) {
                double de = e - east[size - 1];
                double dn = n - north[size - 1];
                step = Math.sqrt(de * de + dn * dn);
                if (step < POINT_SPACING_MIN_M) {
                    return;
                }
            }
            east[size] = e;
            north[size] = n;
            s[size] = size == 0 ? 0 : s[size - 1] + step;
            size++;
        }

        Polyline line() {
            return size == s.length
                    ? Polyline.measured(east, north, s)
                    : Polyline.measured(Arrays.copyOf(east, size), Arrays.copyOf(north, size), Arrays.copyOf(s, size));
        }
    }
}
