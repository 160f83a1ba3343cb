package io.yunkong.load.bench;

/**
 * When which vehicle sends: messages at equal distances, all vehicles once before any comes again, in an order that jumps about, so that
 * neighbours on the road are none on the wire. Open loop: what is late does not move what comes after it. Immutable.
 */
final class Timetable {
    /** Near the golden section: successive vehicles are far from each other. */
    private static final double JUMP = 0.618;

    private final int vehicles;
    private final double everyNs;
    private final int stride;

    /**
     * @param vehicles above 0
     * @param ratePerS messages a second of all of them together, above 0
     */
    Timetable(int vehicles, double ratePerS) {
        this.vehicles = vehicles;
        this.everyNs = 1e9 / ratePerS;
        this.stride = stride(vehicles);
    }

    private static int stride(int vehicles) {
        int stride = Math.max(1, (int) (vehicles * JUMP));
        while (gcd(stride, vehicles) != 1) {
            stride++;
        }
        return stride;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Nanoseconds after the start when the message is due; the first is number 0. */
    long dueNs(long message) {
        return Math.round(message * everyNs);
    }

    /** Who sends it. */
    int vehicle(long message) {
        return (int) (message % vehicles * stride % vehicles);
    }

    /** Messages that are due before then. */
    long dueBefore(long ns) {
        return (long) Math.ceil(ns / everyNs);
    }
}
