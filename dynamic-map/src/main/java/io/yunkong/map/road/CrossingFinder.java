package io.yunkong.map.road;

import java.util.Optional;

/** Finds out by geometry whether and where two junction paths conflict. Walks one line in small steps and projects onto the other. */
final class CrossingFinder {
    private static final double STEP_M = 0.5;
    /** A body fills about this much of its lane to either side of the centre line. */
    private static final double BODY_SHARE = 0.3;

    private CrossingFinder() {}

    static Optional<Crossing> find(Lane a, Lane b) {
        return a.kind() == LaneKind.CROSSWALK ? walk(b, a).map(Crossing::reversed) : walk(a, b);
    }

    private static Optional<Crossing> walk(Lane a, Lane b) {
        double reach = halfCorridor(a) + halfCorridor(b);
        if (a.line().box().isApartFrom(b.line().box(), reach)) {
            return Optional.empty();
        }
        double fromA = Double.NaN;
        double toA = Double.NaN;
        double fromB = Double.POSITIVE_INFINITY;
        double toB = Double.NEGATIVE_INFINITY;
        double nearestA = 0;
        double nearestB = 0;
        double nearest = Double.POSITIVE_INFINITY;
        double firstB = 0;
        int steps = (int) Math.ceil(a.lengthM() / STEP_M);
        int next = 0;
        for (int i = 0; i <= steps; i = next) {
            double s = a.lengthM() * i / steps;
            Polyline.Projection on =
                    b.line().project(a.line().eastAt(s), a.line().northAt(s));
            next = i + 1 + stepsBeyond(on.distanceM() - reach, a.lengthM() / steps);
            if (on.distanceM() > (beyondCrosswalk(b, on) ? halfCorridor(a) : reach)) {
                continue;
            }
            if (Double.isNaN(fromA)) {
                fromA = s;
                firstB = on.sM();
            }
            toA = s;
            fromB = Math.min(fromB, on.sM());
            toB = Math.max(toB, on.sM());
            if (on.distanceM() < nearest) {
                nearest = on.distanceM();
                nearestA = s;
                nearestB = on.sM();
            }
        }
        boolean atEnd = nearestA < STEP_M || nearestA > a.lengthM() - STEP_M;
        if (Double.isNaN(fromA) || (b.kind() == LaneKind.CROSSWALK && nearest > b.widthM() / (atEnd ? 2 : 4))) {
            return Optional.empty(); // who only brushes a crosswalk's side drives along it, not over it
        }
        boolean merge = a.successors().stream().anyMatch(b.successors()::contains) && nearestA > a.lengthM() - STEP_M;
        return Optional.of(new Crossing(merge ? fromA : nearestA, merge ? firstB : nearestB, fromA, toA, fromB, toB));
    }

    /** How many of the next steps can be left out: along a line nothing comes nearer by more than it goes. */
    private static int stepsBeyond(double beyondM, double stepM) {
        return Math.max(0, (int) (beyondM / stepM) - 1);
    }

    /** A crosswalk ends at the kerb: its width does not reach past its ends. */
    private static boolean beyondCrosswalk(Lane lane, Polyline.Projection on) {
        return lane.kind() == LaneKind.CROSSWALK && (on.sM() <= 0 || on.sM() >= lane.lengthM());
    }

    static double halfCorridor(Lane lane) {
        return lane.kind() == LaneKind.CROSSWALK ? lane.widthM() / 2 : lane.widthM() * BODY_SHARE;
    }
}
