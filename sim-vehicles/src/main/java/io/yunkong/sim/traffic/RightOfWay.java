package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter a junction. A road user holds its path from shortly before the stop line until its rear has left it; a path is given
 * only when no holder of a path that meets it is still on or before the shared place, when those with priority arrive late enough, and
 * when there is room behind the junction: so nobody meets anybody, and nobody stands in the way. Who has waited long lays a claim,
 * which the others let pass first.
 */
final class RightOfWay {
    private record Holding(RoadUser user, double startOdometerM) {
        double rearM() {
            return user.odometer - startOdometerM - user.lengthM;
        }

        double frontM() {
            return user.odometer - startOdometerM;
        }
    }

    private static final double GAP_S = 1.2;
    private static final double ROOM_M = 3.5;

    private final LaneMap map;
    private final JunctionGeometry geometry;
    private final Signals signals;
    private final LaneTraffic traffic;
    private final List<List<Holding>> holders = new ArrayList<>();
    private final @Nullable RoadUser[] claims;
    private final int[] reserved;
    private final int[] waiting;

    RightOfWay(LaneMap map, JunctionGeometry geometry, Signals signals, LaneTraffic traffic) {
        this.map = map;
        this.geometry = geometry;
        this.signals = signals;
        this.traffic = traffic;
        int n = map.lanes().size();
        for (int i = 0; i < n; i++) {
            holders.add(new ArrayList<>(2));
        }
        claims = new RoadUser[n];
        reserved = new int[n];
        waiting = new int[n];
    }

    /** Frees what was left behind. */
    void update() {
        for (int lane = 0; lane < holders.size(); lane++) {
            List<Holding> list = holders.get(lane);
            if (!list.isEmpty()) {
                double length = map.lane(lane).lengthM();
                list.removeIf(holding -> holding.user().gone || holding.rearM() > length + 0.3);
            }
            RoadUser claimant = claims[lane];
            if (claimant != null && (claimant.gone || claimant.standingS == 0 || claimant.laneIndex() == lane)) {
                claims[lane] = null;
            }
        }
    }

    boolean holds(RoadUser user, int path) {
        for (Holding holding : holders.get(path)) {
            if (holding.user() == user) {
                return true;
            }
        }
        return false;
    }

    void hold(RoadUser user, int path, double distanceM) {
        if (!holds(user, path)) {
            holders.get(path).add(new Holding(user, user.odometer + distanceM));
        }
    }

    void release(RoadUser user, int path) {
        holders.get(path).removeIf(holding -> holding.user() == user);
    }

    void claim(RoadUser user, int path) {
        if (claims[path] == null) {
            claims[path] = user;
        }
    }

    /** Keeps everybody but scripted actors off a path or out of a lane. */
    void reserve(int lane, boolean on) {
        reserved[lane] += on ? 1 : -1;
    }

    boolean reserved(int lane) {
        return reserved[lane] > 0;
    }

    /** A pedestrian stands at the kerb and wants to cross (with the light, if there is one). */
    void waits(int crosswalk, boolean on) {
        waiting[crosswalk] += on ? 1 : -1;
    }

