package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which paths through a junction meet where, from their geometry; and how far paths out of one lane run together. Immutable. */
final class JunctionGeometry {
    private static final double STEP_M = 0.5;

    private final List<List<Conflict>> conflicts = new ArrayList<>();
    private final List<List<Conflict>> siblings = new ArrayList<>();

    JunctionGeometry(LaneMap map) {
        Map<String, List<Lane>> byJunction = new HashMap<>();
        for (Lane lane : map.lanes()) {
            conflicts.add(List.of());
            siblings.add(List.of());
            if (lane.junction() != null) {
                byJunction
                        .computeIfAbsent(lane.junction(), name -> new ArrayList<>())
                        .add(lane);
            }
        }
        for (List<Lane> paths : byJunction.values()) {
            for (Lane a : paths) {
                meet(a, paths);
            }
        }
    }

    /** Paths and crosswalks that cross or join this path. */
    List<Conflict> conflicts(int lane) {
        return conflicts.get(lane);
    }

    /** Paths that start at the same lane; they share the first {@code toM} metres. */
    List<Conflict> siblings(int lane) {
        return siblings.get(lane);
    }

    private void meet(Lane a, List<Lane> paths) {
        List<Conflict> crossing = new ArrayList<>();
        List<Conflict> diverging = new ArrayList<>();
        for (Lane b : paths) {
            if (a.index() == b.index() || (walked(a) && walked(b))) {
                continue;
            }
            double near = near(a, b);
            double[] onA = span(a.line(), b.line(), near);
            double[] onB = span(b.line(), a.line(), near);
            if (onA == null || onB == null) {
                continue;
            }
            Conflict conflict = new Conflict(b.index(), onA[0], onA[1], onB[0], onB[1]);
            if (startTogether(a, b)) {
                diverging.add(conflict);
            } else {
                crossing.add(conflict);
            }
        }
        conflicts.set(a.index(), List.copyOf(crossing));
        siblings.set(a.index(), List.copyOf(diverging));
    }

    private static boolean startTogether(Lane a, Lane b) {
        for (int predecessor : a.predecessors()) {
            if (b.predecessors().contains(predecessor)) {
                return !walked(a) && !walked(b);
            }
        }
        return false;
    }

    static boolean walked(Lane lane) {
        return lane.kind() == LaneKind.CROSSWALK || lane.kind() == LaneKind.SIDEWALK;
    }

    /** How near two centre lines may come: half the width that the users of both need, swept path and margin included. */
    private static double near(Lane a, Lane b) {
        boolean kerb = a.kind() == LaneKind.SIDEWALK || b.kind() == LaneKind.SIDEWALK;
        return kerb ? halfWidth(a) + halfWidth(b) - 0.05 : reach(a) + reach(b);
    }

    private static double halfWidth(Lane lane) {
        return lane.kind() == LaneKind.VEHICLE ? 1.2 : 0.45;
    }

    private static double reach(Lane lane) {
        return switch (lane.kind()) {
            case VEHICLE -> 1.45;
            case BICYCLE -> 0.55;
            case CROSSWALK, SIDEWALK -> 1.5;
        };
    }

    /** Between which s the line a comes nearer than {@code near} to the line b. */
    private static double @Nullable [] span(Polyline a, Polyline b, double near) {
        double from = Double.NaN;
        double to = Double.NaN;
        int steps = (int) Math.ceil(a.lengthM() / STEP_M);
        for (int i = 0; i <= steps; i++) {
            double s = Math.min(a.lengthM(), i * STEP_M);
            if (b.project(a.eastAt(s), a.northAt(s)).distanceM() < near) {
                from = Double.isNaN(from) ? s : from;
                to = s;
            }
        }
        return Double.isNaN(from) ? null : new double[] {from, to};
    }
}
