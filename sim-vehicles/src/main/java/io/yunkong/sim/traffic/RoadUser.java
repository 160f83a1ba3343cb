package io.yunkong.sim.traffic;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import org.jspecify.annotations.Nullable;

/**
 * One road user of the world: body, driver, place on its path, and what it intends. Its place is the front of its body on a chain of
 * lanes; a lane walked against its direction (pedestrians) is written as {@code ~index}. Only the world's thread changes it.
 */
public final class RoadUser {
    private static final int AHEAD_MAX = 6;
    private static final double LANE_CHANGE_S = 3.2;

    private final LaneMap map;
    final int number;
    final UserKind kind;
    final Driver driver;
    final double lengthM;
    final double widthM;
    final boolean equipped;
    final long stationId;

    final int[] ahead = new int[AHEAD_MAX];
    int aheadCount;
    private final int[] behind = new int[4];
    private int behindCount;
    double s;
    double speed;
    double acceleration;
    double odometer;
    private double changeFromM;
    private double changeDoneS = LANE_CHANGE_S;
    private double sideM;
    int shadowLane = -1;
    double shadowS;
    double standingS;
    double noChangeBeforeS;

    @Nullable Errand errand;

    @Nullable Cue cue;

    double retireAtS = Double.POSITIVE_INFINITY;
    boolean gone;

    private final Place now = new Place();
    private final Place before = new Place();
    private double yawRate;

    RoadUser(LaneMap map, int number, UserKind kind, Body body, Driver driver, long stationId, boolean equipped) {
        this.map = map;
        this.number = number;
        this.kind = kind;
        this.driver = driver;
        this.lengthM = body.lengthM();
        this.widthM = body.widthM();
        this.stationId = stationId;
        this.equipped = equipped;
    }

    /** Number in the world, never used again. */
    public int number() {
        return number;
    }

    public UserKind kind() {
        return kind;
    }

    public double lengthM() {
        return lengthM;
    }

    public double widthM() {
        return widthM;
    }

    /** Whether it sends its own state and can be warned. */
    public boolean equipped() {
        return equipped;
    }

    /** The 8-octet id of its messages as big-endian long; also set when not equipped. */
    public long stationId() {
        return stationId;
    }

    /** Centre of the footprint now; valid until the next step. */
    public Place now() {
        return now;
    }

    /** Centre of the footprint one step ago. */
    public Place before() {
        return before;
    }

    public double speedMps() {
        return speed;
    }

    public double accelerationMps2() {
        return acceleration;
    }

    /** Clockwise positive, rad/s. */
    public double yawRateRadps() {
        return yawRate;
    }

    /** Follows a script just now. */
    public boolean scripted() {
        return cue != null;
    }

    /** Left the world. */
    public boolean gone() {
        return gone;
    }

    /** -1 shows the left turn signal, 1 the right one, 0 none. */
    public int turnSignal() {
        if (changing()) {
            return changeFromM < 0 ? -1 : 1;
        }
        Lane next = aheadCount > 1 ? lane(1) : lane(0);
        if (lane(0).insideJunction()) {
            next = lane(0);
        } else if (lengthToEnd() > 40) {
            return 0;
        }
        return switch (next.turn()) {
            case LEFT, U_TURN -> -1;
            case RIGHT -> 1;
            case STRAIGHT -> 0;
        };
    }

    /** The centre after {@code distanceM} more metres along the intended path; straight on where the plan ends. */
    public void placeAhead(double distanceM, Place out) {
        centreAt(distanceM, out);
    }

    /** The lane its front will be on after {@code distanceM} more metres of its plan. */
    public Lane laneAhead(double distanceM) {
        double at = s + distanceM;
        int k = 0;
        while (k + 1 < aheadCount && at > lane(k).lengthM()) {
            at -= lane(k).lengthM();
            k++;
        }
        return lane(k);
    }

    /** The lane it is on. */
    public Lane lane() {
        return lane(0);
    }

    /** Metres its front has come along its lane. */
    public double sM() {
        return s;
    }

    Lane lane(int k) {
        int code = ahead[k];
        return map.lane(code < 0 ? ~code : code);
    }

    int laneIndex() {
        return ahead[0] < 0 ? ~ahead[0] : ahead[0];
    }

    double lengthToEnd() {
        return lane(0).lengthM() - s;
    }

    boolean changing() {
        return changeDoneS < LANE_CHANGE_S;
    }

    double sideM() {
        return sideM;
    }

    /** Metres to the left of the lane's centre line. */
    double lateralM() {
        return changing() ? sideM + changeFromM * (1 + Math.cos(Math.PI * changeDoneS / LANE_CHANGE_S)) / 2 : sideM;
    }

