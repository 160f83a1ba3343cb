package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.Optional;

/** Draws the ways through junctions that a map does not draw. */
final class PathCurve {
    private static final double DISTANCE_MIN_M = 1;
    private static final double TURN_MIN_RAD = Math.toRadians(5);
    /** A quarter circle has its arms this long in proportion to its chord: 4/3 (sqrt 2 - 1) / sqrt 2. */
    private static final double ARM = 0.39;

    private static final int PIECES = 12;

    private PathCurve() {}

    /**
     * A curve (cubic Bézier) that leaves in the direction in which one lane ends and arrives in that in which another starts, without its two
     * ends; empty = it is near enough to straight.
     */
    static Optional<Polyline> between(Polyline in, Polyline out) {
        double inRad = in.headingAt(in.lengthM());
        double outRad = out.headingAt(0);
        double east0 = in.eastM(in.size() - 1);
        double north0 = in.northM(in.size() - 1);
        double east3 = out.eastM(0);
        double north3 = out.northM(0);
        double distance = Math.hypot(east3 - east0, north3 - north0);
        if (distance < DISTANCE_MIN_M || Math.abs(Heading.turn(inRad, outRad)) < TURN_MIN_RAD) {
            return Optional.empty();
        }
        double arm = distance * ARM;
        LinePoints points = new LinePoints();
        for (int i = 1; i < PIECES; i++) {
            double t = (double) i / PIECES;
            points.add(
                    bezier(t, east0, east0 + arm * Math.sin(inRad), east3 - arm * Math.sin(outRad), east3),
                    bezier(t, north0, north0 + arm * Math.cos(inRad), north3 - arm * Math.cos(outRad), north3));
        }
        return Optional.ofNullable(points.line());
    }

    private static double bezier(double t, double p0, double p1, double p2, double p3) {
        double u = 1 - t;
        return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
    }
}
