package io.yunkong.map.warn;

import java.math.BigDecimal;

/**
 * What may be set in one parameter of a warning application. Immutable.
 *
 * @param name with its unit, as in parameters.yaml and in evidence, e.g. "time_to_collision_max_s"
 * @param whole whether only whole numbers make sense
 * @param standard its value where a zone says nothing
 * @param low lower end of its range
 * @param lowIncluded whether {@code low} itself is allowed
 * @param high upper end of its range, itself allowed
 * @param unit of all these; empty = a pure number
 * @param about what it does
 */
public record DeclaredParameter(
        String name,
        boolean whole,
        double standard,
        double low,
        boolean lowIncluded,
        double high,
        String unit,
        String about) {
    /** As people write it, e.g. "(0, 10]". */
    public String range() {
        return (lowIncluded ? "[" : "(") + plain(low) + ", " + plain(high) + "]";
    }

    /** @throws IllegalArgumentException when the value is out of range, or no whole number where only those make sense */
    double checked(double value) {
        boolean inRange = (lowIncluded ? value >= low : value > low) && value <= high; // never of NaN
        if (!inRange) {
            throw new IllegalArgumentException(
                    "parameter out of range: " + name + "=" + plain(value) + ", limit=" + range() + "; refused");
        }
        if (whole && value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "parameter not a whole number: " + name + "=" + plain(value) + ", limit=" + range() + "; refused");
        }
        return value;
    }

    /** A number as people write it: 3 rather than 3.0. */
    public static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
