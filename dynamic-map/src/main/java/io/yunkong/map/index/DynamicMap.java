package io.yunkong.map.index;

import io.yunkong.map.observe.Check;
import io.yunkong.map.track.Vicinity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where every track is: a uniform grid whose cells hold slots and places packed side by side, so that a query costs as much as it has
 * neighbours, however large the map. Points beside the grid count to its rim. Not thread-safe: one writer, which is also the only reader.
 */
public final class DynamicMap implements Vicinity {
    private static final int CELL_START_SIZE = 8;
    private static final int NONE = -1;

    private final double cellM;
    private double westM;
    private double southM;
    private int columns;
    private int rows;
    private @Nullable Cell[] cells = new Cell[0];
    private final int[] cellOfSlot;
    private final int[] placeOfSlot;
    private int size;
    private long visited;

    /** Slots of one cell and their places. */
    private static final class Cell {
        int count;
        int[] slot = new int[CELL_START_SIZE];
        double[] east = new double[CELL_START_SIZE];
        double[] north = new double[CELL_START_SIZE];
    }

    /**
     * @param widthM extent to the east of the corner, metres, (0, 1e6]
     * @param heightM extent to the north of the corner, metres, (0, 1e6]
     * @param cellM side of a cell, metres, [10, 1000]
     * @param slotsMax slots 0..slotsMax-1 can be put
     */
    public DynamicMap(double westM, double southM, double widthM, double heightM, double cellM, int slotsMax) {
        Check.within("cellM", cellM, 10, 1_000);
        this.cellM = cellM;
        this.cellOfSlot = new int[slotsMax];
        this.placeOfSlot = new int[slotsMax];
        Arrays.fill(cellOfSlot, NONE);
        cover(westM, southM, widthM, heightM);
    }

    /**
     * Lays the grid over another area; every track stays on the map.
     *
     * @param widthM extent to the east of the corner, metres, (0, 1e6]
     * @param heightM extent to the north of the corner, metres, (0, 1e6]
     */
    public void cover(double west, double south, double widthM, double heightM) {
        Check.above("widthM", widthM, 0, 1e6);
        Check.above("heightM", heightM, 0, 1e6);
        int across = (int) Math.ceil(widthM / cellM);
        int along = (int) Math.ceil(heightM / cellM);
        Check.within("cells", (double) across * along, 1, 1e7);
        @Nullable Cell[] before = cells;
        westM = west;
        southM = south;
        columns = across;
        rows = along;
        cells = new Cell[across * along];
        Arrays.fill(cellOfSlot, NONE);
        size = 0;
        for (Cell cell : before) {
            for (int i = 0; cell != null && i < cell.count; i++) {
                put(cell.slot[i], cell.east[i], cell.north[i]);
            }
        }
    }

    @Override
    public void put(int slot, double eastM, double northM) {
        int target = row(northM) * columns + column(eastM);
        if (cellOfSlot[slot] != target) {
            remove(slot);
            append(target, slot);
        }
        Cell cell = cells[target];
        if (cell != null) {
            cell.east[placeOfSlot[slot]] = eastM;
            cell.north[placeOfSlot[slot]] = northM;
        }
    }

    private void append(int target, int slot) {
        Cell cell = cells[target];
        if (cell == null) {
            cell = new Cell();
            cells[target] = cell;
        }
        if (cell.count == cell.slot.length) {
            cell.slot = Arrays.copyOf(cell.slot, cell.count * 2);
            cell.east = Arrays.copyOf(cell.east, cell.count * 2);
            cell.north = Arrays.copyOf(cell.north, cell.count * 2);
        }
        cell.slot[cell.count] = slot;
        cellOfSlot[slot] = target;
        placeOfSlot[slot] = cell.count++;
        size++;
    }

    @Override
    public void remove(int slot) {
        if (cellOfSlot[slot] == NONE) {
            return;
        }
        Cell cell = cells[cellOfSlot[slot]];
        if (cell != null) {
            int place = placeOfSlot[slot];
            int last = --cell.count;
            cell.slot[place] = cell.slot[last];
            cell.east[place] = cell.east[last];
            cell.north[place] = cell.north[last];
            placeOfSlot[cell.slot[place]] = place;
        }
        cellOfSlot[slot] = NONE;
        size--;
    }

    @Override
    public void forEachNear(double eastM, double northM, double radiusM, Visitor visitor) {
        double square = radiusM * radiusM;
        int lastRow = row(northM + radiusM);
        int lastColumn = column(eastM + radiusM);
        for (int row = row(northM - radiusM); row <= lastRow; row++) {
            for (int column = column(eastM - radiusM); column <= lastColumn; column++) {
                Cell cell = cells[row * columns + column];
                if (cell == null) {
                    continue;
                }
                visited += cell.count;
                for (int i = 0; i < cell.count; i++) {
                    double de = cell.east[i] - eastM;
                    double dn = cell.north[i] - northM;
                    if (de * de + dn * dn <= square) {
                        visitor.visit(cell.slot[i]);
                    }
                }
            }
        }
    }

    /** Tracks on the map. */
    public int size() {
        return size;
    }

    /** Places compared by all queries so far: what queries cost. */
    public long visited() {
        return visited;
    }

    private int column(double eastM) {
        return (int) Math.clamp(Math.floor((eastM - westM) / cellM), 0, columns - 1);
    }

    private int row(double northM) {
        return (int) Math.clamp(Math.floor((northM - southM) / cellM), 0, rows - 1);
    }
}
