package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;

/**
 * Lane changes by the incentive and safety rule of MOBIL (A. Kesting, M. Treiber, D. Helbing: General lane-changing model MOBIL for
 * car-following models, Transportation Research Record 1999, 2007, 86-94), for wish or, with buses, for need.
 */
final class LaneChanges {
    private static final double THRESHOLD_MPS2 = 0.3;
    private static final double POLITENESS = 0.3;
    private static final double SAFE_BRAKE_MPS2 = 1.6;

    private final LaneMap map;
    private final LaneTraffic traffic;
    private final RightOfWay rightOfWay;
    private final Itineraries itineraries;
    private final LaneTraffic.Ahead ahead = new LaneTraffic.Ahead();

    LaneChanges(LaneMap map, LaneTraffic traffic, RightOfWay rightOfWay, Itineraries itineraries) {
        this.map = map;
        this.traffic = traffic;
        this.rightOfWay = rightOfWay;
        this.itineraries = itineraries;
    }

    void consider(RoadUser user, double nowS) {
        Lane lane = user.lane(0);
        if (lane.insideJunction()
                || user.changing()
                || user.cue != null
                || user.s < user.lengthM + 8
                || user.speed < 1) {
            return;
        }
        boolean need = needed(user, lane);
        double spare = need ? 1.5 * user.speed + 12 : 5 * user.speed + 30;
        if (user.lengthToEnd() < spare || (!need && (nowS < user.noChangeBeforeS || user.errand != null))) {
            return;
        }
        for (int index = 1; index < user.aheadCount && index < 2; index++) {
            if (rightOfWay.holds(user, user.lane(index).index())) {
                return;
            }
        }
        if (need) {
            int side = towards(user, lane);
            if (side >= 0 && worth(user, side) > Double.NEGATIVE_INFINITY) {
                change(user, lane, side, nowS);
            }
            return;
        }
        double left = worth(user, lane.leftNeighbour());
        double right = worth(user, lane.rightNeighbour());
        double best = Math.max(left, right);
        if (best > THRESHOLD_MPS2) {
            change(user, lane, left >= right ? lane.leftNeighbour() : lane.rightNeighbour(), nowS);
        }
    }

    private boolean needed(RoadUser user, Lane lane) {
        return user.errand != null
                && user.lane(0).road().equals(user.errand.roadName())
                && wanted(user, lane) != lane.index();
    }

    /** The lane the bus should be in: its stop's, then one that leads on. */
    private int wanted(RoadUser user, Lane lane) {
        Errand errand = user.errand;
        if (errand == null) {
            return lane.index();
        }
        for (Errand.Halt halt : errand.halts) {
            if (halt.road() == errand.road
                    && errand.servedRoad != errand.road
                    && user.s < halt.stop().sM()) {
                return halt.stop().lane();
            }
        }
        if (itineraries.leadsOn(user, lane)) {
            return lane.index();
        }
        for (int side = lane.leftNeighbour(); side >= 0; side = map.lane(side).leftNeighbour()) {
            if (itineraries.leadsOn(user, map.lane(side))) {
                return side;
            }
        }
        for (int side = lane.rightNeighbour(); side >= 0; side = map.lane(side).rightNeighbour()) {
            if (itineraries.leadsOn(user, map.lane(side))) {
                return side;
            }
        }
        return lane.index();
    }

    private int towards(RoadUser user, Lane lane) {
        Lane wanted = map.lane(wanted(user, lane));
        return wanted.lane() > lane.lane() ? lane.leftNeighbour() : lane.rightNeighbour();
    }

    /** Gain of acceleration in the lane beside; minus infinity = not safe or not there. */
    private double worth(RoadUser user, int side) {
        if (side < 0 || rightOfWay.reserved(side)) {
            return Double.NEGATIVE_INFINITY;
        }
        Lane lane = user.lane(0);
        Lane beside = map.lane(side);
        double s = user.s * beside.lengthM() / lane.lengthM();
        double desired = user.driver.desiredMps(lane.speedLimitMps());
        traffic.look(user, 150, ahead);
        double here = CarFollowing.acceleration(user.driver, user.speed, desired, ahead.gapM, ahead.speedMps);
        traffic.lookOn(user, side, s, ahead);
        double there = CarFollowing.acceleration(user.driver, user.speed, desired, ahead.gapM, ahead.speedMps);
        if (ahead.gapM < 4 + 0.6 * user.speed || there < -SAFE_BRAKE_MPS2) {
            return Double.NEGATIVE_INFINITY;
        }
        RoadUser follower = traffic.behind(user, side, s);
        double cost = 0;
        if (follower != null) {
            double gap = s - user.lengthM - LaneTraffic.position(follower, side);
            double followerDesired = follower.driver.desiredMps(beside.speedLimitMps());
            double braking =
                    CarFollowing.acceleration(follower.driver, follower.speed, followerDesired, gap, user.speed);
            if (gap < 4 + 0.6 * follower.speed
                    || braking < -SAFE_BRAKE_MPS2
                    || follower.changing()
                    || follower.cue != null) {
                return Double.NEGATIVE_INFINITY;
            }
            cost = POLITENESS * Math.max(0, follower.acceleration - braking);
        }
        return there - here - cost;
    }

    private void change(RoadUser user, Lane from, int side, double nowS) {
        Lane to = map.lane(side);
        double s = user.s * to.lengthM() / from.lengthM();
        double offset = to.line()
                .project(from.line().eastAt(user.s), from.line().northAt(user.s))
                .tM();
        user.changeLane(side, offset, s, from.index(), user.s);
        user.noChangeBeforeS = nowS + 12;
        itineraries.extend(user);
        traffic.join(user, side);
    }
}
