package io.yunkong.load.budget;

import java.math.BigDecimal;

/**
 * A place in a distribution.
 *
 * @param percentile (0, 100]; 100 = the maximum
 */
public record Rank(double percentile) implements Comparable<Rank> {
    public static final Rank P50 = new Rank(50);
    public static final Rank P99 = new Rank(99);
    public static final Rank P999 = new Rank(99.9);
    public static final Rank MAX = new Rank(100);

    public Rank {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException(
                    "percentile out of range: percentile=" + percentile + ", limit=(0, 100]; not started");
        }
    }

    @Override
    public int compareTo(Rank other) {
        return Double.compare(percentile, other.percentile);
    }

    @Override
    public String toString() {
        return equals(MAX)
                ? "max"
                : "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }
}
