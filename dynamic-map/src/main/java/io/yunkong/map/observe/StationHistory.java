package io.yunkong.map.observe;

import org.jspecify.annotations.Nullable;

/**
 * What one station told last, of itself and by its sensors, and how far each is believed; a roadside unit says nothing of itself. Owned by
 * {@link Plausibility}.
 */
final class StationHistory {
    /** After a longer silence the comparison of speed and way starts anew. Who reports once a second is sometimes late. */
    private static final double GAP_MAX_S = 1.5;

    boolean used;
    long stationId;
    long heardAtUs;
    final DoubtScores doubts = new DoubtScores();

    private final MotionWindow motion = new MotionWindow();
    private final RoadWatch road = new RoadWatch();
    private int reports;
    private long lastGeneratedAtUs;
    private int lastMessageCount;
    private double lastEastM;
    private double lastNorthM;
    private double lastSpeedMps;
    private double lastHeadingRad;
    private final Contradiction contradiction = new Contradiction();
    private double tokens;
    private @Nullable StationHistory follower;
    private long followerId;

    final VehicleSensors sensors = new VehicleSensors();
    final SensorHistory seen = new SensorHistory();

    void start(long station, long nowUs, int perSecond) {
        used = true;
        stationId = station;
        heardAtUs = nowUs;
        sensors.start();
        seen.start(nowUs);
        doubts.clear();
        road.restart();
        reports = 0;
        lastGeneratedAtUs = Long.MIN_VALUE;
        contradiction.start();
        tokens = perSecond;
        follower = null;
    }

    @Nullable RejectReason check(SelfReport self, long nowUs, Plausibility.Parameters limits, Roads roads) {
        if (!spend(nowUs, limits.reportsPerSecondMax())) {
            doubts.raise(Doubt.RATE, nowUs);
            return RejectReason.RATE_LIMIT;
        }
        if (reports == 0) {
            motion.restart(self);
            remember(self);
            return null;
        }
        if (self.generatedAtUs() == lastGeneratedAtUs && self.messageCount() == lastMessageCount) {
            return RejectReason.DUPLICATE;
        }
        if (self.generatedAtUs() <= lastGeneratedAtUs) {
            return RejectReason.OUT_OF_ORDER;
        }
        speaksOn();
        double elapsedS = (self.generatedAtUs() - lastGeneratedAtUs) / 1e6;
        boolean jumped = jumped(self, elapsedS, limits);
        if (jumped) {
            doubts.raise(Doubt.POSITION_JUMP, nowUs);
        }
        if (jumped || elapsedS > GAP_MAX_S || Double.isNaN(self.speedMps()) || Double.isNaN(lastSpeedMps)) {
            motion.restart(self);
        } else {
            contradiction.judge(motion.add(self, elapsedS, limits.contradictionMaxM(), nowUs, doubts));
        }
        remember(self);
        road.look(self, roads, nowUs, doubts);
        if (jumped) {
            return RejectReason.POSITION_JUMP;
        }
        return contradiction.reason();
    }

    private boolean jumped(SelfReport self, double elapsedS, Plausibility.Parameters limits) {
        double movedM = Math.hypot(self.eastM() - lastEastM, self.northM() - lastNorthM);
        // what happened in a longer silence nobody knows, but not that
        double speed = elapsedS < GAP_MAX_S
                ? 2 * Math.max(orZero(self.speedMps()), orZero(lastSpeedMps))
                : limits.speedMaxMps();
        return movedM > limits.jumpMaxM() + speed * elapsedS;
    }

    /** Other lanes are in force: what the old ones said about it counts no more. */
    void forgetRoads() {
        road.restart();
        doubts.withdraw(Doubt.OFF_ROAD);
        doubts.withdraw(Doubt.LOOKS_LIKE_GCJ02);
    }

    /** Whether its speed has been compared with its way, and agreed, and nothing else speaks against it. */
    boolean proven() {
        return contradiction.compared() && contradiction.reason() == null && doubts.trust() != Trust.EXCLUDED;
    }

    /** How far its sensors are believed: no more than itself, for what they see rests on where it is and how it moves. */
    Trust trustInSensors() {
        Trust own = doubts.trust();
        Trust sensed = seen.doubts.trust();
        return own.compareTo(sensed) > 0 ? own : sensed;
    }

    /** The doubt with the highest score of all that weighs on what its sensors see. */
    Doubt mainDoubtInSensors() {
        boolean own = doubts.trust() != Trust.FULL
                && (seen.doubts.trust() == Trust.FULL || doubts.highest() >= seen.doubts.highest());
        return own ? doubts.main() : seen.doubts.main();
    }

    /** The highest score of all that weighs on what its sensors see. */
    double doubtInSensors() {
        return Math.max(
                doubts.trust() == Trust.FULL ? 0 : doubts.highest(),
                seen.doubts.trust() == Trust.FULL ? 0 : seen.doubts.highest());
    }

    /** Whether a field that the doubt is about is better not used of what its sensors see. */
    boolean sensorsHold(Doubt doubt) {
        return doubts.holds(doubt) || seen.doubts.holds(doubt);
    }

    /** Whether its middle swings about the point whose motion it tells. */
    boolean swings() {
        return motion.swings();
    }

    int reports() {
        return reports;
    }

    /** Whether somebody's first report is what this station's next would be. */
    boolean leadsTo(SelfReport first, double withinS, double placeM) {
        double elapsedS = (first.generatedAtUs() - lastGeneratedAtUs) / 1e6;
        if (!(elapsedS > 0 && elapsedS <= withinS)) {
            return false;
        }
        double way = orZero(lastSpeedMps) * elapsedS;
        double east = lastEastM + way * Math.sin(orZero(lastHeadingRad));
        double north = lastNorthM + way * Math.cos(orZero(lastHeadingRad));
        return Math.hypot(first.eastM() - east, first.northM() - north) <= placeM;
    }

    /** Whether another station has gone on where this one seemed to end. */
    boolean followed() {
        return follower != null;
    }

    /** This station seems to be the other one under a new id. */
    void follow(StationHistory other, long nowUs) {
        other.follower = this;
        other.followerId = stationId;
        doubts.inherit(Doubt.ID_CHANGES, other.doubts, nowUs);
        doubts.raise(Doubt.ID_CHANGES, nowUs);
    }

    /** It is not over: who was taken for it under a new id is somebody else. */
    private void speaksOn() {
        if (follower != null && follower.used && follower.stationId == followerId) {
            follower.doubts.withdraw(Doubt.ID_CHANGES);
        }
        follower = null;
    }

    private void remember(SelfReport self) {
        reports++;
        lastGeneratedAtUs = self.generatedAtUs();
        lastMessageCount = self.messageCount();
        lastEastM = self.eastM();
        lastNorthM = self.northM();
        lastSpeedMps = self.speedMps();
        lastHeadingRad = self.headingRad();
    }

    /** A bucket that holds one second's worth. */
    private boolean spend(long nowUs, int perSecond) {
        double gained = Math.max(0, nowUs - heardAtUs) / 1e6 * perSecond;
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
