package io.yunkong.map.warn;

import io.yunkong.map.observe.Check;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.RoadUserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owns the ways that road users say they are going to take, each for a short time, and gives the predicted paths that fit them nearly all the
 * probability. A plan that cannot be the station's is not used and counted. Not thread-safe: one owner; time comes with every call,
 * microseconds since 1970 UTC.
 */
final class PlannedPaths {
    /**
     * @param plansMax plans kept at most, [1, 1000000]
     * @param validityS so long after it was made a plan counts, seconds, (0, 10]
     * @param stepMaxM points that tell no times are no farther apart, metres, (0, 500]
     * @param speedMaxMps nor those that do, by the time between them, m/s, (0, 100]
     * @param startMaxM the station is no farther from its plan, metres, (0, 100]
     * @param laneMaxM a point is no farther from the middle of a lane, metres, (0, 20]
     * @param fitMaxM a predicted path fits a plan when the plan's points lie no farther beside it on average, metres, (0, 20]
     * @param fitAlikeM paths that fit no worse than the best by this are alike, metres, (0, 20]
     * @param share of the probability for the paths that fit, [0.5, 1]
     */
    record Parameters(
            int plansMax,
            double validityS,
            double stepMaxM,
            double speedMaxMps,
            double startMaxM,
            double laneMaxM,
            double fitMaxM,
            double fitAlikeM,
            double share) {
        Parameters {
            Check.within("plansMax", plansMax, 1, 1_000_000);
            Check.above("validityS", validityS, 0, 10);
            Check.above("stepMaxM", stepMaxM, 0, 500);
            Check.above("speedMaxMps", speedMaxMps, 0, 100);
            Check.above("startMaxM", startMaxM, 0, 100);
            Check.above("laneMaxM", laneMaxM, 0, 20);
            Check.above("fitMaxM", fitMaxM, 0, 20);
            Check.above("fitAlikeM", fitAlikeM, 0, 20);
            Check.within("share", share, 0.5, 1);
        }

        static Parameters defaults() {
            return new Parameters(10_000, 1, 50, 60, 8, 5, 4, 1, 0.97);
        }
    }

    private static final long AGE_MAX_US = 500_000;
    private static final long FUTURE_MAX_US = 200_000;
    /** Points nearer to each other than this are one. */
    private static final double POINT_SPACING_MIN_M = 0.1;

    private final Parameters parameters;
    private final Map<Long, Plan> plans = new HashMap<>();
    private final Map<PlanDefect, Long> refused = new EnumMap<>(PlanDefect.class);
    private LaneMap lanes;
    private long taken;

    private record Plan(long generatedAtUs, Polyline line) {}

    PlannedPaths(LaneMap lanes, Parameters parameters) {
        this.lanes = lanes;
        this.parameters = parameters;
    }

    /** Goes on with other lanes: a plan counts again when it is told again, for it was compared with the old ones. */
    void activate(LaneMap next) {
        lanes = next;
        plans.clear();
    }

    /**
     * Takes a plan, or counts why not. One that says no way, because it has no two points, takes back what was planned before.
     *
     * @param station the road user that reports itself under the plan's id; null = none
     * @return whether the plan counts from now on
     */
    boolean accept(PlannedPath plan, @Nullable RoadUserState station, long nowUs) {
        Plan before = plans.get(plan.stationId());
        PlanDefect defect = before != null && plan.generatedAtUs() <= before.generatedAtUs()
                ? PlanDefect.OUT_OF_ORDER
                : defectOf(plan, station, nowUs);
        if (defect == null) {
            plans.remove(plan.stationId());
            defect = keep(plan, station, nowUs);
        }
        if (defect != null) {
            refuse(defect);
            return false;
        }
        taken++;
        return true;
    }

    private @Nullable PlanDefect defectOf(PlannedPath plan, @Nullable RoadUserState station, long nowUs) {
        if (nowUs - plan.generatedAtUs() > AGE_MAX_US) {
            return PlanDefect.TOO_OLD;
        }
        if (plan.generatedAtUs() - nowUs > FUTURE_MAX_US) {
            return PlanDefect.FROM_FUTURE;
        }
        if (station == null) {
            return PlanDefect.UNKNOWN_STATION;
        }
        if (jumps(plan.points())) {
            return PlanDefect.JUMPS;
        }
        for (PlannedPath.Point point : plan.points()) {
            if (!lanes.anyWithin(point.eastM(), point.northM(), parameters.laneMaxM())) {
                return PlanDefect.OFF_LANES;
            }
        }
        return null;
    }

    private boolean jumps(List<PlannedPath.Point> points) {
        for (int i = 1; i < points.size(); i++) {
            PlannedPath.Point a = points.get(i - 1);
            PlannedPath.Point b = points.get(i);
            double way = Math.hypot(b.eastM() - a.eastM(), b.northM() - a.northM());
            double seconds = b.afterS() - a.afterS();
            if (way > parameters.stepMaxM()
                    || seconds < 0
                    || way > parameters.speedMaxMps() * seconds + POINT_SPACING_MIN_M) {
                return true;
            }
        }
        return false;
    }

