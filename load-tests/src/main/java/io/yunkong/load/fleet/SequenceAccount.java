package io.yunkong.load.fleet;

/**
 * Keeps account of the numbers that an edge gives its messages within a session and the one that resumes it. Within one connection none may be
 * wanting; after a resumption the edge sends of each danger the newest state, under its own number. Lives on one event loop.
 */
final class SequenceAccount {
    private final FleetTally tally;
    private long last;
    private boolean resumed;

    SequenceAccount(FleetTally tally) {
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
            tally.repeated();
            return false;
        }
        long gap = sequence - last - 1;
        if (resumed) {
            tally.superseded(gap);
        } else {
            tally.missed(gap);
        }
        last = sequence;
        return true;
    }
}
