package io.yunkong.map.warn;

import io.yunkong.map.index.Box;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way a road user may go on: along lanes, or straight on where it is on none. Distances are metres from the place of the forecast.
 * Immutable.
 */
final class Course {
    /** Between the samples. */
    static final double STEP_S = 0.5;

    private static final int SAMPLES = 11;

    /** Seconds from the forecast, from and to which the samples tell where the road user may be. */
    static final double EARLIEST_S = -STEP_S / 2;

    static final double LATEST_S = (SAMPLES - 1) * STEP_S;

    private final @Nullable PredictedPath path;
    private final Pose end = new Pose();
    private final double pathM;
    private final double speedMps;
    /** Its place does not move faster: who changes lanes goes sideways as well. */
    private final double speedMaxMps;
    /** Beside the lanes' centre: at a corner of the line the place moves by up to twice that. */
    private final double lateralM;

    /** Its direction at the start, a unit vector. */
    private final Pose start = new Pose();
    /** How far its direction strays from that at the start: the length of the difference of the unit vectors, [0, 2]. */
    private final double strays;
    /** Its velocity differs from that of going on as it starts by no more, m/s. */
    private final double strayMps;

    private final double probability;
    private final int[] lanes;
    private final double[] sampleEast = new double[SAMPLES];
    private final double[] sampleNorth = new double[SAMPLES];

    /** Along lanes; goes on straight at the path's end. */
    Course(PredictedPath path, double speedMps) {
        this.path = path;
        this.pathM = path.lengthM();
        path.poseAt(pathM, end);
        this.speedMps = speedMps;
        this.lateralM = Math.abs(path.lateralM());
        double sidewaysMps = speedMps * lateralM / path.centredAfterM();
        this.speedMaxMps = speedMps + sidewaysMps;
        path.poseAt(0, start);
        this.strays = path.line().strays();
        this.strayMps = speedMps * strays + sidewaysMps;
        this.probability = path.probability();
        List<PredictedPath.Leg> legs = path.legs();
        this.lanes = new int[legs.size()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = legs.get(i).lane();
        }
        sample();
    }

    /** Straight on. */
    Course(double east, double north, double heading, double speedMps) {
        this.path = null;
        this.pathM = 0;
        end.eastM = east;
        end.northM = north;
        end.directionEast = Math.sin(heading);
        end.directionNorth = Math.cos(heading);
        this.speedMps = speedMps;
        this.lateralM = 0;
        this.speedMaxMps = speedMps;
        start.eastM = east;
        start.northM = north;
        start.directionEast = end.directionEast;
        start.directionNorth = end.directionNorth;
        this.strays = 0;
        this.strayMps = 0;
        this.probability = 1;
        this.lanes = new int[0];
        sample();
    }

    private void sample() {
        double stepM = STEP_S * speedMps;
        int onPath = 0;
        if (path != null) {
            onPath = stepM * (SAMPLES - 1) <= pathM ? SAMPLES : (int) (pathM / stepM) + 1;
            path.sample(stepM, onPath, sampleEast, sampleNorth);
        }
        for (int i = onPath; i < SAMPLES; i++) {
            double beyond = i * stepM - pathM;
            sampleEast[i] = end.eastM + beyond * end.directionEast;
            sampleNorth[i] = end.northM + beyond * end.directionNorth;
        }
    }

    /**
     * Whether two road users keep apart between two times, whatever they do in between on their courses: a test by samples that is cheap and
     * never says so wrongly.
     *
     * @param fromS seconds from this course's forecast to the beginning
     * @param otherFromS the same for the other course
     * @param stepS from the beginning to the end, seconds
     * @param radiiM centres farther apart than this do not touch
     */
    boolean apart(double fromS, Course other, double otherFromS, double stepS, double radiiM) {
        double middle = fromS + stepS / 2;
        double otherMiddle = otherFromS + stepS / 2;
        int i = sampleAt(middle);
        int j = sampleAt(otherMiddle);
        double reach = radiiM
                + 2 * lateralM
                + 2 * other.lateralM
                + speedMaxMps * (stepS / 2 + Math.abs(middle - i * STEP_S))
                + other.speedMaxMps * (stepS / 2 + Math.abs(otherMiddle - j * STEP_S));
        double de = sampleEast[i] - other.sampleEast[j];
        double dn = sampleNorth[i] - other.sampleNorth[j];
        return de * de + dn * dn > reach * reach;
    }

    /** Holds the whole body between {@link #EARLIEST_S} and {@link #LATEST_S}. */
    Box reach(double lengthM, double widthM) {
        double before = path == null ? EARLIEST_S * speedMps : 0; // a path does not go back
        double west = start.eastM + before * start.directionEast;
        double east = west;
        double south = start.northM + before * start.directionNorth;
        double north = south;
        for (int i = 0; i < SAMPLES; i++) {
            west = Math.min(west, sampleEast[i]);
            east = Math.max(east, sampleEast[i]);
            south = Math.min(south, sampleNorth[i]);
            north = Math.max(north, sampleNorth[i]);
        }
        double beside = Math.min(speedMaxMps / 2, strayMps) * STEP_S + 2 * lateralM * Math.min(1, strays);
        double half = Capsules.halfAxis(lengthM, widthM);
        return new Box(west, south, east, north)
                .grown(
                        beside + widthM / 2 + half * Math.min(1, Math.abs(start.directionEast) + strays),
                        beside + widthM / 2 + half * Math.min(1, Math.abs(start.directionNorth) + strays));
    }

    private static int sampleAt(double timeS) {
        return Math.clamp((int) (timeS / STEP_S + 0.5), 0, SAMPLES - 1);
    }

    /** Place and direction after a distance. */
    void poseAt(double distance, Pose into) {
        double beyond = distance - pathM;
        if (path != null && beyond <= 0) {
            path.poseAt(distance, into);
            return;
        }
        into.eastM = end.eastM + beyond * end.directionEast;
        into.northM = end.northM + beyond * end.directionNorth;
        into.directionEast = end.directionEast;
        into.directionNorth = end.directionNorth;
    }

    /** Where it starts; not to be changed. */
    Pose start() {
        return start;
    }

    /** Speed on it, m/s. */
    double speedMps() {
        return speedMps;
    }

    /** How far its direction strays from that at the start: the length of the difference of the unit vectors, [0, 2]. */
    double strays() {
        return strays;
    }

    /** Its velocity differs from that of going on as it starts by no more, m/s. */
    double strayMps() {
        return strayMps;
    }

    /** So far after the start it may be away from where going on as it starts leads to, metres. */
    double strayM(double afterS) {
        return strayMps * afterS + 2 * lateralM * Math.min(1, strays);
    }

    /** The place does not move faster than this, m/s. */
    double speedMaxMps() {
        return speedMaxMps;
    }

    double probability() {
        return probability;
    }

    /** The path along lanes; null = straight on. */
    @Nullable PredictedPath path() {
        return path;
    }

    /** Whether it goes from the lane of the forecast to the one beside. */
    boolean changesLane() {
        return path != null && path.centredAfterM() < Double.POSITIVE_INFINITY;
    }

    boolean onLanes() {
        return path != null;
    }

    /** Lanes passed, in order. */
    int[] lanes() {
        return lanes;
    }

    /** The lane after {@code distance}; -1 = on none. */
    int laneAt(double distance) {
        return path == null ? -1 : path.placeAt(distance).lane();
    }

    boolean passes(int lane) {
        for (int passed : lanes) {
            if (passed == lane) {
                return true;
            }
        }
        return false;
    }
}
