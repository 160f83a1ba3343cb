package io.yunkong.map.observe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts how often stations lost trust, by their main doubt, and keeps the latest changes until somebody tells of them. Not thread-safe. */
final class TrustLedger {
    private static final int NOTICES_MAX = 32;

    private final Map<Doubt, Long> discounted = new EnumMap<>(Doubt.class);
    private final Map<Doubt, Long> excluded = new EnumMap<>(Doubt.class);
    private List<TrustNotice> notices = new ArrayList<>();

    /** Brings a station's trust up to date; what was lost counts, and every change is told unless too many wait already. */
    void judge(long stationId, TrustNotice.About about, DoubtScores scores, long nowUs) {
        if (!scores.any()) {
            return;
        }
        Trust before = scores.trust();
        Doubt doubt = scores.main();
        Trust now = scores.judge(nowUs);
        if (now == before) {
            return;
        }
        if (before == Trust.FULL) {
            discounted.merge(doubt, 1L, Long::sum);
        }
        if (now == Trust.EXCLUDED) {
            excluded.merge(doubt, 1L, Long::sum);
        }
        if (notices.size() < NOTICES_MAX) {
            notices.add(new TrustNotice(stationId, about, now, doubt, scores.highest()));
        }
    }

    List<TrustNotice> take() {
        List<TrustNotice> taken = notices;
        if (!taken.isEmpty()) {
            notices = new ArrayList<>();
        }
        return taken;
    }

    Map<Doubt, Long> discounted() {
        return new EnumMap<>(discounted);
    }

    Map<Doubt, Long> excluded() {
        return new EnumMap<>(excluded);
    }
}
