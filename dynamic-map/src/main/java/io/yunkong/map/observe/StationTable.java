package io.yunkong.map.observe;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Histories by station, as many as there is room for. Owned by {@link Plausibility}. */
final class StationTable {
    private static final long SILENCE_MAX_US = 10_000_000;
    private static final int SWEPT_AT_ONCE = 256;

    private final LongSlots slots;
    private final StationHistory[] histories;
    private final int reportsPerSecondMax;
    private @Nullable StationHistory latest;
    private int sweep;
    private long full;

    StationTable(int stationsMax, int reportsPerSecondMax) {
        this.slots = new LongSlots(stationsMax);
        this.histories = new StationHistory[stationsMax];
        this.reportsPerSecondMax = reportsPerSecondMax;
    }

    int size() {
        return slots.size();
    }

    /** How often a new station had no place. */
    long full() {
        return full;
    }

    @Nullable StationHistory find(long stationId) {
        // all objects of a message are of one station
        if (latest != null && latest.used && latest.stationId == stationId) {
            return latest;
        }
        int slot = slots.find(stationId);
        StationHistory found = slot < 0 ? null : histories[slot];
        latest = found;
        return found;
    }

    /** History of the station, a new one when it has none; null = the table is full. */
    @Nullable StationHistory claim(long stationId, long nowUs) {
        int slot = slots.claim(stationId);
        if (slot < 0) {
            full++;
            return null;
        }
        StationHistory history = histories[slot];
        if (history == null) {
            history = new StationHistory();
            histories[slot] = history;
        }
        if (!history.used || history.stationId != stationId) {
            history.start(stationId, nowUs, reportsPerSecondMax);
        }
        return history;
    }

    void forEach(Consumer<StationHistory> action) {
        for (StationHistory history : histories) {
            if (history != null && history.used) {
                action.accept(history);
            }
        }
    }

    /** Forgets stations that have been silent for 10 s, but for those that are to be kept; looks at a part of the table each time. */
    void forgetSilent(long nowUs, Predicate<StationHistory> kept) {
        for (int i = 0; i < Math.min(histories.length, SWEPT_AT_ONCE); i++) {
            sweep = (sweep + 1) % histories.length;
            StationHistory history = histories[sweep];
            if (history != null && history.used && nowUs - history.heardAtUs > SILENCE_MAX_US && !kept.test(history)) {
                slots.release(history.stationId);
                history.used = false;
            }
        }
    }
}
