package io.yunkong.map.observe;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest stations to appear, so that one which goes on where another fell silent after a few reports is told from a newcomer:
 * a sender that changes its id with every few messages. A change of pseudonym, minutes apart, is none. Not thread-safe.
 */
final class NewStations {
    private static final int REMEMBERED = 64;
    private static final int REPORTS_MAX = 3;
    private static final double WITHIN_S = 0.5;
    private static final double PLACE_M = 3;

    private final @Nullable StationHistory[] latest = new StationHistory[REMEMBERED];
    private final long[] stationIds = new long[REMEMBERED];
    private int next;

    /** Takes over the doubts about the station that the newcomer goes on from, if there is one. */
    void appeared(StationHistory newcomer, SelfReport first, long nowUs) {
        StationHistory before = findPredecessor(first);
        if (before != null) {
            newcomer.follow(before, nowUs);
        }
        latest[next] = newcomer;
        stationIds[next] = first.stationId();
        next = (next + 1) % REMEMBERED;
    }

    private @Nullable StationHistory findPredecessor(SelfReport first) {
        for (int i = 0; i < REMEMBERED; i++) {
            StationHistory before = latest[i];
            if (before != null
                    && before.used
                    && before.stationId == stationIds[i]
                    && before.stationId != first.stationId()
                    && before.reports() <= REPORTS_MAX
                    && !before.followed()
                    && before.leadsTo(first, WITHIN_S, PLACE_M)) {
                return before;
            }
        }
        return null;
    }
}
