package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.geo.WebMercator;
import io.yunkong.map.geo.WebTile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/**
 * A line or an area of a zone, to be cut into the squares of web maps. A square has {@value #EXTENT} units a side, x to the east, y to the
 * south, and shows what lies up to {@value #BUFFER} units outside of it, so that broad lines meet across its edges. Immutable, shared by
 * threads.
 */
public final class WebShape {
    /** Units along the side of a square. */
    public static final int EXTENT = 4096;

    /** Half of a lane on the largest square of a zone's maps is less. */
    static final int BUFFER = 128;

    private static final double LOW = -BUFFER;
    private static final double HIGH = EXTENT + BUFFER;
    private static final PrecisionModel WHOLE_UNITS = new PrecisionModel(1);
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final Geometry SQUARE = SHAPES.toGeometry(new Envelope(LOW, HIGH, LOW, HIGH));

    private final boolean area;
    private final double[] x;
    private final double[] y;
    private final Envelope bounds = new Envelope();

    private WebShape(Polyline line, LocalPlane plane, boolean area) {
        this.area = area;
        this.x = new double[line.size()];
        this.y = new double[line.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = WebMercator.x(plane.longitudeDeg(line.eastM(i), line.northM(i)));
            y[i] = WebMercator.y(plane.latitudeDeg(line.eastM(i), line.northM(i)));
            bounds.expandToInclude(x[i], y[i]);
        }
    }

    public static WebShape line(Polyline line, LocalPlane plane) {
        return new WebShape(line, plane, false);
    }

    /** @param outline closed: the last point equals the first */
    public static WebShape area(Polyline outline, LocalPlane plane) {
        return new WebShape(outline, plane, true);
    }

    public boolean isArea() {
        return area;
    }

    /**
     * What the square shows of it, each part as x, y, x, y … in whole units, no two neighbours equal. Of a line: its pieces, in its
     * direction, of two points or more. Of an area: rings of three points or more, not closed, that do not cross themselves; outer ones
     * with positive area by the surveyor's formula, each followed by the holes in it with negative area. Empty = nothing.
     */
    public List<int[]> on(WebTile tile) {
        double scale = Math.scalb((double) EXTENT, tile.zoom());
        double west = (double) tile.x() * EXTENT;
        double north = (double) tile.y() * EXTENT;
        if (bounds.getMaxX() * scale < west + LOW
                || bounds.getMinX() * scale > west + HIGH
                || bounds.getMaxY() * scale < north + LOW
                || bounds.getMinY() * scale > north + HIGH) {
            return List.of();
        }
        Coordinate[] points = new Coordinate[x.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Coordinate(x[i] * scale - west, y[i] * scale - north);
        }
        return area ? rings(points) : pieces(points);
    }

    private static List<int[]> rings(Coordinate[] outline) {
        outline[outline.length - 1] = outline[0];
        Geometry whole = SHAPES.createPolygon(outline);
        Geometry sound = whole.isValid() ? whole : GeometryFixer.fix(whole);
        Geometry cut = OverlayNG.overlay(sound, SQUARE, OverlayNG.INTERSECTION, WHOLE_UNITS);
        List<int[]> rings = new ArrayList<>();
        for (int i = 0; i < cut.getNumGeometries(); i++) {
            if (cut.getGeometryN(i) instanceof Polygon part && !part.isEmpty()) {
                rings.add(ring(part.getExteriorRing(), true));
                for (int hole = 0; hole < part.getNumInteriorRing(); hole++) {
                    rings.add(ring(part.getInteriorRingN(hole), false));
                }
            }
        }
        return rings;
    }

    private static int[] ring(LinearRing ring, boolean outer) {
        Coordinate[] corners = ring.getCoordinates();
        boolean asIs = Orientation.isCCW(corners) == outer;
        int[] units = new int[2 * (corners.length - 1)];
        for (int i = 0; i < corners.length - 1; i++) {
            Coordinate corner = corners[asIs ? i : corners.length - 1 - i];
            units[2 * i] = (int) Math.round(corner.x);
            units[2 * i + 1] = (int) Math.round(corner.y);
        }
        return units;
    }

    /** Not by JTS, whose overlay may turn a line around: the direction of a lane counts. */
    private static List<int[]> pieces(Coordinate[] points) {
        List<int[]> pieces = new ArrayList<>();
        int[] piece = new int[2 * points.length];
        int length = 0;
        double[] share = new double[2];
        for (int i = 0; i + 1 < points.length; i++) {
            Coordinate from = points[i];
            Coordinate to = points[i + 1];
            if (!clip(from, to, share)) {
                keep(piece, length, pieces); // it ended on the edge
                length = 0;
                continue;
            }
            if (length == 0) {
                length = append(piece, length, from, to, share[0]);
            }
            length = append(piece, length, from, to, share[1]);
            if (share[1] < 1) {
                keep(piece, length, pieces);
                length = 0;
            }
        }
        keep(piece, length, pieces);
        return pieces;
    }

    private static int append(int[] piece, int length, Coordinate from, Coordinate to, double share) {
        int unitX = (int) Math.round(from.x + (to.x - from.x) * share);
        int unitY = (int) Math.round(from.y + (to.y - from.y) * share);
        if (length > 0 && piece[length - 2] == unitX && piece[length - 1] == unitY) {
            return length;
        }
        piece[length] = unitX;
        piece[length + 1] = unitY;
        return length + 2;
    }

    private static void keep(int[] piece, int length, List<int[]> pieces) {
        if (length > 2) {
            pieces.add(Arrays.copyOf(piece, length));
        }
    }

    /**
     * Which share of the way between two points lies in the square (Liang and Barsky, A new concept and method for line clipping, 1984).
     *
     * @param share filled: where it enters and leaves, [0, 1]
     * @return false = none
     */
    private static boolean clip(Coordinate from, Coordinate to, double[] share) {
        share[0] = 0;
        share[1] = 1;
        double alongX = to.x - from.x;
        double alongY = to.y - from.y;
        return side(-alongX, from.x - LOW, share)
                && side(alongX, HIGH - from.x, share)
                && side(-alongY, from.y - LOW, share)
                && side(alongY, HIGH - from.y, share);
    }

    /** One edge of the square: how fast the way nears it, and how far it is inside at its start. */
    private static boolean side(double outward, double inside, double[] share) {
        if (outward == 0) {
            return inside >= 0;
        }
        if (outward < 0) {
            share[0] = Math.max(share[0], inside / outward);
        } else {
            share[1] = Math.min(share[1], inside / outward);
        }
        return share[0] <= share[1];
    }
}
