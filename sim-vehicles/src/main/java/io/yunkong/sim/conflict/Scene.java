package io.yunkong.sim.conflict;

import io.yunkong.map.road.Lane;
import io.yunkong.sim.traffic.RoadUser;
import java.util.List;

/**
 * One scripted conflict while it is played, and afterwards. The host is the equipped vehicle that nearly drives into the other party.
 *
 * @param kind what is played
 * @param host always equipped
 * @param other lead vehicle, runner or pedestrian
 * @param reserved lanes and paths kept clear for it
 * @param touchS when the footprints would touch if nobody braked, simulated seconds
 */
public record Scene(ConflictKind kind, RoadUser host, RoadUser other, List<Lane> reserved, double touchS) {
    public Scene {
        reserved = List.copyOf(reserved);
    }
}