    private @Nullable PlanDefect keep(PlannedPath plan, @Nullable RoadUserState station, long nowUs) {
        Polyline line = line(plan.points());
        if (line == null || station == null) {
            return null;
        }
        if (line.project(station.eastM(), station.northM()).distanceM() > parameters.startMaxM()) {
            return PlanDefect.ELSEWHERE;
        }
        if (plans.size() >= parameters.plansMax()) {
            tick(nowUs);
            if (plans.size() >= parameters.plansMax()) {
                return PlanDefect.TABLE_FULL;
            }
        }
        plans.put(plan.stationId(), new Plan(plan.generatedAtUs(), line));
        return null;
    }

    private static @Nullable Polyline line(List<PlannedPath.Point> points) {
        double[] east = new double[points.size()];
        double[] north = new double[points.size()];
        int count = 0;
        for (PlannedPath.Point point : points) {
            if (count == 0
                    || Math.hypot(point.eastM() - east[count - 1], point.northM() - north[count - 1])
                            > POINT_SPACING_MIN_M) {
                east[count] = point.eastM();
                north[count++] = point.northM();
            }
        }
        return count < 2 ? null : new Polyline(Arrays.copyOf(east, count), Arrays.copyOf(north, count));
    }

    /**
     * Gives the paths that fit the station's plan nearly all the probability, if it has one that counts. A plan that fits none of them is given up
     * and counted.
     *
     * @param paths of one prediction
     * @param state where the prediction starts
     * @return most likely first; the same list where no plan tells the paths apart
     */
    List<PredictedPath> weigh(List<PredictedPath> paths, RoadUserState state, long nowUs) {
        Plan plan = plans.isEmpty() || paths.size() < 2 || !state.equipped() ? null : plans.get(state.stationId());
        if (plan == null || outlived(plan, nowUs)) {
            return paths;
        }
        double fromM = plan.line().project(state.eastM(), state.northM()).sM();
        double[] misfits = new double[paths.size()];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < misfits.length; i++) {
            misfits[i] = misfitM(plan.line(), fromM, paths.get(i));
            best = Math.min(best, misfits[i]);
        }
        if (best > parameters.fitMaxM()) {
            plans.remove(state.stationId());
            refuse(PlanDefect.OFF_LANES);
            return paths;
        }
        return weighed(paths, misfits, best + parameters.fitAlikeM());
    }

    /** How far the plan's points that are still ahead lie beside a path in the mean square, as far as it reaches; 0 = none is. */
    private static double misfitM(Polyline plan, double fromM, PredictedPath path) {
        double sum = 0;
        int count = 0;
        double s = 0;
        for (int i = 1; i < plan.size(); i++) {
            s += Math.hypot(plan.eastM(i) - plan.eastM(i - 1), plan.northM(i) - plan.northM(i - 1));
            if (s > fromM && s - fromM < path.lengthM()) {
                double beside =
                        path.line().project(plan.eastM(i), plan.northM(i)).distanceM();
                sum += beside * beside;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }

    private List<PredictedPath> weighed(List<PredictedPath> paths, double[] misfits, double fitsToM) {
        double fitting = 0;
        double others = 0;
        for (int i = 0; i < misfits.length; i++) {
            if (misfits[i] <= fitsToM) {
                fitting += paths.get(i).probability();
            } else {
                others += paths.get(i).probability();
            }
        }
        if (others == 0) {
            return paths;
        }
        List<PredictedPath> weighed = new ArrayList<>(paths.size());
        for (int i = 0; i < misfits.length; i++) {
            PredictedPath path = paths.get(i);
            double share = misfits[i] <= fitsToM ? parameters.share() / fitting : (1 - parameters.share()) / others;
            weighed.add(path.withProbability(path.probability() * share));
        }
        weighed.sort(Comparator.comparingDouble(path -> -path.probability()));
        return weighed;
    }

    private boolean outlived(Plan plan, long nowUs) {
        return nowUs - plan.generatedAtUs() > parameters.validityS() * 1e6;
    }

    /** Forgets the plans whose time is over. */
    void tick(long nowUs) {
        plans.values().removeIf(plan -> outlived(plan, nowUs));
    }

    /** Counts a plan that was not used. */
    void refuse(PlanDefect defect) {
        refused.merge(defect, 1L, Long::sum);
    }

    /** Plans kept now. */
    int size() {
        return plans.size();
    }

    /** Plans that counted for a while, since the start. */
    long taken() {
        return taken;
    }

    /** Plans that were not used since the start, and those given up later because they fit no way. */
    Map<PlanDefect, Long> refused() {
        return new EnumMap<>(refused);
    }
}
