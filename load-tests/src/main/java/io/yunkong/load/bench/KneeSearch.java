package io.yunkong.load.bench;

import java.io.IOException;

/**
 * The highest rate that a contender keeps up with: by steps until one is kept up with and the next is not, then halved in between. A rate
 * that fails is tried once more at once: a single stall of the machine is not to decide. Stateless.
 */
final class KneeSearch {
    /** As near as the answer is sought. */
    private static final double RATIO = 1.05;

    private static final int ATTEMPTS = 2;

    private KneeSearch() {}

    /** Tries a rate. */
    interface Try {
        /** Whether it was kept up with. */
        boolean holds(int rate) throws IOException, InterruptedException;
    }

    /**
     * Where to look.
     *
     * @param min the lowest rate tried
     * @param max the highest
     * @param first tried first, from min to max
     * @param step from one rate to the next, above 1
     */
    record Range(int min, int max, int first, double step) {}

    /** @return 0 = not even the lowest */
    static int of(Range range, Try attempt) throws IOException, InterruptedException {
        int good = 0;
        int bad = range.max() + 1;
        int rate = range.first();
        while (rate > good && rate < bad) {
            if (holds(attempt, rate)) {
                good = rate;
                rate = (int) Math.round(good * range.step());
            } else {
                bad = rate;
                rate = good > 0 ? bad : Math.max(range.min(), (int) Math.round(bad / range.step()));
            }
        }
        while (good > 0 && bad > good * RATIO) {
            int between = (int) Math.round(Math.sqrt((double) good * bad));
            if (holds(attempt, between)) {
                good = between;
            } else {
                bad = between;
            }
        }
        return good;
    }

    private static boolean holds(Try attempt, int rate) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (attempt.holds(rate)) {
                return true;
            }
        }
        return false;
    }
}
