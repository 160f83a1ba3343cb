package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.TurnDirection;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where everybody goes: seeded walks over the lane graph, which never need a lane that is not connected, and bus lines. Pedestrians walk
 * sidewalks and crosswalks both ways.
 */
final class Itineraries {
    private static final int PLAN_AHEAD = 3;

    private final LaneMap map;
    private final RandomGenerator random;

    Itineraries(LaneMap map, RandomGenerator random) {
        this.map = map;
        this.random = random;
    }

    /** Keeps the plan a few lanes long. */
    void extend(RoadUser user) {
        while (user.aheadCount <= PLAN_AHEAD) {
            int next = next(user, user.ahead[user.aheadCount - 1]);
            if (next == Integer.MIN_VALUE || !user.plan(next)) {
                return;
            }
        }
    }

    /** Whether a bus on this lane can go on to the next road of its line. */
    boolean leadsOn(RoadUser bus, Lane lane) {
        Errand errand = bus.errand;
        if (errand == null || !lane.road().equals(errand.roadName())) {
            return true;
        }
        return successorOn(lane, errand.nextRoadName()) >= 0;
    }

    /** Follows the bus along its line when it comes to a new road. */
    void track(RoadUser bus) {
        Errand errand = bus.errand;
        if (errand == null || bus.lane(0).insideJunction() || bus.lane(0).road().equals(errand.roadName())) {
            return;
        }
        int n = errand.line.roads().size();
        for (int step = 1; step <= n; step++) {
            int candidate = (errand.road + step) % n;
            if (errand.line.roads().get(candidate).equals(bus.lane(0).road())) {
                errand.road = candidate;
                errand.servedRoad = -1;
                return;
            }
        }
    }

    private int next(RoadUser user, int code) {
        if (user.kind == UserKind.PEDESTRIAN) {
            return step(code);
        }
        Lane last = map.lane(code);
        Errand errand = user.errand;
        if (errand != null && !last.insideJunction()) {
            int k = errand.line.roads().indexOf(last.road());
            if (k >= 0) {
                String nextRoad =
                        errand.line.roads().get((k + 1) % errand.line.roads().size());
                int successor = successorOn(last, nextRoad);
                if (successor >= 0) {
                    return successor;
                }
                // a wrong lane: undecided until the bus has changed lanes, or is at its end
                if (user.aheadCount > 1 || user.lengthToEnd() > 12) {
                    return Integer.MIN_VALUE;
                }
            }
        }
        return wander(last);
    }

    private int successorOn(Lane lane, String road) {
        for (int path : lane.successors()) {
            for (int exit : map.lane(path).successors()) {
                if (map.lane(exit).road().equals(road)) {
                    return path;
                }
            }
        }
        return -1;
    }

    private int wander(Lane last) {
        List<Integer> successors = last.successors();
        if (successors.isEmpty()) {
            return Integer.MIN_VALUE;
        }
        double total = 0;
        for (int path : successors) {
            total += weight(map.lane(path).turn());
        }
        double draw = random.nextDouble() * total;
        for (int path : successors) {
            draw -= weight(map.lane(path).turn());
            if (draw < 0) {
                return path;
            }
        }
        return successors.getLast();
    }

    private static double weight(TurnDirection turn) {
        return switch (turn) {
            case STRAIGHT -> 1;
            case LEFT -> 0.5;
            case RIGHT -> 0.4;
            case U_TURN -> 1e-6; // only where nothing else leads on
        };
    }

    private int step(int code) {
        boolean forward = code >= 0;
        Lane lane = map.lane(forward ? code : ~code);
        List<Integer> options = (forward ? lane.successors() : lane.predecessors())
                .stream()
                        .filter(option -> map.lane(option).turn() != TurnDirection.U_TURN)
                        .toList();
        if (options.isEmpty()) {
            return ~code;
        }
        int choice = options.get(random.nextInt(options.size()));
        for (int option : options) {
            if (map.lane(option).kind() == LaneKind.CROSSWALK && random.nextDouble() < 0.5) {
                choice = option;
            }
        }
        return forward ? choice : ~choice;
    }
}
