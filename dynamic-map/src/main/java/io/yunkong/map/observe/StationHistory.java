package io.yunkong.map.observe;

import io.yunkong.map.geo.Heading;
import org.jspecify.annotations.Nullable;

/** What one station told last, and whether its speed has agreed with its way. Owned by {@link Plausibility}. */
final class StationHistory {
    private static final double WINDOW_S = 1;
    /** After a longer silence the comparison starts anew. */
    private static final double GAP_MAX_S = 1;

    /** What is left of an old window's disagreement after the next: the last five or so count. */
    private static final double DRIFT_KEPT = 0.8;
    /** A small disagreement that stays shows against the position's noise only when it has grown to this share of the limit. */
    private static final double DRIFT_SHARE = 1.5;

    /** The middle of a long vehicle covers less than its front in a turn sharper than this in a window. */
    private static final double SHARP_TURN_RAD = 0.5;

    /** Windows that must agree before a station is trusted again. */
    private static final int WINDOWS_TO_CLEAR = 2;

    boolean used;
    long stationId;
    long heardAtUs;

    private long lastGeneratedAtUs;
    private int lastMessageCount;
    private double lastEastM;
    private double lastNorthM;
    private double lastSpeedMps;

    private long windowStartUs;
    private double windowEastM;
    private double windowNorthM;
    private double windowHeadingRad;
    private double reportedM;
    private double driftM;
    private int windowsToClear;
    private boolean compared;

    private double tokens;

    final VehicleSensors sensors = new VehicleSensors();

    void start(long station) {
        used = true;
        stationId = station;
        sensors.start();
        heardAtUs = Long.MIN_VALUE;
        lastGeneratedAtUs = Long.MIN_VALUE;
        windowsToClear = 0;
        compared = false;
        driftM = 0;
        tokens = Double.POSITIVE_INFINITY;
    }

    @Nullable RejectReason check(SelfReport self, long nowUs, Plausibility.Parameters limits) {
        boolean first = lastGeneratedAtUs == Long.MIN_VALUE;
        if (!spend(nowUs, limits.reportsPerSecondMax())) {
            return RejectReason.RATE_LIMIT;
        }
        if (first) {
            remember(self);
            openWindow(self);
            return null;
        }
        if (self.generatedAtUs() == lastGeneratedAtUs && self.messageCount() == lastMessageCount) {
            return RejectReason.DUPLICATE;
        }
        if (self.generatedAtUs() <= lastGeneratedAtUs) {
            return RejectReason.OUT_OF_ORDER;
        }
        double elapsedS = (self.generatedAtUs() - lastGeneratedAtUs) / 1e6;
        double movedM = Math.hypot(self.eastM() - lastEastM, self.northM() - lastNorthM);
        double speed = Math.max(orZero(self.speedMps()), lastSpeedMps);
        boolean jumped = elapsedS < GAP_MAX_S && movedM > limits.jumpMaxM() + 2 * speed * elapsedS;
        compare(self, elapsedS, jumped, limits.contradictionMaxM());
        remember(self);
        if (jumped) {
            return RejectReason.POSITION_JUMP;
        }
        return windowsToClear > 0 ? RejectReason.SPEED_CONTRADICTS_DISPLACEMENT : null;
    }

    /** Sums the reported speed up over a window and compares it with the distance between the window's ends. */
    private void compare(SelfReport self, double elapsedS, boolean jumped, double limitM) {
        if (jumped || elapsedS > GAP_MAX_S || Double.isNaN(self.speedMps())) {
            openWindow(self);
            driftM = 0;
            return;
        }
        reportedM += (lastSpeedMps + self.speedMps()) / 2 * elapsedS;
        if (self.generatedAtUs() - windowStartUs < WINDOW_S * 1e6) {
            return;
        }
        double coveredM = Math.hypot(self.eastM() - windowEastM, self.northM() - windowNorthM);
        // a bend makes the chord shorter than the way: by 4 % when it turns 1 rad in the window
        boolean agrees = Math.abs(reportedM - coveredM) <= limitM + 0.04 * reportedM && !drifts(self, limitM);
        windowsToClear = agrees ? Math.max(0, windowsToClear - 1) : WINDOWS_TO_CLEAR;
        compared = true;
        openWindow(self);
    }

    /** Whether reported speed and way along the heading have disagreed a little for long: a field that sticks while the speed changes. */
    private boolean drifts(SelfReport self, double limitM) {
        double turn = Heading.turn(windowHeadingRad, self.headingRad());
        if (Math.abs(turn) > SHARP_TURN_RAD) {
            return false;
        }
        double middle = windowHeadingRad + turn / 2;
        double alongM =
                (self.eastM() - windowEastM) * Math.sin(middle) + (self.northM() - windowNorthM) * Math.cos(middle);
        double limit = DRIFT_SHARE * limitM + 0.04 * reportedM;
        double drift = DRIFT_KEPT * driftM + reportedM - alongM;
        // bounded, or a great error would be remembered long after it is gone
        driftM = Math.clamp(drift, -1.5 * limit, 1.5 * limit);
        return Math.abs(drift) > limit;
    }

    /** Whether its speed has been compared with its way, and agreed. */
    boolean proven() {
        return compared && windowsToClear == 0;
    }

    private void openWindow(SelfReport self) {
        windowStartUs = self.generatedAtUs();
        windowEastM = self.eastM();
        windowNorthM = self.northM();
        windowHeadingRad = self.headingRad();
        reportedM = 0;
    }

    private void remember(SelfReport self) {
        lastGeneratedAtUs = self.generatedAtUs();
        lastMessageCount = self.messageCount();
        lastEastM = self.eastM();
        lastNorthM = self.northM();
        lastSpeedMps = orZero(self.speedMps());
    }

    /** A bucket that holds one second's worth. */
    private boolean spend(long nowUs, int perSecond) {
        double gained = heardAtUs == Long.MIN_VALUE ? perSecond : Math.max(0, nowUs - heardAtUs) / 1e6 * perSecond;
        heardAtUs = nowUs;
        tokens = Math.min(perSecond, tokens + gained);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
