package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Directed line in the zone's plane, metres; s runs along it from 0, t is the offset to its left (positive) or right. Immutable. */
public final class Polyline {
    private static final double PART_MIN_M = 0.01;

    private final double[] eastM;
    private final double[] northM;
    private final double[] s;

    /** Made when first asked for; threads that ask at once make the same. */
    private @Nullable PlaneBox box;

    /** Place along and beside a line. */
    public record Projection(double sM, double tM, double distanceM) {}

    /** Needs two points or more, no two neighbours equal; the arrays are copied. */
    public Polyline(double[] eastM, double[] northM) {
        if (eastM.length != northM.length || eastM.length < 2) {
            throw new IllegalArgumentException(
                    "line too short: points=" + Math.min(eastM.length, northM.length) + ", limit=2; refused");
        }
        this.eastM = eastM.clone();
        this.northM = northM.clone();
        this.s = new double[eastM.length];
        for (int i = 1; i < s.length; i++) {
            double step = Math.hypot(eastM[i] - eastM[i - 1], northM[i] - northM[i - 1]);
            if (!(step > 0)) {
                throw new IllegalArgumentException("repeated point: index=" + i + "; refused");
            }
            s[i] = s[i - 1] + step;
        }
    }

    private Polyline(double[] eastM, double[] northM, double[] s) {
        this.eastM = eastM;
        this.northM = northM;
        this.s = s;
    }

    /** Of arrays that are nobody else's: two points or more, no two neighbours equal, and where each lies along the line. */
    static Polyline measured(double[] eastM, double[] northM, double[] s) {
        return new Polyline(eastM, northM, s);
    }

    public int size() {
        return s.length;
    }

    public double eastM(int index) {
        return eastM[index];
    }

    public double northM(int index) {
        return northM[index];
    }

    public double lengthM() {
        return s[s.length - 1];
    }

    /** The least box that the line lies in. */
    PlaneBox box() {
        PlaneBox known = box;
        if (known == null) {
            known = new PlaneBox(min(eastM), min(northM), max(eastM), max(northM));
            box = known;
        }
        return known;
    }

    /** Straight pieces that the part between two places along the line goes through, clamped to the ends; 1 or more. */
    int piecesBetween(double fromM, double toM) {
        return Math.max(0, segment(toM) - segment(fromM)) + 1;
    }

