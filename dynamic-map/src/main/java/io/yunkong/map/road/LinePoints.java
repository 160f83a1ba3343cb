package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers the points of a line, metres in the zone's plane, none twice in a row. One owner. */
final class LinePoints {
    /** Nearer than this, two points are one place. */
    private static final double JOINT_M = 0.05;

    private double[] east = new double[8];
    private double[] north = new double[8];
    private int count;

    static LinePoints of(Network.Places places, LocalPlane plane) {
        LinePoints points = new LinePoints();
        for (int i = 0; i < places.size(); i++) {
            points.add(
                    plane.eastM(places.latitude(i), places.longitude(i)),
                    plane.northM(places.latitude(i), places.longitude(i)));
        }
        return points;
    }

    void add(double eastM, double northM) {
        if (count > 0 && Math.hypot(eastM - east[count - 1], northM - north[count - 1]) < JOINT_M) {
            return;
        }
        if (count == east.length) {
            east = Arrays.copyOf(east, 2 * count);
            north = Arrays.copyOf(north, 2 * count);
        }
        east[count] = eastM;
        north[count] = northM;
        count++;
    }

    void addAll(Polyline line) {
        for (int i = 0; i < line.size(); i++) {
            add(line.eastM(i), line.northM(i));
        }
    }

    void addEnd(Polyline line) {
        add(line.eastM(line.size() - 1), line.northM(line.size() - 1));
    }

    /** The outline of an area, which ends exactly where it began; null = fewer than three places. */
    @Nullable Polyline ring() {
        if (count > 1 && Math.hypot(east[0] - east[count - 1], north[0] - north[count - 1]) < JOINT_M) {
            count--;
        }
        if (count < 3) {
            return null;
        }
        add(east[0], north[0]);
        return line();
    }

    /** Null = fewer than two points. */
    @Nullable Polyline line() {
        return count < 2 ? null : new Polyline(Arrays.copyOf(east, count), Arrays.copyOf(north, count));
    }
}
