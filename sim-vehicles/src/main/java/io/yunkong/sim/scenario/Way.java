package io.yunkong.sim.scenario;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lanes one after the other, as a route leads; straight on before the first and after the last. Immutable. */
final class Way {
    private static final int LANES_MAX = 60;

    private final boolean backwards;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Double> beginsM = new ArrayList<>();
    private final List<Integer> routeUsed = new ArrayList<>();
    private double lengthM;

    /** A point of a way and its direction there. */
    record Point(double eastM, double northM, double headingRad) {
        /** The point so far to its left. */
        Point beside(double leftM) {
            return new Point(eastM - leftM * Math.cos(headingRad), northM + leftM * Math.sin(headingRad), headingRad);
        }
    }

    /**
     * @param backwards against the direction of the first lane, and along no other
     * @param route turns or ids of lanes, to be used from {@code used} on
     */
    Way(LaneMap map, Lane first, boolean backwards, List<String> route, int used) {
        this.backwards = backwards;
        int next = used;
        @Nullable Lane lane = first;
        while (lane != null && lanes.size() < LANES_MAX) {
            lanes.add(lane);
            beginsM.add(lengthM);
            routeUsed.add(next);
            lengthM += lane.lengthM();
            String wanted = next < route.size() ? route.get(next) : "";
            Lane following = backwards ? null : following(map, lane, wanted);
            if (following != null && leadsBy(following, wanted)) {
                next++;
            }
            lane = following;
        }
    }

    /** Which lane comes after one: the only one, or the one that the route wants, or straight on; null when that is none. */
    private static @Nullable Lane following(LaneMap map, Lane lane, String wanted) {
        List<Lane> ways = lane.successors().stream()
                .map(map::lane)
                .filter(way -> way.kind() == lane.kind())
                .toList();
        for (Lane way : ways) {
            if (leadsBy(way, wanted)) {
                return way;
            }
        }
        boolean atJunction = !ways.isEmpty() && ways.getFirst().insideJunction() && !lane.insideJunction();
        if (isTurn(wanted) && atJunction) {
            return null;
        }
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        List<Lane> straight = ways.stream()
                .filter(way -> way.turn() == TurnDirection.STRAIGHT)
                .toList();
        return straight.size() == 1 ? straight.getFirst() : null;
    }

    private static boolean isTurn(String wanted) {
        for (TurnDirection turn : TurnDirection.values()) {
            if (turn.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsBy(Lane way, String wanted) {
        boolean turns = way.insideJunction()
                && way.turn().name().toLowerCase(Locale.ROOT).equals(wanted);
        return turns || way.id().equals(wanted);
    }

    double lengthM() {
        return lengthM;
    }

    /** Where on this way a place of its first lane is. */
    double ofFirstLane(double sM) {
        return backwards ? lengthM - sM : sM;
    }

    /** The lane at a place of the way. */
    Lane laneAt(double atM) {
        return lanes.get(indexAt(atM));
    }

    /** How much of the route is used up there. */
    int routeUsedAt(double atM) {
        return routeUsed.get(indexAt(atM));
    }

    private int indexAt(double atM) {
        int k = 0;
        while (k + 1 < lanes.size() && atM >= beginsM.get(k + 1)) {
            k++;
        }
        return k;
    }

    Point point(double atM) {
        int k = indexAt(atM);
        Polyline line = lanes.get(k).line();
        double along = backwards ? lengthM - atM : atM - beginsM.get(k);
        double inside = Math.clamp(along, 0, line.lengthM());
        double heading = line.headingAt(inside);
        double beyond = along - inside;
        return new Point(
                line.eastAt(inside) + beyond * Math.sin(heading),
                line.northAt(inside) + beyond * Math.cos(heading),
                backwards ? Heading.normalize(heading + Math.PI) : heading);
    }
}
