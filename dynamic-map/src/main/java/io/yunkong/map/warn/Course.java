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

    private final Outset outset = new Outset();

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
        double lateralM = Math.abs(path.lateralM());
        double sidewaysMps = speedMps * lateralM / path.centredAfterM();
        this.speedMaxMps = speedMps + sidewaysMps;
        Pose start = new Pose();
        path.poseAt(0, start);
        double strays = path.line().strays();
        outset.at(start, speedMps, lateralM, strays, speedMps * strays + sidewaysMps);
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
        this.speedMaxMps = speedMps;
        outset.at(end, speedMps, 0, 0, 0);
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
                + 2 * outset.lateralM()
                + 2 * other.outset.lateralM()
                + speedMaxMps * (stepS / 2 + Math.abs(middle - i * STEP_S))
                + other.speedMaxMps * (stepS / 2 + Math.abs(otherMiddle - j * STEP_S));
        double de = sampleEast[i] - other.sampleEast[j];
        double dn = sampleNorth[i] - other.sampleNorth[j];
        return de * de + dn * dn > reach * reach;
    }

    /** Writes what holds the whole body between {@link #EARLIEST_S} and {@link #LATEST_S}. */
    void reach(double lengthM, double widthM, Box into) {
        double before = path == null ? EARLIEST_S * speedMps : 0; // a path does not go back
        double west = outset.eastM() + before * outset.directionEast();
        double east = west;
        double south = outset.northM() + before * outset.directionNorth();
        double north = south;
        for (int i = 0; i < SAMPLES; i++) {
            west = Math.min(west, sampleEast[i]);
            east = Math.max(east, sampleEast[i]);
            south = Math.min(south, sampleNorth[i]);
            north = Math.max(north, sampleNorth[i]);
        }
        double betweenM = Math.min(speedMaxMps / 2, outset.strayMps()) * STEP_S;
        outset.body(west, south, east, north, betweenM, lengthM, widthM, into);
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

    Outset outset() {
        return outset;
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
