package io.yunkong.load.bench;

import java.io.IOException;

/** The highest rate that a contender keeps up with: doubled until it does not, then halved in between. Stateless. */
final class KneeSearch {
    /** As near as the answer is sought. */
    private static final double RATIO = 1.05;

    private KneeSearch() {}

    /** Tries a rate. */
    interface Try {
        /** Whether it was kept up with. */
        boolean holds(int rate) throws IOException, InterruptedException;
    }

    /**
     * @param min the first rate tried
     * @param max no higher one is tried
     * @return 0 = not even the first
     */
    static int of(int min, int max, Try attempt) throws IOException, InterruptedException {
        int good = 0;
        int bad = min;
        while (bad <= max && attempt.holds(bad)) {
            good = bad;
            bad = 2 * good;
        }
        bad = Math.min(bad, max + 1);
        while (good > 0 && bad > good * RATIO) {
            int rate = (int) Math.round(Math.sqrt((double) good * bad));
            if (attempt.holds(rate)) {
                good = rate;
            } else {
                bad = rate;
            }
        }
        return good;
    }
}
