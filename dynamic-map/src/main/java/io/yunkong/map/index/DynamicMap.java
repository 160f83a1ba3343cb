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
    private static final int NONE = -1;
    /** Further numbers of it, which mean something to their owner only. */
    public static final int FIGURES = 12;

    /** Called with whom somebody may meet. */
    @FunctionalInterface
    public interface Meeting {
        /**
         * @param figures where the slot's figures are, from {@code at} on, not to be changed or kept; the first is NaN when there are none
         */
        void meet(int slot, double[] figures, int at);
    }

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
    private final Box ownReach = new Box();
    private final double[] inHand = new double[Cell.FORESEEN];
    private final double[] figuresInHand = new double[FIGURES];

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
     * Lays the grid over another area; every track stays on the map, and what was foreseen of it is forgotten.
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
            takeForeseen(slot);
            remove(slot);
            append(target, slot);
        }
        Cell cell = cells[target];
        if (cell != null) {
            cell.east[placeOfSlot[slot]] = eastM;
            cell.north[placeOfSlot[slot]] = northM;
        }
    }

    /** Where the next {@link #append} gets it from. */
    private void takeForeseen(int slot) {
        Cell cell = cellOf(slot);
        if (cell == null) {
            Arrays.fill(inHand, Double.NaN);
            Arrays.fill(figuresInHand, Double.NaN);
        } else {
            System.arraycopy(cell.foreseen, Cell.FORESEEN * placeOfSlot[slot], inHand, 0, Cell.FORESEEN);
            System.arraycopy(cell.figures, FIGURES * placeOfSlot[slot], figuresInHand, 0, FIGURES);
        }
    }

    private void append(int target, int slot) {
        Cell cell = cells[target];
        if (cell == null) {
            cell = new Cell();
            cells[target] = cell;
        }
        if (cell.count == cell.slot.length) {
            cell.grow();
        }
        cell.slot[cell.count] = slot;
        System.arraycopy(inHand, 0, cell.foreseen, Cell.FORESEEN * cell.count, Cell.FORESEEN);
        System.arraycopy(figuresInHand, 0, cell.figures, FIGURES * cell.count, FIGURES);
        cell.bound(cell.count);
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
            cell.move(last, place);
            cell.bound();
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
                    if (cell.squareTo(i, eastM, northM) <= square) {
                        visitor.visit(cell.slot[i]);
                    }
                }
            }
        }
    }

    /**
     * Takes in where the whole body of a slot on the map may be between two times. It holds until the next one, {@link #forget} or
     * {@link #remove}.
     *
     * @param reach metres in the zone's plane
     * @param fromUs microseconds since 1970 UTC
     * @param untilUs the same, inclusive
     * @param figures whatever else its owner wants to know of whom somebody meets, {@link #FIGURES} numbers; the first is NaN = nothing
     */
    public void foresee(int slot, Box reach, long fromUs, long untilUs, double[] figures) {
        Cell cell = cellOf(slot);
        if (cell != null) {
            System.arraycopy(figures, 0, cell.figures, FIGURES * placeOfSlot[slot], FIGURES);
            int i = Cell.FORESEEN * placeOfSlot[slot];
            cell.foreseen[i] = reach.westM();
            cell.foreseen[i + 1] = reach.southM();
            cell.foreseen[i + 2] = reach.eastM();
            cell.foreseen[i + 3] = reach.northM();
            cell.foreseen[i + 4] = fromUs;
            cell.foreseen[i + 5] = untilUs;
            cell.bound();
        }
    }

    /** Nothing is foreseen of this slot any more. */
    public void forget(int slot) {
        Cell cell = cellOf(slot);
        if (cell != null) {
            int i = Cell.FORESEEN * placeOfSlot[slot];
            Arrays.fill(cell.foreseen, i, i + Cell.FORESEEN, Double.NaN);
            cell.figures[FIGURES * placeOfSlot[slot]] = Double.NaN;
            cell.bound(placeOfSlot[slot]);
        }
    }

    private @Nullable Cell cellOf(int slot) {
        return cellOfSlot[slot] == NONE ? null : cells[cellOfSlot[slot]];
    }

    /**
     * Visits every other track within the radius of this slot's place, but those of whom it is foreseen that they keep away from where this one
     * may be. The meeting must not change the map.
     *
     * @param slot on the map
     * @param marginM who comes so near does not keep away
     * @param atUs asked for this time, microseconds since 1970 UTC
     */
    public void forEachMeeting(int slot, double radiusM, double marginM, long atUs, Meeting meeting) {
        Cell own = cellOf(slot);
        if (own == null) {
            return;
        }
        double eastM = own.east[placeOfSlot[slot]];
        double northM = own.north[placeOfSlot[slot]];
        own.foreseen(placeOfSlot[slot], (double) atUs, ownReach);
        double square = radiusM * radiusM;
        int lastRow = row(northM + radiusM);
        int lastColumn = column(eastM + radiusM);
        for (int row = row(northM - radiusM); row <= lastRow; row++) {
            for (int column = column(eastM - radiusM); column <= lastColumn; column++) {
                Cell cell = cells[row * columns + column];
                if (cell == null || cell.keepsOut(ownReach, marginM, (double) atUs)) {
                    continue;
                }
                visited += cell.count;
                for (int i = 0; i < cell.count; i++) {
                    if (!cell.keepsOut(i, ownReach, marginM, (double) atUs)
                            && cell.squareTo(i, eastM, northM) <= square
                            && cell.slot[i] != slot) {
                        meeting.meet(cell.slot[i], cell.figures, FIGURES * i);
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
