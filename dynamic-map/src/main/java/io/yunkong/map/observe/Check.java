package io.yunkong.map.observe;

/** Refuses parameters out of range, NaN included. */
public final class Check {
    private Check() {}

    /** Refuses a value outside (low, high]. */
    public static void above(String name, double value, double low, double high) {
        if (!(value > low && value <= high)) {
            throw new IllegalArgumentException(
                    "parameter out of range: " + name + "=" + value + ", limit=(" + low + ", " + high + "]; refused");
        }
    }

    /** Refuses a value outside [low, high]. */
    public static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "parameter out of range: " + name + "=" + value + ", limit=[" + low + ", " + high + "]; refused");
        }
    }
}
