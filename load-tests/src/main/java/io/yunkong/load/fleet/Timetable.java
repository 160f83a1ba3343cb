package io.yunkong.load.fleet;

/** Does something at equal intervals, whether or not anything comes back (open loop). Lives on one event loop. */
final class Timetable {
    /** One entry. */
    @FunctionalInterface
    interface Entry {
        /**
         * Its turn has come.
         *
         * @param step 0, 1, 2 …
         * @param intendedUs when it was to be, microseconds since 1970 UTC; may be some time ago
         * @return whether there is a next
         */
        boolean at(int step, long intendedUs);
    }

    private final Surroundings surroundings;
    private final long startUs;
    private final long periodUs;
    private final Entry entry;

    private Timetable(Surroundings surroundings, long startUs, long periodUs, Entry entry) {
        this.surroundings = surroundings;
        this.startUs = startUs;
        this.periodUs = periodUs;
        this.entry = entry;
    }

    /** Begins now. */
    static void run(Surroundings surroundings, long periodUs, Entry entry) {
        new Timetable(surroundings, surroundings.nowUs(), periodUs, entry).step(0);
    }

    private void step(int step) {
        long intendedUs = startUs + step * periodUs;
        if (entry.at(step, intendedUs)) {
            surroundings.at(intendedUs + periodUs, () -> step(step + 1));
        }
    }
}
