package io.yunkong.edge.fastpath;

import io.yunkong.map.observe.TrustNotice;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log which stations are believed less than before, or again: a few lines in ten seconds at most. Owned by the map thread. */
final class TrustLog {
    private static final Logger LOG = LoggerFactory.getLogger(TrustLog.class);
    private static final int LINES_MAX = 20;
    private static final long WITHIN_US = TimeUnit.SECONDS.toMicros(10);

    private long sinceUs;
    private int lines;

    void tell(List<TrustNotice> notices, long nowUs) {
        for (TrustNotice notice : notices) {
            if (nowUs - sinceUs > WITHIN_US) {
                sinceUs = nowUs;
                lines = 0;
            }
            if (lines++ < LINES_MAX) {
                tell(notice);
            }
        }
    }

    private static void tell(TrustNotice notice) {
        String station = Long.toHexString(notice.stationId());
        String doubt = notice.doubt().name().toLowerCase(Locale.ROOT);
        String score = String.format(Locale.ROOT, "%.2f", notice.score());
        switch (notice.trust()) {
            case FULL -> LOG.info("station believed again: station={}, doubt={}, score={}", station, doubt, score);
            case DISCOUNTED ->
                LOG.warn(
                        "station discounted: station={}, doubt={}, score={}; its measurements count less",
                        station,
                        doubt,
                        score);
            case EXCLUDED ->
                LOG.warn(
                        "station excluded: station={}, doubt={}, score={}; nobody is warned on its word",
                        station,
                        doubt,
                        score);
        }
    }
}
