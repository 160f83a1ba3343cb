package io.yunkong.map.observe;

import io.yunkong.map.geo.Heading;

/**
 * Compares what a road user, or a sensor of a road user, says of its motion with its places, second by second. Not thread-safe.
 *
 * <p>The way along the heading is what a speed explains. Half a turn's angle further than where a window began, a turning body's middle moves
 * across by up to half its length about the point whose speed is told, and not along; a lane change or a wandering satellite position moves it
 * across as well. So a speed contradicts nothing while it lies between the way along and the whole way, unless what is across is more than
 * that explains.
 */
final class MotionWindow {
    private static final double WINDOW_S = 1;

    /** What is left of an old window's disagreement after the next: the last five or so count. */
    private static final double DRIFT_KEPT = 0.8;
    /** A small disagreement that stays shows against the position's noise only when it has grown to this share of the limit. */
    private static final double DRIFT_SHARE = 1.5;

    /** The middle of a long vehicle covers less than its front in a turn sharper than this in a window. */
    private static final double SHARP_TURN_RAD = 0.5;

    /** A bend makes the chord shorter than the way: by 4 % when it turns 1 rad in the window. */
    private static final double BEND_SHARE = 0.04;

    /** Times the told sigma: two independent places seldom differ by more. */
    private static final double SIGMAS = 3;

    private static final double SIGMA_MAX_M = 10;

    /** Shorter ways have no direction worth comparing, and a car may reverse that fast. */
    private static final double COURSE_WAY_MIN_M = 6;

    private static final double COURSE_TURN_RAD = Math.toRadians(60);
    private static final double FROZEN_TURN_RAD = Math.toRadians(30);
    private static final double FROZEN_S = 1.9;
    /** Of the limit for a speed in general. */
    private static final double FROZEN_SHARE = 0.75;

    private static final double FROZEN_WAY_MIN_M = 1;

    /** Two places of somebody who stands are seldom farther apart, as a sensor sees them. */
    private static final double MOVED_MIN_M = 2;

    /** Below, backwards is but noise. */
    private static final double REVERSING_MIN_M = 0.5;

    private long startUs;
    private double startEastM;
    private double startNorthM;
    private double startHeadingRad;
    private double reportedM;
    private double driftM;
    private boolean swings;
    private boolean moved;

    private long placeSinceUs;
    private long speedSinceUs;
    private long headingSinceUs;
    private double lastEastM;
    private double lastNorthM;
    private double lastSpeedMps;
    private double lastHeadingRad;

    /** Outcome of a window. */
    enum Verdict {
        /** The window is not over. */
        OPEN,
        AGREES,
        SPEED_CONTRADICTS,
        HEADING_CONTRADICTS
    }

    /** Nothing before this report can be compared with it. */
    void restart(Observation o) {
        open(o);
        driftM = 0;
        swings = false;
        placeSinceUs = o.generatedAtUs();
        speedSinceUs = o.generatedAtUs();
        headingSinceUs = o.generatedAtUs();
        remember(o);
    }

    /**
     * Takes the next report in, which follows the one before without a gap.
     *
     * @param limitM what reported speed and way may disagree by in a window
     * @param doubts get what else is odd
     */
    Verdict add(Observation o, double elapsedS, double limitM, long nowUs, Doubtful doubts) {
        reportedM += (lastSpeedMps + o.speedMps()) / 2 * elapsedS;
        noteChanges(o);
        remember(o);
        if (o.generatedAtUs() - startUs < WINDOW_S * 1e6) {
            return Verdict.OPEN;
        }
        double sigma = Double.isNaN(o.positionSigmaM()) ? 1 : Math.min(SIGMA_MAX_M, o.positionSigmaM());
        Verdict verdict = compare(o, Math.max(limitM, SIGMAS * sigma), sigma, nowUs, doubts);
        open(o);
        return verdict;
    }

    /**
     * How the place changed in a window, metres and radians; NaN where no heading is told.
     *
     * @param chord from first place to last
     * @param straight of it in the direction of the heading halfway, negative = backwards
     * @param off between that direction and the chord's
     * @param turn of the heading
     * @param swing what the turn moves a body's middle across, at most
     */
    private record Way(double chord, double straight, double off, double turn, double swing) {
        double aside() {
            return Math.sqrt(Math.max(0, chord * chord - straight * straight));
        }

        /** What no turn explains of the way across or backwards. */
        double unexplained() {
            return Math.max(aside() - swing, -straight);
        }
    }

