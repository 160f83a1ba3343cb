package io.yunkong.edge.downlink;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives each track a number of 16 bits, by which stations know the road user in standard messages (ptcId). It keeps it as long as it is told
 * about, and some seconds longer; then the number may become another's. 0 is nobody's: it means the sender itself. Not thread-safe.
 */
final class TrackNumbers {
    static final int NUMBERS = 65_535;

    /** Longer than anybody takes another road user for the one he knew by a number. */
    private static final long KEPT_US = 10_000_000;

    private static final class Given {
        private final int value;
        private long usedAtUs;

        Given(int value) {
            this.value = value;
        }
    }

    private final Map<Long, Given> byTrack = new HashMap<>();
    private final boolean[] taken = new boolean[NUMBERS + 1];
    private int next = 1;

    /** The track's number; 0 = all are in use. */
    int of(long trackId, long nowUs) {
        Given known = byTrack.get(trackId);
        if (known == null) {
            int free = free();
            if (free == 0) {
                return 0;
            }
            known = new Given(free);
            byTrack.put(trackId, known);
        }
        known.usedAtUs = nowUs;
        return known.value;
    }

    private int free() {
        if (byTrack.size() == NUMBERS) {
            return 0;
        }
        while (taken[next]) {
            next = next % NUMBERS + 1;
        }
        int free = next;
        taken[free] = true;
        next = next % NUMBERS + 1;
        return free;
    }

    /** Frees the numbers of tracks not told about for some time. */
    void forget(long nowUs) {
        byTrack.values().removeIf(number -> {
            boolean over = nowUs - number.usedAtUs > KEPT_US;
            if (over) {
                taken[number.value] = false;
            }
            return over;
        });
    }
}
