package io.yunkong.load.fleet;

import io.yunkong.load.device.DrivenState;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Polyline;

/**
 * A host that drives at constant speed at a standing leader in its lane. Both are connected. The time to collision falls from 7 s to
 * {@value #TIME_TO_COLLISION_AT_END_S} s, so a forward collision warning must come on the way.
 *
 * @param slot stretch of lane
 * @param plane the zone's plane
 * @param hostStation id of the host
 * @param leaderStation id of the leader
 */
record Approach(Slot slot, LocalPlane plane, long hostStation, long leaderStation) {
    static final double SPEED_MPS = 12;
    static final double TIME_TO_COLLISION_AT_END_S = 1.2;
    static final double VEHICLE_LENGTH_M = 4.6;
    static final double VEHICLE_WIDTH_M = 1.8;

    private static final double GAP_AT_START_M = 84;

    /** How long an approach takes, seconds. */
    static final double DURATION_S = GAP_AT_START_M / SPEED_MPS - TIME_TO_COLLISION_AT_END_S;

    DrivenState hostAt(double timeS) {
        return at(slot.startM() + VEHICLE_LENGTH_M / 2 + SPEED_MPS * timeS, SPEED_MPS);
    }

    DrivenState leader() {
        return at(slot.startM() + VEHICLE_LENGTH_M * 1.5 + GAP_AT_START_M, 0);
    }

    private DrivenState at(double sM, double speedMps) {
        Polyline line = slot.lane().line();
        double east = line.eastAt(sM);
        double north = line.northAt(sM);
        return new DrivenState(
                plane.latitudeDeg(east, north),
                plane.longitudeDeg(east, north),
                speedMps,
                Math.toDegrees(line.headingAt(sM)));
    }
}
