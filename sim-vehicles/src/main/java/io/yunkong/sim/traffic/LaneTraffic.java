package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is on which lane, rearmost first, and who is ahead of whom. Somebody changing lanes counts on both. */
final class LaneTraffic {
    /** Nearest road user ahead: a mutable holder. */
    static final class Ahead {
        double gapM;
        double speedMps;

        void none() {
            gapM = Double.POSITIVE_INFINITY;
            speedMps = 0;
        }

        void offer(double gap, double speed) {
            if (gap < gapM) {
                gapM = gap;
                speedMps = speed;
            }
        }
    }

    private final LaneMap map;
    private final JunctionGeometry geometry;
    private final List<List<RoadUser>> lanes = new ArrayList<>();
    private final List<Integer> used = new ArrayList<>();

    LaneTraffic(LaneMap map, JunctionGeometry geometry) {
        this.map = map;
        this.geometry = geometry;
        for (int i = 0; i < map.lanes().size(); i++) {
            lanes.add(new ArrayList<>());
        }
    }

    void rebuild(List<RoadUser> users) {
        for (int lane : used) {
            lanes.get(lane).clear();
        }
        used.clear();
        for (RoadUser user : users) {
            put(user, user.laneIndex());
            if (user.shadowLane >= 0) {
                put(user, user.shadowLane);
            }
        }
        for (int lane : used) {
            if (lanes.get(lane).size() > 1) {
                sort(lane);
            }
        }
    }

    /** Enters a lane changer into its new lane before the next rebuild. */
    void join(RoadUser user, int lane) {
        put(user, lane);
        sort(lane);
    }

    List<RoadUser> on(int lane) {
        return lanes.get(lane);
    }

    private void put(RoadUser user, int lane) {
        List<RoadUser> list = lanes.get(lane);
        if (list.isEmpty()) {
            used.add(lane);
        }
        list.add(user);
    }

    private void sort(int lane) {
        lanes.get(lane)
                .sort(Comparator.comparingDouble((RoadUser user) -> position(user, lane))
                        .thenComparingInt(RoadUser::number));
    }

    /** Where the user's front is on this lane. */
    static double position(RoadUser user, int lane) {
        return user.laneIndex() == lane ? user.s : user.shadowS;
    }

    /** Looks along the plan for whoever is nearest ahead. */
    void look(RoadUser user, double reachM, Ahead out) {
        out.none();
        scanBeside(user, user.laneIndex(), user.s, out);
        if (user.shadowLane >= 0) {
            scanBeside(user, user.shadowLane, user.shadowS, out);
        }
        for (Conflict sibling : geometry.siblings(user.laneIndex())) {
            scanSibling(user, sibling, user.s, -user.s, out);
        }
        double offset = user.lengthToEnd();
        for (int k = 1; k < user.aheadCount && offset < reachM && offset < out.gapM; k++) {
            Lane lane = user.lane(k);
            List<RoadUser> there = lanes.get(lane.index());
            for (RoadUser other : there) {
                if (other != user) {
                    out.offer(offset + position(other, lane.index()) - other.lengthM, other.speed);
                    break;
                }
            }
            for (Conflict sibling : geometry.siblings(lane.index())) {
                scanSibling(user, sibling, -1, offset, out);
            }
            offset += lane.lengthM();
        }
    }

    /** Gap and speed on a lane that somebody at s considers. */
    void lookOn(RoadUser user, int lane, double s, Ahead out) {
        out.none();
        scanBeside(user, lane, s, out);
    }

    /** The nearest behind s on the lane, or null. */
    @Nullable RoadUser behind(RoadUser user, int lane, double s) {
        RoadUser found = null;
        for (RoadUser other : lanes.get(lane)) {
            if (other != user && position(other, lane) <= s) {
                found = other;
            }
        }
        return found;
    }

    private void scanBeside(RoadUser user, int lane, double s, Ahead out) {
        for (RoadUser other : lanes.get(lane)) {
            double at = position(other, lane);
            if (other != user && (at > s || (at == s && other.number < user.number))) {
                out.offer(at - other.lengthM - s, other.speed);
                return;
            }
        }
    }

    private void scanSibling(RoadUser user, Conflict sibling, double beyond, double offset, Ahead out) {
        for (RoadUser other : lanes.get(sibling.other())) {
            double rear = other.s - other.lengthM;
            if (other != user
                    && other.laneIndex() == sibling.other()
                    && other.s > beyond
                    && rear < sibling.otherToM()) {
                out.offer(offset + rear, other.speed);
            }
        }
    }

    /** Room at the start of a lane: metres up to the rear of the last user on it. */
    double roomAtStart(int lane) {
        double room = map.lane(lane).lengthM();
        for (RoadUser other : lanes.get(lane)) {
            room = Math.min(room, position(other, lane) - other.lengthM + Math.max(0, other.speed - 2) * 2);
        }
        return room;
    }

    /** Whether nobody is on the first metres of a lane. */
    boolean emptyUpTo(int lane, double metres) {
        for (RoadUser other : lanes.get(lane)) {
            if (position(other, lane) - other.lengthM < metres) {
                return false;
            }
        }
        return true;
    }
}