    /** Whether anybody holds a path that meets this one and has not passed the shared place, or walks there. */
    boolean occupied(int path) {
        for (Conflict conflict : geometry.conflicts(path)) {
            if (held(conflict) || (JunctionGeometry.walked(map.lane(conflict.other())) && walked(conflict, 20))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the user may drive into the path that begins {@code distanceM} ahead as step {@code k} of its plan. */
    boolean mayEnter(RoadUser user, int k, double distanceM) {
        Lane path = user.lane(k);
        if (!signals.mayGo(path) || reserved(path.index())) {
            return false;
        }
        for (Conflict conflict : geometry.conflicts(path.index())) {
            if (reserved(conflict.other()) || held(conflict) || claimedByOther(user, conflict, path.index())) {
                return false;
            }
            if (JunctionGeometry.walked(map.lane(conflict.other()))) {
                double clear = clearTime(user, distanceM + conflict.toM(), path);
                if (walked(conflict, clear) || waiting[conflict.other()] > 0) {
                    return false;
                }
            }
        }
        return siblingsAway(path.index()) && exitHasRoom(user, k) && priorityKept(user, path, distanceM);
    }

    /** Offers whoever walks on a path just ahead, as a driver sees him: {@code offsetM} from the user's front to the path's start. */
    void lookForWalkers(RoadUser user, Lane path, double offsetM, LaneTraffic.Ahead out) {
        for (Conflict conflict : geometry.conflicts(path.index())) {
            if (!JunctionGeometry.walked(map.lane(conflict.other()))) {
                continue;
            }
            for (RoadUser walker : traffic.on(conflict.other())) {
                Polyline.Projection seen = path.line().project(walker.now().eastM, walker.now().northM);
                double gap = offsetM + seen.sM() - walker.lengthM / 2;
                if (seen.distanceM() < user.widthM / 2 + 0.55 && gap > -0.3 && gap < 15) {
                    out.offer(Math.max(0.2, gap - 0.3), 0);
                }
            }
        }
    }

    /** Whether somebody rides where the walker would be within his next steps. */
    boolean riderAhead(RoadUser walker, int lane, double alongM) {
        for (Conflict conflict : geometry.conflicts(lane)) {
            boolean before = alongM < conflict.fromM() && alongM > conflict.fromM() - 1.2;
            for (RoadUser rider : before ? traffic.on(conflict.other()) : List.<RoadUser>of()) {
                if (rider.s > conflict.otherFromM() - 1 - rider.speed
                        && rider.s - rider.lengthM < conflict.otherToM()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a pedestrian may step onto the crosswalk. */
    boolean mayCross(int crosswalk) {
        if (!signals.mayGo(map.lane(crosswalk))) {
            return false;
        }
        for (Conflict conflict : geometry.conflicts(crosswalk)) {
            if (reserved(conflict.other()) || held(conflict)) {
                return false;
            }
        }
        return true;
    }

    private boolean held(Conflict conflict) {
        for (Holding holding : holders.get(conflict.other())) {
            if (holding.rearM() <= conflict.otherToM() + 0.5) {
                return true;
            }
        }
        return false;
    }

    private boolean claimedByOther(RoadUser user, Conflict conflict, int path) {
        RoadUser claimant = claims[conflict.other()];
        RoadUser own = claims[path];
        return claimant != null
                && claimant != user
                && signals.mayGo(map.lane(conflict.other()))
                && (own != user || claimant.standingS > user.standingS);
    }

    /** Whether somebody on the crosswalk is, or will be within the time, where the path crosses it. */
    private boolean walked(Conflict conflict, double withinS) {
        for (RoadUser walker : traffic.on(conflict.other())) {
            boolean forward = walker.ahead[0] >= 0;
            double at = forward ? walker.s : map.lane(conflict.other()).lengthM() - walker.s;
            double still = forward ? conflict.otherFromM() - at : at - conflict.otherToM();
            boolean passed =
                    forward ? at - walker.lengthM > conflict.otherToM() : at + walker.lengthM < conflict.otherFromM();
            if (!passed && still / 1.6 < withinS + 2.5) {
                return true;
            }
        }
        return false;
    }

    private boolean siblingsAway(int path) {
        for (Conflict sibling : geometry.siblings(path)) {
            double length = map.lane(sibling.other()).lengthM();
            for (Holding holding : holders.get(sibling.other())) {
                if (holding.frontM() > length && holding.rearM() <= sibling.otherToM()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean exitHasRoom(RoadUser user, int k) {
        if (k + 1 >= user.aheadCount) {
            return true;
        }
        Lane exit = user.lane(k + 1);
        if (exit.insideJunction()) {
            return true;
        }
        if (reserved(exit.index())) {
            return false;
        }
        double room = traffic.roomAtStart(exit.index());
        for (int predecessor : exit.predecessors()) {
            for (Holding holding : holders.get(predecessor)) {
                if (holding.user().laneIndex() != exit.index() && holding.user() != user) {
                    room -= holding.user().lengthM + ROOM_M;
                }
            }
        }
        return room > user.lengthM + ROOM_M;
    }

    private boolean priorityKept(RoadUser user, Lane path, double distanceM) {
        if (claims[path.index()] == user) {
            return true;
        }
        for (Conflict conflict : geometry.conflicts(path.index())) {
            Lane other = map.lane(conflict.other());
            if (!JunctionGeometry.walked(other)
                    && path.yieldsTo().contains(other.index())
                    && signals.mayGo(other)
                    && comesTooSoon(other, conflict, clearTime(user, distanceM + conflict.toM(), path))) {
                return false;
            }
        }
        return true;
    }

    private boolean comesTooSoon(Lane path, Conflict conflict, double clearS) {
        for (int approach : path.predecessors()) {
            for (RoadUser other : traffic.on(approach)) {
                boolean bound = other.laneIndex() == approach
                        && other.aheadCount > 1
                        && other.lane(1).index() == path.index();
                if (bound && other.standingS < 3) {
                    double distance = other.lengthToEnd() + conflict.otherFromM();
                    if (distance / Math.max(other.speed, 3) < clearS + GAP_S) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Seconds until the user's rear has come this far, speeding up calmly. */
    private static double clearTime(RoadUser user, double distanceM, Lane path) {
        double way = distanceM + user.lengthM;
        double top = Math.max(2, Math.max(user.speed, user.driver.desiredMps(path.speedLimitMps())));
        double a = user.driver.accelerationMps2() * 0.8;
        double rampS = Math.max(0, (top - user.speed) / a);
        double rampM = (user.speed + top) / 2 * rampS;
        if (way < rampM) {
            return (-user.speed + Math.sqrt(user.speed * user.speed + 2 * a * way)) / a;
        }
        return rampS + (way - rampM) / top;
    }
}