    private static double min(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    private static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** Where a point lies along the line. */
    double sM(int index) {
        return s[index];
    }

    /** East coordinate at s, clamped to the ends. */
    public double eastAt(double sM) {
        int i = segment(sM);
        return eastM[i] + (eastM[i + 1] - eastM[i]) * fraction(i, sM);
    }

    /** North coordinate at s, clamped to the ends. */
    public double northAt(double sM) {
        int i = segment(sM);
        return northM[i] + (northM[i + 1] - northM[i]) * fraction(i, sM);
    }

    /** The same line from its end to its start. */
    Polyline reversed() {
        double[] east = new double[s.length];
        double[] north = new double[s.length];
        for (int i = 0; i < s.length; i++) {
            east[i] = eastM[s.length - 1 - i];
            north[i] = northM[s.length - 1 - i];
        }
        return new Polyline(east, north);
    }

    /** The piece between two places along the line; null when they are less than a centimetre apart. */
    @Nullable Polyline part(double fromM, double toM) {
        double from = Math.max(0, fromM);
        double to = Math.min(toM, lengthM());
        if (to - from < PART_MIN_M) {
            return null;
        }
        int count = 0;
        double[] east = new double[s.length + 2];
        double[] north = new double[s.length + 2];
        east[count] = eastAt(from);
        north[count++] = northAt(from);
        for (int i = 0; i < s.length; i++) {
            if (s[i] > from + PART_MIN_M / 10 && s[i] < to - PART_MIN_M / 10) {
                east[count] = eastM[i];
                north[count++] = northM[i];
            }
        }
        east[count] = eastAt(to);
        north[count++] = northAt(to);
        return new Polyline(Arrays.copyOf(east, count), Arrays.copyOf(north, count));
    }

    /** Direction at s, radians clockwise from north. */
    public double headingAt(double sM) {
        int i = segment(sM);
        return Heading.ofVector(eastM[i + 1] - eastM[i], northM[i + 1] - northM[i]);
    }

    /** Place, clamped to the ends, and direction at s. */
    public void poseAt(double sM, Pose into) {
        int i = segment(sM, into.piece);
        into.piece = i;
        double along = fraction(i, sM);
        double east = eastM[i + 1] - eastM[i];
        double north = northM[i + 1] - northM[i];
        double length = s[i + 1] - s[i];
        into.eastM = eastM[i] + east * along;
        into.northM = northM[i] + north * along;
        into.directionEast = east / length;
        into.directionNorth = north / length;
    }

    /**
     * As {@link #poseAt} every {@code stepM} from the start on, beside the line by {@code leftM}, which shrinks to nothing at {@code fadeM}: places
     * only.
     */
    void sample(double stepM, double leftM, double fadeM, int count, double[] east, double[] north) {
        int i = 0;
        for (int k = 0; k < count; k++) {
            double at = k * stepM;
            while (i < s.length - 2 && s[i + 1] <= at) {
                i++;
            }
            double de = eastM[i + 1] - eastM[i];
            double dn = northM[i + 1] - northM[i];
            double length = s[i + 1] - s[i];
            double along = fraction(i, at);
            double left = leftM * Math.clamp(1 - at / fadeM, 0, 1);
            east[k] = eastM[i] + de * along - left * (dn / length);
            north[k] = northM[i] + dn * along + left * (de / length);
        }
    }

    /** How far its direction strays from that at the start, at most: the length of the difference of the two unit vectors, [0, 2]. */
    public double strays() {
        double east = (eastM[1] - eastM[0]) / (s[1] - s[0]);
        double north = (northM[1] - northM[0]) / (s[1] - s[0]);
        double square = 0;
        for (int i = 1; i + 1 < s.length; i++) {
            double length = s[i + 1] - s[i];
            double de = (eastM[i + 1] - eastM[i]) / length - east;
            double dn = (northM[i + 1] - northM[i]) / length - north;
            square = Math.max(square, de * de + dn * dn);
        }
        return Math.sqrt(square);
    }

    /** Nearest place on the line. */
    public Projection project(double east, double north) {
        double bestSquare = Double.POSITIVE_INFINITY;
        double bestS = 0;
        double bestSide = 0;
        for (int i = 0; i + 1 < s.length; i++) {
            double dx = eastM[i + 1] - eastM[i];
            double dy = northM[i + 1] - northM[i];
            double length = s[i + 1] - s[i];
            double u = ((east - eastM[i]) * dx + (north - northM[i]) * dy) / (length * length);
            double v = Math.clamp(u, 0, 1);
            double px = east - (eastM[i] + v * dx);
            double py = north - (northM[i] + v * dy);
            double square = px * px + py * py;
            if (square < bestSquare) {
                bestSquare = square;
                bestS = s[i] + v * length;
                bestSide = dx * py - dy * px;
            }
        }
        double distance = Math.sqrt(bestSquare);
        return new Projection(bestS, Math.copySign(distance, bestSide), distance);
    }

    /** Whether a piece of this line goes through a piece of the other; touching ends do not count. */
    public boolean crosses(Polyline other) {
        if (box().isApartFrom(other.box(), 0)) {
            return false;
        }
        for (int i = 0; i + 1 < s.length; i++) {
            for (int j = 0; j + 1 < other.s.length; j++) {
                if (side(i, other, j) * side(i, other, j + 1) < 0
                        && other.side(j, this, i) * other.side(j, this, i + 1) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a piece of this line goes through another piece of it. */
    boolean crossesItself() {
        for (int i = 0; i + 1 < s.length; i++) {
            for (int j = i + 2; j + 1 < s.length; j++) {
                if (side(i, this, j) * side(i, this, j + 1) < 0 && side(j, this, i) * side(j, this, i + 1) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** On which side of the piece from {@code i} on a point of another line is: positive = left, 0 = in line. */
    private double side(int i, Polyline other, int point) {
        return (eastM[i + 1] - eastM[i]) * (other.northM[point] - northM[i])
                - (northM[i + 1] - northM[i]) * (other.eastM[point] - eastM[i]);
    }

    private double fraction(int i, double sM) {
        return Math.clamp((sM - s[i]) / (s[i + 1] - s[i]), 0, 1);
    }

    /** As below; the guess costs little when it is wrong. */
    private int segment(double sM, int guess) {
        boolean right = guess < s.length - 2 && s[guess] <= sM && sM < s[guess + 1];
        return right ? guess : segment(sM);
    }

    /** Number of the piece that s lies on, clamped to the ends. */
    private int segment(double sM) {
        int low = 0;
        int high = s.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (s[middle] <= sM) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
