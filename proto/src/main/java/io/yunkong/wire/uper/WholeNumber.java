package io.yunkong.wire.uper;

/**
 * A constrained whole number (X.691, 11.5): INTEGER (min..max), or ENUMERATED without extension marker as its index. One constant each in
 * {@link DataElements}: the compiler folds the width.
 */
record WholeNumber(int min, int max) {
    static WholeNumber enumerated(int values) {
        return new WholeNumber(0, values - 1);
    }

    /** The bits of a BIT STRING as a set in a number. */
    static WholeNumber bitSet(int bits) {
        return new WholeNumber(0, (1 << bits) - 1);
    }

    /** Largest offset from the minimum. */
    long span() {
        return (long) max - min;
    }

    /** Width on the wire, 0..32. */
    int bits() {
        return Long.SIZE - Long.numberOfLeadingZeros(span());
    }

    /** Refuses a value that the constraint does not hold. */
    int check(String path, int value) {
        return check("", path, value);
    }

    /** As {@link #check(String, int)} of a member that several sequences have. */
    int check(String scope, String member, int value) {
        if (value < min || value > max) {
            String path = scope.isEmpty() ? member : scope + "." + member;
            throw new IllegalArgumentException(
                    "value out of range: " + path + "=" + value + ", limit=" + min + ".." + max + "; value not set");
        }
        return value;
    }
}