    private double lateralRate() {
        double pace = Math.min(1, speed / 2);
        return changing()
                ? -changeFromM * Math.PI / (2 * LANE_CHANGE_S) * Math.sin(Math.PI * changeDoneS / LANE_CHANGE_S) * pace
                : 0;
    }

    void start(int laneCode, double atS, double speedMps, double sideM) {
        ahead[0] = laneCode;
        aheadCount = 1;
        behindCount = 0;
        s = atS;
        speed = speedMps;
        this.sideM = sideM;
    }

    /** Adds a lane at the end of the plan; false = the plan is full. */
    boolean plan(int laneCode) {
        if (aheadCount == AHEAD_MAX) {
            return false;
        }
        ahead[aheadCount++] = laneCode;
        return true;
    }

    void changeLane(int lane, double offsetM, double newS, int oldLane, double oldS) {
        ahead[0] = lane;
        aheadCount = 1;
        s = newS;
        changeFromM = offsetM;
        changeDoneS = 0;
        shadowLane = oldLane;
        shadowS = oldS;
    }

    /** Moves along the plan; false = it came to the end of the map. */
    boolean advance(double distanceM, double seconds) {
        s += distanceM;
        shadowS += distanceM;
        odometer += distanceM;
        if (changing()) {
            changeDoneS += seconds * Math.min(1, speed / 2);
            if (Math.abs(lateralM() - sideM) < 0.6) {
                shadowLane = -1;
            }
        }
        while (s > lane(0).lengthM()) {
            if (aheadCount < 2) {
                return false;
            }
            s -= lane(0).lengthM();
            shadowLane = -1;
            System.arraycopy(behind, 0, behind, 1, behind.length - 1);
            behind[0] = ahead[0];
            behindCount = Math.min(behindCount + 1, behind.length);
            aheadCount--;
            System.arraycopy(ahead, 1, ahead, 0, aheadCount);
        }
        return true;
    }

    /** Takes the present place as {@link #now()}; the last one becomes {@link #before()}. */
    void settle(double seconds) {
        before.eastM = now.eastM;
        before.northM = now.northM;
        before.headingRad = now.headingRad;
        centreAt(0, now);
        yawRate = seconds > 0 ? Heading.turn(before.headingRad, now.headingRad) / seconds : 0;
        if (seconds == 0) {
            settleBefore();
        }
    }

    private void settleBefore() {
        before.eastM = now.eastM;
        before.northM = now.northM;
        before.headingRad = now.headingRad;
    }

    private void centreAt(double distanceM, Place out) {
        if (lengthM < 1) {
            placeAt(distanceM - lengthM / 2, out);
            return;
        }
        placeAt(distanceM - 0.15 * lengthM, out);
        double frontEast = out.eastM;
        double frontNorth = out.northM;
        placeAt(distanceM - 0.85 * lengthM, out);
        double heading = Heading.ofVector(frontEast - out.eastM, frontNorth - out.northM);
        out.eastM = (out.eastM + frontEast) / 2;
        out.northM = (out.northM + frontNorth) / 2;
        out.headingRad =
                changing() ? Heading.normalize(heading - Math.atan2(lateralRate(), Math.max(speed, 2))) : heading;
    }

    /** The point of the path {@code d} metres ahead of the front. */
    private void placeAt(double d, Place out) {
        double at = s + d;
        int code = ahead[0];
        for (int k = 0; at < 0 && k < behindCount; k++) {
            code = behind[k];
            at += length(code);
        }
        for (int k = 1; at > length(code) && k < aheadCount && d > 0; k++) {
            at -= length(code);
            code = ahead[k];
        }
        pointOf(code, at, out);
        double lateral = lateralM();
        if (lateral != 0) {
            out.eastM -= lateral * Math.cos(out.headingRad);
            out.northM += lateral * Math.sin(out.headingRad);
        }
    }

    private double length(int code) {
        return map.lane(code < 0 ? ~code : code).lengthM();
    }

    private void pointOf(int code, double at, Place out) {
        Polyline line = map.lane(code < 0 ? ~code : code).line();
        double along = code < 0 ? line.lengthM() - at : at;
        double heading = line.headingAt(along);
        double inside = Math.clamp(along, 0, line.lengthM());
        double beyond = along - inside;
        out.eastM = line.eastAt(inside) + beyond * Math.sin(heading);
        out.northM = line.northAt(inside) + beyond * Math.cos(heading);
        out.headingRad = code < 0 ? Heading.normalize(heading + Math.PI) : heading;
    }
}
