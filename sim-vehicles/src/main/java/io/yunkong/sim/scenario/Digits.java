package io.yunkong.sim.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with as many digits as a reader needs: one decimal, and more where that would mislead. */
final class Digits {
    /** Times are whole microseconds. */
    private static final int DECIMALS_MAX = 6;

    private Digits() {}

    /** All digits that a limit has; NaN = none. */
    static String all(double limit) {
        if (Double.isNaN(limit)) {
            return "none";
        }
        BigDecimal exact = BigDecimal.valueOf(limit).stripTrailingZeros();
        return exact.setScale(Math.max(1, exact.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** As few digits as show on which side of a limit a value is; NaN = none. */
    static String beside(double limit, double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        int side = Double.compare(value, limit);
        int decimals = 1;
        BigDecimal rounded = rounded(value, decimals);
        while (decimals < DECIMALS_MAX && rounded.compareTo(BigDecimal.valueOf(limit)) != side) {
            decimals++;
            rounded = rounded(value, decimals);
        }
        return rounded.toPlainString();
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
