package io.yunkong.sim.obu;

/**
 * Keeps account of the numbers that an edge gives its messages: which have come before, and which are wanting. Within one connection none may
 * be wanting but those the edge could not send, as this unit read too slowly; in a session that was resumed the edge sends of each danger the
 * newest state, under its own number. One owner.
 */
final class SequenceAccount {
    private final ObuTally tally;
    private long last;
    private boolean resumed;

    SequenceAccount(ObuTally tally) {
        this.tally = tally;
    }

    /** A session begins, or the one before goes on. */
    void begin(boolean goesOn) {
        resumed = goesOn;
        if (!goesOn) {
            last = 0;
        }
    }

    /** The highest number that has come; 0 = none yet. */
    long last() {
        return last;
    }

    /** Counts a number, 0 = the message has none; false = it has come before. */
    boolean fresh(long sequence) {
        if (sequence == 0) {
            return true;
        }
        if (sequence <= last) {
            tally.count(f -> f.repeated++);
            return false;
        }
        long gap = sequence - last - 1;
        boolean expected = resumed;
        tally.count(f -> {
            f.superseded += expected ? gap : 0;
            f.missed += expected ? 0 : gap;
        });
        last = sequence;
        return true;
    }
}
