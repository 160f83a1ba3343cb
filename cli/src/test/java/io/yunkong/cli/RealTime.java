package io.yunkong.cli;

/**
 * For vehicles that drive in real time, by a clock that is not the test's: while the machine stands still they pass the place of the warning, or what
 * they said grows old. They may drive again.
 */
final class RealTime {
    private static final int DRIVES_MAX = 5;

    /** One drive. */
    @FunctionalInterface
    interface Attempt {
        /**
         * Drives, and asserts.
         *
         * @param last whether it asserts whatever has come between
         * @return false = something has come between: again
         */
        boolean undisturbed(boolean last) throws Exception;
    }

    private RealTime() {}

    static void drive(Attempt drive) throws Exception {
        int drives = 1;
        while (!drive.undisturbed(drives == DRIVES_MAX)) {
            drives++;
        }
    }
}
