package io.yunkong.sim.obu;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where the own vehicle is now, from the fixes of its receiver: the newest one carried on with constant acceleration and yaw rate, and only
 * for as long as the limit says. What the receiver does not measure (acceleration, yaw rate) is taken from the fixes of the last second.
 * Standing still a receiver does not know the heading: the last one of the drive holds. Safe for use by any thread.
 */
final class OwnMotion {
    /** Older than this a fix is not carried on: a receiver of 1 Hz, and half a second until its sentence has come. */
    static final long FIX_AGE_MAX_US = 1_500_000;

    /** How far ahead of this computer's clock a receiver may be. */
    static final long FUTURE_MAX_US = 200_000;

    private static final long WINDOW_US = 1_050_000;
    private static final int FIXES_MAX = 64;
    private static final double STANDING_MPS = 0.5;
    private static final double TURNING_MPS = 1;
    private static final double ACCELERATION_MAX_MPS2 = 8;
    private static final double YAW_RATE_MAX_DPS = 60;
    /** What a driver may do against the forecast. */
    private static final double SURPRISE_MPS2 = 2;

    private final ArrayDeque<Fix> recent = new ArrayDeque<>();
    private double headingDeg = Double.NaN;
    private @Nullable Silence lost = Silence.NO_FIX_YET;

    synchronized void accept(Reading reading) {
        switch (reading) {
            case Fix fix -> accept(fix);
            case Reading.NoFix _ -> {
                lost = recent.isEmpty() ? Silence.NO_FIX_YET : Silence.FIX_LOST;
            }
            case Reading.Nothing _ -> {
                // adds nothing
            }
        }
    }

    private void accept(Fix fix) {
        Fix last = recent.peekLast();
        if (last != null && fix.timeUs() <= last.timeUs()) {
            recent.clear(); // another series
        }
        while ((!recent.isEmpty() && recent.getFirst().timeUs() < fix.timeUs() - WINDOW_US)
                || recent.size() == FIXES_MAX) {
            recent.removeFirst();
        }
        double told = fix.movement().headingDeg();
        boolean trustworthy = fix.movement().speedMps() >= STANDING_MPS || Double.isNaN(headingDeg);
        if (Double.isFinite(told) && trustworthy) {
            headingDeg = told;
        }
        recent.addLast(fix);
        lost = null;
    }

    /** Nothing more will come. */
    synchronized void end() {
        lost = Silence.FIX_LOST;
    }

    synchronized OwnState at(long nowUs) {
        Fix newest = recent.peekLast();
        if (newest == null) {
            return new OwnState.Unknown(Silence.NO_FIX_YET, 0);
        }
        long ageUs = nowUs - newest.timeUs();
        if (lost != null) {
            return new OwnState.Unknown(lost, ageUs / 1000);
        }
        if (ageUs > FIX_AGE_MAX_US) {
            return new OwnState.Unknown(Silence.FIX_OLD, ageUs / 1000);
        }
        if (ageUs < -FUTURE_MAX_US) {
            return new OwnState.Unknown(Silence.FIX_FROM_FUTURE, ageUs / 1000);
        }
        if (Double.isNaN(headingDeg)) {
            return new OwnState.Unknown(Silence.NO_HEADING, ageUs / 1000);
        }
        return new OwnState.Known(carriedOn(newest, Math.max(0, ageUs)));
    }

    private Fix carriedOn(Fix fix, long aheadUs) {
        double t = aheadUs * 1e-6;
        double v = fix.movement().speedMps();
        Fix oldest = recent.getFirst();
        double a = acceleration(fix, oldest);
        double yaw = yawRate(fix, oldest);
        double moving = a < 0 ? Math.min(t, -v / a) : t;
        double way = v * moving + a * moving * moving / 2;
        double turned = yaw * moving;
        double course = Math.toRadians(headingDeg + turned / 2);
        LocalPlane plane = new LocalPlane(fix.latitudeDeg(), fix.longitudeDeg());
        double east = way * Math.sin(course);
        double north = way * Math.cos(course);
        Fix.Movement movement =
                new Fix.Movement(Math.max(0, v + a * moving), ((headingDeg + turned) % 360 + 360) % 360, a, yaw);
        return new Fix(
                fix.timeUs() + aheadUs,
                plane.latitudeDeg(east, north),
                plane.longitudeDeg(east, north),
                fix.elevationM(),
                movement,
                widened(fix.accuracy(), t),
                fix.told());
    }

    private static Fix.Accuracy widened(Fix.Accuracy accuracy, double t) {
        double surprise = SURPRISE_MPS2 * t * t / 2;
        return accuracy.known()
                ? new Fix.Accuracy(
                        Math.hypot(accuracy.majorM(), surprise),
                        Math.hypot(accuracy.minorM(), surprise),
                        accuracy.orientationDeg())
                : accuracy;
    }

    private static double acceleration(Fix newest, Fix oldest) {
        if (Double.isFinite(newest.movement().accelerationMps2())) {
            return newest.movement().accelerationMps2();
        }
        double t = (newest.timeUs() - oldest.timeUs()) * 1e-6;
        return t <= 0
                ? 0
                : Math.clamp(
                        (newest.movement().speedMps() - oldest.movement().speedMps()) / t,
                        -ACCELERATION_MAX_MPS2,
                        ACCELERATION_MAX_MPS2);
    }

    private static double yawRate(Fix newest, Fix oldest) {
        if (Double.isFinite(newest.movement().yawRateDps())) {
            return newest.movement().yawRateDps();
        }
        double t = (newest.timeUs() - oldest.timeUs()) * 1e-6;
        double turn = newest.movement().headingDeg() - oldest.movement().headingDeg();
        boolean turning =
                Math.min(newest.movement().speedMps(), oldest.movement().speedMps()) >= TURNING_MPS
                        && Double.isFinite(turn);
        return t <= 0 || !turning
                ? 0
                : Math.clamp(Math.IEEEremainder(turn, 360) / t, -YAW_RATE_MAX_DPS, YAW_RATE_MAX_DPS);
    }
}
