package io.yunkong.map.warn;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What may be set in one parameter of a warning application. Immutable.
 *
 * @param name with its unit, as in parameters.yaml and in evidence, e.g. "time_to_collision_max_s"
 * @param whole whether only whole numbers make sense
 * @param standard its value where a zone says nothing
 * @param low lower end of its range
 * @param lowIncluded whether {@code low} itself is allowed
 * @param high upper end of its range, itself allowed
 * @param atMost name of another parameter of the same group that it must not exceed; empty = none
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
        String atMost,
        String unit,
        String about) {
    /** As people write it, e.g. "(0, 10]". */
    public String range() {
        return (lowIncluded ? "[" : "(") + plain(low) + ", " + plain(high) + "]";
    }

    /** Why it cannot have this value; empty when it can. */
    Optional<String> findDefect(double value) {
        boolean inRange = (lowIncluded ? value >= low : value > low) && value <= high; // never of NaN
        String found = name + "=" + plain(value) + ", limit=" + range();
        if (!inRange) {
            return Optional.of("parameter out of range: " + found);
        }
        return whole && value != Math.rint(value)
                ? Optional.of("parameter not a whole number: " + found)
                : Optional.empty();
    }

    /** Why it cannot have this value beside that of {@link #atMost}; empty when it can. */
    Optional<String> findContradiction(double value, double limit) {
        return value <= limit
                ? Optional.empty()
                : Optional.of("parameter beyond another: " + name + "=" + plain(value) + ", limit=" + atMost + "="
                        + plain(limit));
    }

    /** A number as people write it: 3 rather than 3.0. */
    public static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
