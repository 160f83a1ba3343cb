package io.yunkong.sim.scenario;

import java.util.List;

/**
 * A road user of a scenario.
 *
 * @param id name in the scenario
 * @param type what it is
 * @param equipped whether it reports itself (BSM) and is warned
 * @param seen whether the sensors of roadside units in range see it
 * @param start where its front is at second 0
 * @param backwards it goes against the direction of its lane (pedestrians)
 * @param sideM metres to the left of its lane's centre line
 * @param route where it goes on: turns at junctions, or ids of lanes
 * @param speedMps its speed at second 0
 * @param does what it does, in order of time
 */
public record Actor(
        String id,
        ActorClass type,
        boolean equipped,
        boolean seen,
        Spot start,
        boolean backwards,
        double sideM,
        List<String> route,
        double speedMps,
        List<Action> does) {
    public Actor {
        route = List.copyOf(route);
        does = List.copyOf(does);
    }
}
