package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;

/** A function of s made of cubic polynomials, each from its start to that of the next (OpenDRIVE laneOffset, width, border). Immutable. */
record Cubics(List<Piece> pieces) {
    static final Cubics ZERO = new Cubics(List.of());

    /** a + b ds + c ds² + d ds³ with ds counted from {@code sM}. */
    record Piece(double sM, double a, double b, double c, double d) {
        double at(double s) {
            double ds = s - sM;
            return a + ds * (b + ds * (c + ds * d));
        }

        double slopeAt(double s) {
            double ds = s - sM;
            return b + ds * (2 * c + 3 * ds * d);
        }
    }

    Cubics {
        pieces = List.copyOf(pieces);
    }

    /** In the order of their starts, as the standard asks; the others would never be found. */
    static Cubics sorted(List<Piece> pieces) {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort((p, q) -> Double.compare(p.sM(), q.sM()));
        return new Cubics(sorted);
    }

    /** 0 before the first piece. */
    double at(double s) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).sM() <= s) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : pieces.get(low - 1).at(s);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }
}
