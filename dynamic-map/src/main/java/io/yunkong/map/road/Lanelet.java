package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A lanelet with its two bounds brought into its direction of travel. Immutable.
 *
 * @param id of the relation; the second direction of one that is driven both ways has a minus before its text
 * @param left nodes of the left bound, first to last in the direction of travel
 * @param right nodes of the right bound
 * @param leftWay the left bound itself, which a neighbour has as its right one
 * @param rightWay the right bound itself
 * @param middle half-way between the bounds
 * @param widthM mean distance of the bounds
 */
record Lanelet(
        String id,
        LaneletMap.Relation relation,
        LaneKind kind,
        List<Long> left,
        List<Long> right,
        long leftWay,
        long rightWay,
        Polyline middle,
        double widthM) {

    Lanelet {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /** Null when a bound is missing or has no length. */
    static @Nullable Lanelet of(LaneletMap map, LaneletMap.Relation relation, LaneKind kind, LocalPlane plane) {
        List<LaneletMap.Way> lefts = bound(map, relation, "left");
        List<LaneletMap.Way> rights = bound(map, relation, "right");
        if (lefts.size() != 1 || rights.size() != 1) {
            return null;
        }
        List<Long> left = lefts.getFirst().nodes();
        List<Long> right = rights.getFirst().nodes();
        Polyline leftLine = line(map, left, plane);
        Polyline rightLine = line(map, right, plane);
        if (leftLine == null || rightLine == null) {
            return null;
        }
        if (endsApart(leftLine, rightLine.reversed()) < endsApart(leftLine, rightLine)) {
            right = right.reversed();
            rightLine = rightLine.reversed();
        }
        if (leftArea(leftLine, rightLine) < 0) {
            left = left.reversed();
            right = right.reversed();
            leftLine = leftLine.reversed();
            rightLine = rightLine.reversed();
        }
        return drawn(
                Long.toString(relation.id()),
                relation,
                kind,
                left,
                right,
                lefts.getFirst().id(),
                rights.getFirst().id(),
                leftLine,
                rightLine);
    }

    private static @Nullable Lanelet drawn(
            String id,
            LaneletMap.Relation relation,
            LaneKind kind,
            List<Long> left,
            List<Long> right,
            long leftWay,
            long rightWay,
            Polyline leftLine,
            Polyline rightLine) {
        TreeSet<Double> shares = new TreeSet<>();
        shares(leftLine, shares);
        shares(rightLine, shares);
        LinePoints middle = new LinePoints();
        double widths = 0;
        for (double share : shares) {
            double leftS = share * leftLine.lengthM();
            double rightS = share * rightLine.lengthM();
            double leftEast = leftLine.eastAt(leftS);
            double leftNorth = leftLine.northAt(leftS);
            double rightEast = rightLine.eastAt(rightS);
            double rightNorth = rightLine.northAt(rightS);
            middle.add((leftEast + rightEast) / 2, (leftNorth + rightNorth) / 2);
            widths += Math.hypot(leftEast - rightEast, leftNorth - rightNorth);
        }
        Polyline line = middle.line();
        return line == null
                ? null
                : new Lanelet(id, relation, kind, left, right, leftWay, rightWay, line, widths / shares.size());
    }

    private static void shares(Polyline line, TreeSet<Double> shares) {
        double s = 0;
        shares.add(0.0);
        for (int i = 1; i < line.size(); i++) {
            s += Math.hypot(line.eastM(i) - line.eastM(i - 1), line.northM(i) - line.northM(i - 1));
            shares.add(Math.min(1, s / line.lengthM()));
        }
        shares.add(1.0);
    }

    /** The same lane, driven the other way. */
    Lanelet backwards() {
        return new Lanelet(
                "-" + id,
                relation,
                kind,
                right.reversed(),
                left.reversed(),
                rightWay,
                leftWay,
                middle.reversed(),
                widthM);
    }

    /** Whether the other one begins with the nodes that this one ends with. */
    boolean leadsInto(Lanelet other) {
        return left.getLast().equals(other.left.getFirst()) && right.getLast().equals(other.right.getFirst());
    }

    private static List<LaneletMap.Way> bound(LaneletMap map, LaneletMap.Relation relation, String role) {
        List<LaneletMap.Way> ways = new ArrayList<>();
        for (long id : relation.members("way", role)) {
            LaneletMap.Way way = map.ways().get(id);
            if (way != null && !way.nodes().isEmpty()) {
                ways.add(way);
            }
        }
        return ways;
    }

    private static @Nullable Polyline line(LaneletMap map, List<Long> nodes, LocalPlane plane) {
        LinePoints points = new LinePoints();
        for (long node : nodes) {
            double[] degrees = map.nodes().get(node);
            if (degrees != null) {
                points.add(plane.eastM(degrees[0], degrees[1]), plane.northM(degrees[0], degrees[1]));
            }
        }
        return points.line();
    }

    private static double endsApart(Polyline left, Polyline right) {
        int l = left.size() - 1;
        int r = right.size() - 1;
        return Math.hypot(left.eastM(0) - right.eastM(0), left.northM(0) - right.northM(0))
                + Math.hypot(left.eastM(l) - right.eastM(r), left.northM(l) - right.northM(r));
    }

    /** Twice the area between the bounds, positive when the left one is on the left. */
    private static double leftArea(Polyline left, Polyline right) {
        double area = 0;
        int count = left.size() + right.size();
        for (int i = 0; i < count; i++) {
            int j = (i + 1) % count;
            area += ringEast(left, right, i) * ringNorth(left, right, j)
                    - ringEast(left, right, j) * ringNorth(left, right, i);
        }
        return area;
    }

    /** Along the right bound and back along the left: counter-clockwise when the left one is on the left. */
    private static double ringEast(Polyline left, Polyline right, int i) {
        return i < right.size() ? right.eastM(i) : left.eastM(left.size() - 1 - (i - right.size()));
    }

    private static double ringNorth(Polyline left, Polyline right, int i) {
        return i < right.size() ? right.northM(i) : left.northM(left.size() - 1 - (i - right.size()));
    }
}
