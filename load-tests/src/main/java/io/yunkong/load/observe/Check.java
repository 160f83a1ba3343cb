package io.yunkong.load.observe;

/** Refuses parameters that make no sense. */
final class Check {
    private Check() {}

    /** @throws IllegalArgumentException if the value is below, above or no number */
    static void inRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    name + " out of range: value=" + value + ", limit=" + min + ".." + max + "; nothing written");
        }
    }
}
