package io.yunkong.load.bars;

import java.util.Locale;

/**
 * What a figure must reach, and what it is hoped to reach. Immutable.
 *
 * @param aim NaN = none is set
 */
public record Limit(Sense sense, double must, double aim) {
    /** On which side to be. */
    public enum Sense {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    public static Limit atLeast(double must, double aim) {
        return new Limit(Sense.AT_LEAST, must, aim);
    }

    public static Limit atLeast(double must) {
        return atLeast(must, Double.NaN);
    }

    public static Limit atMost(double must, double aim) {
        return new Limit(Sense.AT_MOST, must, aim);
    }

    public static Limit atMost(double must) {
        return atMost(must, Double.NaN);
    }

    public boolean isKeptBy(double figure) {
        return switch (sense) {
            case AT_LEAST -> figure >= must;
            case AT_MOST -> figure <= must;
        };
    }

    /** Sign and number. */
    public String mustText() {
        return sense.sign + " " + text(must);
    }

    /** The number, or a dash. */
    public String aimText() {
        return Double.isNaN(aim) ? "-" : text(aim);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value);
    }
}
