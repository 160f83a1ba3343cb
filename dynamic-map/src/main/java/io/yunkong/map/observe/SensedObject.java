package io.yunkong.map.observe;

import io.yunkong.map.geo.Heading;
import org.jspecify.annotations.Nullable;

/**
 * What one sensor told last of one of its numbers. Numbers switch and are handed over between neighbours: a step that neither the told motion
 * nor the step before explains, or a turn on the spot, is taken for that. It begins a new window and is no evidence for anything. But a number
 * that turns again and again is not handed over: there the headings are wrong.
 */
final class SensedObject {
    /** After a longer silence the number may mean somebody else. */
    private static final long GAP_MAX_US = 1_500_000;

    private static final double SIGMA_M = 0.5;
    private static final double SIGMA_MAX_M = 5;
    /** Times the sigma: two places of one object, less the way between, are hardly ever farther apart. */
    private static final double STEP_SIGMAS = 6;

    /** Nobody who moves turns further from one report to the next. */
    private static final double TURN_MAX_RAD = Math.toRadians(60);

    private static final double MOVING_MPS = 2;

    /** So many reports without a turn make good one with. */
    private static final int TURN_COST = 3;

    private static final int TURNS_MAX = 3 * TURN_COST;

    boolean used;
    long key;
    long heardAtUs;

    private final MotionWindow motion = new MotionWindow();
    private final Contradiction contradiction = new Contradiction();
    private long lastAtUs;
    private double lastEastM;
    private double lastNorthM;
    private double lastSpeedMps;
    private double lastHeadingRad;
    private double stepEastMps;
    private double stepNorthMps;
    private int turns;

    void start(long numberKey, SensorReport o, long nowUs) {
        used = true;
        key = numberKey;
        contradiction.start();
        turns = 0;
        begin(o, nowUs);
    }

    /** Somebody new under this number, as far as is known. */
    private void begin(SensorReport o, long nowUs) {
        motion.restart(o);
        stepEastMps = Double.NaN;
        stepNorthMps = Double.NaN;
        remember(o, nowUs);
    }

    /** @return why it is not to be used; null when it can be true */
    @Nullable RejectReason check(SensorReport o, double limitM, long nowUs, SensorHistory sensors) {
        long elapsedUs = o.generatedAtUs() - lastAtUs;
        if (elapsedUs <= 0) {
            // late, or one of several of this number: nothing to be compared, and the tracker's business
            return contradiction.reason();
        }
        if (elapsedUs > GAP_MAX_US || Double.isNaN(o.speedMps())) {
            // nothing to compare it with, so nothing to hold against it
            contradiction.start();
            begin(o, nowUs);
            return null;
        }
        double elapsedS = elapsedUs / 1e6;
        boolean comparable = !Double.isNaN(lastSpeedMps) && sameObject(o, elapsedS);
        stepEastMps = (o.eastM() - lastEastM) / elapsedS;
        stepNorthMps = (o.northM() - lastNorthM) / elapsedS;
        remember(o, nowUs);
        if (!comparable) {
            motion.restart(o);
            return contradiction.reason();
        }
        MotionWindow.Verdict verdict = motion.add(o, elapsedS, limitM, nowUs, sensors);
        if (verdict != MotionWindow.Verdict.OPEN) {
            contradiction.judge(verdict);
            sensors.compared(motion.moved());
        }
        return contradiction.reason();
    }

    private boolean sameObject(SensorReport o, double elapsedS) {
        boolean turned = Math.abs(Heading.turn(lastHeadingRad, o.headingRad())) > TURN_MAX_RAD
                && Math.min(o.speedMps(), lastSpeedMps) > MOVING_MPS;
        boolean often = turns >= TURNS_MAX;
        turns = Math.clamp(turns + (turned ? TURN_COST : -1), 0, TURNS_MAX + TURN_COST);
        if (turned && !often) {
            return false;
        }
        double sigma =
                Double.isNaN(o.positionSigmaM()) ? SIGMA_M : Math.clamp(o.positionSigmaM(), SIGMA_M, SIGMA_MAX_M);
        double limit = STEP_SIGMAS * sigma;
        double east = o.eastM() - lastEastM;
        double north = o.northM() - lastNorthM;
        // what moves as it did before is the same, whatever is told of its motion
        if (within(limit, east - stepEastMps * elapsedS, north - stepNorthMps * elapsedS)) {
            return true;
        }
        double told = elapsedS * (o.speedMps() + lastSpeedMps) / 2;
        return Double.isNaN(o.headingRad())
                ? within(limit + told, east, north)
                : within(limit, east - told * Math.sin(o.headingRad()), north - told * Math.cos(o.headingRad()));
    }

    private static boolean within(double limitM, double eastM, double northM) {
        return eastM * eastM + northM * northM <= limitM * limitM;
    }

    private void remember(SensorReport o, long nowUs) {
        heardAtUs = nowUs;
        lastAtUs = o.generatedAtUs();
        lastEastM = o.eastM();
        lastNorthM = o.northM();
        lastSpeedMps = o.speedMps();
        lastHeadingRad = o.headingRad();
    }
}
