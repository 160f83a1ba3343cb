package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.Arrays;
import java.util.List;

/**
 * All straight pieces of all lanes in flat arrays, and a square grid that tells which pieces pass through a cell. Built once, read by
 * many threads.
 */
final class SegmentGrid {
    /**
     * Queries reach 6 m: with half the cells of 20 m they look at half the pieces, with smaller ones at no fewer, as a piece then lies in many
     * cells.
     */
    private static final double CELL_MIN_M = 10;
    /** A few lanes far apart must not make millions of empty cells. */
    private static final double CELLS_PER_PIECE_MAX = 8;

    final int[] lane;
    final double[] east;
    final double[] north;
    final double[] directionEast;
    final double[] directionNorth;
    final double[] heading;
    final double[] length;
    final double[] startS;

    private final double cellM;
    private final double west;
    private final double south;
    private final int columns;
    private final int rows;
    /** Pieces of cell c are entries[first[c] .. first[c + 1]). */
    private final int[] first;

    private final int[] entries;

    SegmentGrid(List<Lane> lanes) {
        int count = lanes.stream().mapToInt(l -> l.line().size() - 1).sum();
        lane = new int[count];
        east = new double[count];
        north = new double[count];
        directionEast = new double[count];
        directionNorth = new double[count];
        heading = new double[count];
        length = new double[count];
        startS = new double[count];
        fill(lanes);
        PlaneBox box = PlaneBox.of(lanes).with(0, 0);
        west = box.westM();
        south = box.southM();
        cellM = cellM(box.eastM() - west, box.northM() - south, count);
        columns = (int) Math.floor((box.eastM() - west) / cellM) + 1;
        rows = (int) Math.floor((box.northM() - south) / cellM) + 1;
        first = new int[columns * rows + 1];
        entries = index();
    }

    private void fill(List<Lane> lanes) {
        int n = 0;
        for (Lane l : lanes) {
            Polyline line = l.line();
            double s = 0;
            for (int i = 0; i + 1 < line.size(); i++) {
                double dx = line.eastM(i + 1) - line.eastM(i);
                double dy = line.northM(i + 1) - line.northM(i);
                lane[n] = l.index();
                east[n] = line.eastM(i);
                north[n] = line.northM(i);
                length[n] = Math.hypot(dx, dy);
                directionEast[n] = dx / length[n];
                directionNorth[n] = dy / length[n];
                heading[n] = Heading.ofVector(dx, dy);
                startS[n] = s;
                s += length[n];
                n++;
            }
        }
    }

    private static double cellM(double widthM, double heightM, int pieces) {
        double cell = CELL_MIN_M;
        while (widthM / cell * (heightM / cell) > CELLS_PER_PIECE_MAX * pieces) {
            cell *= 2;
        }
        return cell;
    }

    /** Counts, then places: two passes over the same cells. */
    private int[] index() {
        int[] size = new int[columns * rows];
        for (int i = 0; i < lane.length; i++) {
            for (int cell : cellsOf(i)) {
                size[cell]++;
            }
        }
        for (int c = 0; c < size.length; c++) {
            first[c + 1] = first[c] + size[c];
        }
        int[] filled = new int[first[size.length]];
        int[] next = Arrays.copyOf(first, size.length);
        for (int i = 0; i < lane.length; i++) {
            for (int cell : cellsOf(i)) {
                filled[next[cell]++] = i;
            }
        }
        return filled;
    }

    private int[] cellsOf(int segment) {
        double endEast = east[segment] + directionEast[segment] * length[segment];
        double endNorth = north[segment] + directionNorth[segment] * length[segment];
        int x0 = column(Math.min(east[segment], endEast));
        int x1 = column(Math.max(east[segment], endEast));
        int y0 = row(Math.min(north[segment], endNorth));
        int y1 = row(Math.max(north[segment], endNorth));
        int[] cells = new int[(x1 - x0 + 1) * (y1 - y0 + 1)];
        int n = 0;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double centreEast = west + (x + 0.5) * cellM - east[segment];
                double centreNorth = south + (y + 0.5) * cellM - north[segment];
                double beside = Math.abs(centreEast * directionNorth[segment] - centreNorth * directionEast[segment]);
                if (beside <= cellM * 0.7072) {
                    cells[n++] = y * columns + x;
                }
            }
        }
        return Arrays.copyOf(cells, n);
    }

    /** Clamped, so that a query beside the zone looks at its rim. */
    int column(double eastM) {
        return (int) Math.clamp(Math.floor((eastM - west) / cellM), 0, columns - 1);
    }

    int row(double northM) {
        return (int) Math.clamp(Math.floor((northM - south) / cellM), 0, rows - 1);
    }

    int firstEntry(int column, int row) {
        return first[row * columns + column];
    }

    int lastEntry(int column, int row) {
        return first[row * columns + column + 1];
    }

    int segment(int entry) {
        return entries[entry];
    }
}
