package io.yunkong.map.observe;

import io.yunkong.map.geo.Gcj02;
import io.yunkong.map.geo.Heading;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneUser;
import io.yunkong.map.road.Zone;

/** Where motor vehicles may be in a zone. Immutable, thread-safe. */
final class Roads {
    /** Beyond this from every centre line nobody is beside a road any more. */
    private static final double FAR_M = 25;

    private static final double ALONG_LANE_RAD = Math.toRadians(35);

    private final LaneMap lanes;
    private final LocalPlane plane;
    private final boolean gcj02Used;

    Roads(Zone zone) {
        this.lanes = zone.lanes();
        this.plane = zone.plane();
        double latitude = plane.originLatitudeDeg();
        double longitude = plane.originLongitudeDeg();
        // mainland China's bounding box, outside which nobody uses the datum
        this.gcj02Used = latitude > 18 && latitude < 54 && longitude > 73 && longitude < 136;
    }

    /** Whether a lane passes here that leads about there. */
    boolean onLane(double eastM, double northM, double headingRad) {
        return lanes.match(eastM, northM, headingRad, LaneUser.MOTOR_VEHICLE, -1)
                .map(at -> lanes.lane(at.lane()).line().headingAt(at.sM()))
                .filter(lane -> Math.abs(Heading.turn(lane, headingRad)) <= ALONG_LANE_RAD)
                .isPresent();
    }

    boolean farFromAll(double eastM, double northM) {
        return !lanes.anyWithin(eastM, northM, FAR_M);
    }

    /** The same as {@link #onLane} with a place that is told in GCJ-02. */
    boolean onLaneIfGcj02(double eastM, double northM, double headingRad) {
        if (!gcj02Used) {
            return false;
        }
        Gcj02.Point meant = Gcj02.toWgs84(plane.latitudeDeg(eastM, northM), plane.longitudeDeg(eastM, northM));
        return onLane(
                plane.eastM(meant.latitudeDeg(), meant.longitudeDeg()),
                plane.northM(meant.latitudeDeg(), meant.longitudeDeg()),
                headingRad);
    }
}
