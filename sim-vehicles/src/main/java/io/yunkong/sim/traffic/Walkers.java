package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import java.util.HashMap;
import java.util.Map;

/** Pedestrians: keep their pace, wait at the kerb for the light or, at a zebra, for those who can no longer stop. */
final class Walkers {
    private final RightOfWay rightOfWay;
    private final Signals signals;
    private final Map<Integer, Integer> waitingAt = new HashMap<>();

    Walkers(RightOfWay rightOfWay, Signals signals) {
        this.rightOfWay = rightOfWay;
        this.signals = signals;
    }

    /** Acceleration of one pedestrian for this step. */
    double decide(RoadUser walker, double seconds) {
        boolean stop = false;
        boolean wants = false;
        if (walker.aheadCount > 1) {
            Lane next = walker.lane(1);
            boolean steps = next.insideJunction() && walker.lane(0).kind() != LaneKind.CROSSWALK;
            if (steps && walker.lengthToEnd() < 1.6) {
                boolean may = rightOfWay.mayCross(next.index());
                stop = !may;
                wants = !may && signals.mayGo(next);
            }
        }
        stop = stop || seesRider(walker);
        int crosswalk = wants ? walker.lane(1).index() : -1;
        note(walker, crosswalk);
        double wanted = stop ? 0 : walker.driver.speedMaxMps();
        return Math.clamp((wanted - walker.speed) / seconds, -6, 1.5);
    }

    private boolean seesRider(RoadUser walker) {
        if (walker.lane(0).kind() != LaneKind.SIDEWALK || walker.ahead[0] < 0) {
            return false; // who walks a connector backwards comes from a crosswalk: riders see him
        }
        return rightOfWay.riderAhead(walker, walker.laneIndex(), walker.s);
    }

    void forget(RoadUser walker) {
        note(walker, -1);
    }

    private void note(RoadUser walker, int crosswalk) {
        int before = waitingAt.getOrDefault(walker.number, -1);
        if (before == crosswalk) {
            return;
        }
        if (before >= 0) {
            rightOfWay.waits(before, false);
        }
        if (crosswalk >= 0) {
            rightOfWay.waits(crosswalk, true);
            waitingAt.put(walker.number, crosswalk);
        } else {
            waitingAt.remove(walker.number);
        }
    }
}
