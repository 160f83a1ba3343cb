package io.yunkong.map.index;

import java.util.Arrays;

/**
 * Slots of one cell of a {@link DynamicMap}, their places, and where they may go: side by side, so that they come into the cache together.
 * Owned by the map.
 */
final class Cell {
    /** Numbers of what is foreseen of a slot: west, south, east, north, from, until; the first is NaN = not foreseen. */
    static final int FORESEEN = 6;

    private static final int START_SIZE = 8;

    int count;
    int[] slot = new int[START_SIZE];
    double[] east = new double[START_SIZE];
    double[] north = new double[START_SIZE];
    double[] foreseen = new double[FORESEEN * START_SIZE];
    double[] figures = new double[DynamicMap.FIGURES * START_SIZE];

    // around all that is foreseen of its slots, and when all of it holds: never, when of one nothing is
    private double westM;
    private double southM;
    private double eastM;
    private double northM;
    private double fromUs;
    private double untilUs;

    Cell() {
        bound();
    }

    void grow() {
        slot = Arrays.copyOf(slot, count * 2);
        east = Arrays.copyOf(east, count * 2);
        north = Arrays.copyOf(north, count * 2);
        foreseen = Arrays.copyOf(foreseen, FORESEEN * count * 2);
        figures = Arrays.copyOf(figures, DynamicMap.FIGURES * count * 2);
    }

    void move(int from, int to) {
        slot[to] = slot[from];
        east[to] = east[from];
        north[to] = north[from];
        System.arraycopy(foreseen, FORESEEN * from, foreseen, FORESEEN * to, FORESEEN);
        System.arraycopy(figures, DynamicMap.FIGURES * from, figures, DynamicMap.FIGURES * to, DynamicMap.FIGURES);
    }

    /** Works the bounds out anew. */
    void bound() {
        westM = Double.POSITIVE_INFINITY;
        southM = Double.POSITIVE_INFINITY;
        eastM = Double.NEGATIVE_INFINITY;
        northM = Double.NEGATIVE_INFINITY;
        fromUs = Double.NEGATIVE_INFINITY;
        untilUs = Double.POSITIVE_INFINITY;
        for (int place = 0; place < count; place++) {
            bound(place);
        }
    }

    /** Has the bounds hold what is foreseen at this place, too. */
    void bound(int place) {
        int i = FORESEEN * place;
        if (Double.isNaN(foreseen[i])) {
            untilUs = Double.NEGATIVE_INFINITY;
            return;
        }
        westM = Math.min(westM, foreseen[i]);
        southM = Math.min(southM, foreseen[i + 1]);
        eastM = Math.max(eastM, foreseen[i + 2]);
        northM = Math.max(northM, foreseen[i + 3]);
        fromUs = Math.max(fromUs, foreseen[i + 4]);
        untilUs = Math.min(untilUs, foreseen[i + 5]);
    }

    /** Writes where the one at this place is foreseen to be at that time; everywhere, when that is not known. */
    void foreseen(int place, double atUs, Box into) {
        int i = FORESEEN * place;
        if (foreseen[i + 4] <= atUs && atUs <= foreseen[i + 5]) {
            into.set(foreseen[i], foreseen[i + 1], foreseen[i + 2], foreseen[i + 3]);
        } else {
            into.set(
                    Double.NEGATIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
        }
    }

    /** Whether all of the cell keep farther than the margin out of a box at that time; false when that is not known. */
    boolean keepsOut(Box box, double marginM, double atUs) {
        return beside(westM, southM, eastM, northM, box, marginM) && fromUs <= atUs && atUs <= untilUs;
    }

    /** Whether the one at this place keeps farther than the margin out of a box at that time; false when that is not known. */
    boolean keepsOut(int place, Box box, double marginM, double atUs) {
        int i = FORESEEN * place;
        return beside(foreseen[i], foreseen[i + 1], foreseen[i + 2], foreseen[i + 3], box, marginM)
                && foreseen[i + 4] <= atUs
                && atUs <= foreseen[i + 5];
    }

    private static boolean beside(double west, double south, double east, double north, Box box, double marginM) {
        return west > box.eastM() + marginM
                || east < box.westM() - marginM
                || south > box.northM() + marginM
                || north < box.southM() - marginM;
    }

    /** Squared distance of the one at this place to a point. */
    double squareTo(int place, double eastM, double northM) {
        double de = east[place] - eastM;
        double dn = north[place] - northM;
        return de * de + dn * dn;
    }
}
