package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;

/** Decides the acceleration of vehicles and cyclists: the leader, the stop line, curves ahead, bus stops. */
final class Drivers {
    private static final double LOOK_MIN_M = 60;
    private static final double PATIENCE_SIGNAL_S = 14;
    private static final double PATIENCE_S = 7;

    private final LaneTraffic traffic;
    private final RightOfWay rightOfWay;
    private final Signals signals;
    private final LaneTraffic.Ahead ahead = new LaneTraffic.Ahead();
    private double leaderGapM;

    Drivers(LaneTraffic traffic, RightOfWay rightOfWay, Signals signals) {
        this.traffic = traffic;
        this.rightOfWay = rightOfWay;
        this.signals = signals;
    }

    double decide(RoadUser user, double nowS) {
        double desired = desired(user);
        traffic.look(user, LOOK_MIN_M + 6 * user.speed, ahead);
        leaderGapM = ahead.gapM;
        lookForWalkers(user);
        double a = CarFollowing.acceleration(user.driver, user.speed, desired, ahead.gapM, ahead.speedMps);
        a = Math.min(a, atStopLine(user, desired));
        return Math.min(a, atBusStop(user, desired, nowS));
    }

    private void lookForWalkers(RoadUser user) {
        if (user.lane(0).insideJunction()) {
            rightOfWay.lookForWalkers(user, user.lane(0), -user.s, ahead);
        } else if (user.aheadCount > 1 && user.lengthToEnd() < 10) {
            rightOfWay.lookForWalkers(user, user.lane(1), user.lengthToEnd(), ahead);
        }
    }

    private double desired(RoadUser user) {
        double desired = user.driver.desiredMps(user.lane(0).speedLimitMps());
        double offset = user.lengthToEnd();
        for (int k = 1; k < user.aheadCount && offset < 100; k++) {
            double there = user.driver.desiredMps(user.lane(k).speedLimitMps());
            desired = Math.min(desired, Math.sqrt(there * there + 2 * 1.2 * offset));
            offset += user.lane(k).lengthM();
        }
        return Math.max(0.5, desired);
    }

    private double atStopLine(RoadUser user, double desired) {
        double distance = user.lengthToEnd();
        if (user.aheadCount < 2) {
            boolean leavesMap = user.lane(0).successors().isEmpty();
            return leavesMap ? Double.POSITIVE_INFINITY : stopAt(user, desired, distance);
        }
        double farthest = 30 + user.speed * user.speed / 2 + user.speed * 4;
        for (int k = 1; k < user.aheadCount && distance < farthest; k++) {
            Lane path = user.lane(k);
            if (path.insideJunction()) {
                double a = enter(user, k, distance, desired);
                if (a != Double.POSITIVE_INFINITY) {
                    return a;
                }
            }
            distance += path.lengthM();
        }
        return Double.POSITIVE_INFINITY;
    }

    private double enter(RoadUser user, int k, double distance, double desired) {
        Lane path = user.lane(k);
        boolean green = signals.mayGo(path);
        if (rightOfWay.holds(user, path.index())) {
            boolean canStop = distance > user.speed * user.speed / (2 * 3.0) + 0.5;
            if (green || !canStop || user.lane(0).insideJunction()) {
                return Double.POSITIVE_INFINITY;
            }
            rightOfWay.release(user, path.index());
            return stopAt(user, desired, distance);
        }
        double decision = user.speed * user.speed / (2 * 1.9) + user.speed * 1.1 + 5;
        if (green && distance > decision) {
            return Double.POSITIVE_INFINITY;
        }
        boolean first = k == 1 && leaderGapM > distance - 0.5;
        if (green && first && user.standingS > (signals.letter(path) == '-' ? PATIENCE_S : PATIENCE_SIGNAL_S)) {
            rightOfWay.claim(user, path.index());
        }
        if (green && first && rightOfWay.mayEnter(user, k, distance)) {
            rightOfWay.hold(user, path.index(), distance);
            return Double.POSITIVE_INFINITY;
        }
        return stopAt(user, desired, distance);
    }

    /** Brakes for a place as for a standing vehicle behind it. */
    private static double stopAt(RoadUser user, double desired, double distance) {
        double gap = Math.max(0.1, distance + user.driver.standstillGapM() - 1.2);
        return CarFollowing.acceleration(user.driver, user.speed, desired, gap, 0);
    }

    private static double atBusStop(RoadUser user, double desired, double nowS) {
        Errand errand = user.errand;
        if (errand == null
                || errand.servedRoad == errand.road
                || !user.lane(0).road().equals(errand.roadName())) {
            return Double.POSITIVE_INFINITY;
        }
        for (Errand.Halt halt : errand.halts) {
            if (halt.road() == errand.road) {
                double distance = halt.stop().sM() - user.s;
                if (user.laneIndex() != halt.stop().lane() || distance < -3) {
                    return Double.POSITIVE_INFINITY;
                }
                return halt(user, errand, halt, desired, distance, nowS);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double halt(
            RoadUser user, Errand errand, Errand.Halt halt, double desired, double distance, double nowS) {
        if (Double.isNaN(errand.dwellUntilS) && distance < 4 && user.speed < 0.3) {
            errand.dwellUntilS = nowS + halt.stop().dwellS();
        }
        if (!Double.isNaN(errand.dwellUntilS) && nowS >= errand.dwellUntilS) {
            errand.dwellUntilS = Double.NaN;
            errand.servedRoad = errand.road;
            return Double.POSITIVE_INFINITY;
        }
        return stopAt(user, desired, distance);
    }
}