    private Way way(Observation o) {
        double east = o.eastM() - startEastM;
        double north = o.northM() - startNorthM;
        double turn = Heading.turn(startHeadingRad, o.headingRad());
        double middle = startHeadingRad + turn / 2;
        return new Way(
                Math.hypot(east, north),
                east * Math.sin(middle) + north * Math.cos(middle),
                Math.abs(Heading.turn(middle, Heading.ofVector(east, north))),
                turn,
                o.lengthM() * Math.sin(Math.abs(turn) / 2));
    }

    private Verdict compare(Observation o, double limitM, double sigmaM, long nowUs, Doubtful doubts) {
        Way way = way(o);
        moved = Math.max(reportedM, way.chord()) > MOVED_MIN_M;
        swings = way.aside() > limitM && way.aside() <= limitM + way.swing();
        double courseMinM = COURSE_WAY_MIN_M * Math.max(1, sigmaM);
        boolean heldHeading = heldS(headingSinceUs, o) >= FROZEN_S;
        if (heldHeading && way.off() > FROZEN_TURN_RAD && way.chord() > courseMinM) {
            doubts.raise(Doubt.FROZEN_HEADING, nowUs);
        }
        if (heldS(placeSinceUs, o) >= FROZEN_S && reportedM > FROZEN_WAY_MIN_M) {
            doubts.raise(Doubt.FROZEN_POSITION, nowUs);
        }
        if (way.off() > COURSE_TURN_RAD && way.unexplained() > courseMinM) {
            // what the place did along a wrong heading says nothing about the speed
            driftM = 0;
            doubts.raise(Doubt.HEADING_CONTRADICTS_COURSE, nowUs);
            return Verdict.HEADING_CONTRADICTS;
        }
        double apart = apart(way, limitM);
        double bend = BEND_SHARE * reportedM;
        if (heldS(speedSinceUs, o) >= FROZEN_S && Math.abs(apart) > FROZEN_SHARE * limitM + bend) {
            doubts.raise(Doubt.FROZEN_SPEED, nowUs);
        }
        boolean drifts = Math.abs(way.turn()) <= SHARP_TURN_RAD && drifts(way, limitM);
        if (Math.abs(apart) > limitM + bend || drifts) {
            doubts.raise(Doubt.SPEED_CONTRADICTS_DISPLACEMENT, nowUs);
            return Verdict.SPEED_CONTRADICTS;
        }
        return Verdict.AGREES;
    }

    /** What the reported way exceeds the whole way by or, negative, falls short of the way along the heading by. */
    private double apart(Way way, double limitM) {
        if (reportedM > way.chord()) {
            return reportedM - way.chord();
        }
        double least = way.aside() <= limitM + way.swing() ? Math.abs(way.straight()) : way.chord();
        return Math.min(0, reportedM - least);
    }

    /** Whether reported speed and way along the heading have disagreed a little for long: a field that sticks while the speed changes. */
    private boolean drifts(Way way, double limitM) {
        // who reverses tells a speed without a sign
        boolean reverses =
                reportedM > REVERSING_MIN_M && reportedM <= COURSE_WAY_MIN_M && way.straight() < -reportedM / 2;
        double alongM = reverses ? -way.straight() : way.straight();
        double limit = DRIFT_SHARE * limitM + BEND_SHARE * reportedM;
        double drift = DRIFT_KEPT * driftM + reportedM - alongM;
        // bounded, or a great error would be remembered long after it is gone
        driftM = Math.clamp(drift, -1.5 * limit, 1.5 * limit);
        return Math.abs(drift) > limit;
    }

    private static double heldS(long sinceUs, Observation o) {
        return (o.generatedAtUs() - sinceUs) / 1e6;
    }

    /** Whether the last window's way across was a long body's swing: its middle goes where no speed and heading tell. */
    boolean swings() {
        return swings;
    }

    /** Whether the last window says anything: somebody moved in it, as told or as seen. */
    boolean moved() {
        return moved;
    }

    private void noteChanges(Observation o) {
        long at = o.generatedAtUs();
        if (o.eastM() != lastEastM || o.northM() != lastNorthM) {
            placeSinceUs = at;
        }
        if (o.speedMps() != lastSpeedMps) {
            speedSinceUs = at;
        }
        if (o.headingRad() != lastHeadingRad) {
            headingSinceUs = at;
        }
    }

    private void open(Observation o) {
        startUs = o.generatedAtUs();
        startEastM = o.eastM();
        startNorthM = o.northM();
        startHeadingRad = o.headingRad();
        reportedM = 0;
    }

    private void remember(Observation o) {
        lastEastM = o.eastM();
        lastNorthM = o.northM();
        lastSpeedMps = o.speedMps();
        lastHeadingRad = o.headingRad();
    }
}
