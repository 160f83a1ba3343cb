package io.yunkong.map.exchange;

import io.yunkong.map.road.Polyline;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A line with as few of its points as keep it where it is, and no more than a message has room for: the point that is furthest off comes in
 * first (Ramer 1972; Douglas and Peucker 1973, with a bound on the points). Pure.
 *
 * @param points indices of the line's points that are kept, ascending, the first and the last among them
 * @param deviationM how far the points left out lie beside the line at most
 */
record ThinLine(List<Integer> points, double deviationM) {
    ThinLine {
        points = List.copyOf(points);
    }

    /** Of a stretch between two kept points the one that is furthest off. */
    private record Worst(int from, int at, int to, double distanceM) {}

    /**
     * @param pointsMax 2 or more
     * @param toleranceM points nearer to the line than this are left out, metres
     */
    static ThinLine of(Polyline line, int pointsMax, double toleranceM) {
        BitSet kept = new BitSet(line.size());
        kept.set(0);
        kept.set(line.size() - 1);
        PriorityQueue<Worst> worst =
                new PriorityQueue<>(Comparator.comparingDouble(Worst::distanceM).reversed());
        Worst next = worst(line, 0, line.size() - 1);
        for (int count = 2; count < pointsMax && next.distanceM() > toleranceM; count++) {
            kept.set(next.at());
            worst.add(worst(line, next.from(), next.at()));
            worst.add(worst(line, next.at(), next.to()));
            next = worst.remove();
        }
        return new ThinLine(kept.stream().boxed().toList(), next.distanceM());
    }

    private static Worst worst(Polyline line, int from, int to) {
        int at = from;
        double distance = 0;
        for (int i = from + 1; i < to; i++) {
            double d = distance(line, from, i, to);
            if (d > distance) {
                distance = d;
                at = i;
            }
        }
        return new Worst(from, at, to, distance);
    }

    /** From point {@code at} to the straight piece between two others, metres. */
    private static double distance(Polyline line, int from, int at, int to) {
        double dx = line.eastM(to) - line.eastM(from);
        double dy = line.northM(to) - line.northM(from);
        double px = line.eastM(at) - line.eastM(from);
        double py = line.northM(at) - line.northM(from);
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.clamp((px * dx + py * dy) / square, 0, 1);
        return Math.hypot(px - along * dx, py - along * dy);
    }
}
