package io.yunkong.edge.fastpath;

import io.yunkong.map.observe.TrustNotice;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log which stations are believed less than before, or again: a few lines in ten seconds at most. Owned by the map thread. */
final class TrustLog {
    private static final Logger LOG = LoggerFactory.getLogger(TrustLog.class);
    private static final int LINES_MAX = 20;
    private static final long WITHIN_US = TimeUnit.SECONDS.toMicros(10);

    private final LongFunction<String> deviceIds;
    private long sinceUs;
    private int lines;

    /** @param deviceIds names of stations' devices, empty = not known */
    TrustLog(LongFunction<String> deviceIds) {
        this.deviceIds = deviceIds;
    }

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

    private void tell(TrustNotice notice) {
        String about = about(notice);
        switch (notice.trust()) {
            case FULL -> LOG.info("station believed again: {}", about);
            case DISCOUNTED ->
                LOG.warn(
                        "station discounted: {}; {}",
                        about,
                        switch (notice.about()) {
                            case ITSELF -> "its measurements count less";
                            case SENSORS -> "what its sensors see counts less";
                        });
            case EXCLUDED ->
                LOG.warn(
                        "station excluded: {}; {}",
                        about,
                        switch (notice.about()) {
                            case ITSELF -> "nobody is warned on its word";
                            case SENSORS -> "nobody is warned of what only its sensors see";
                        });
        }
    }

    private String about(TrustNotice notice) {
        String device = deviceIds.apply(notice.stationId());
        return String.format(
                Locale.ROOT,
                "station=%x, device=%s, about=%s, doubt=%s, score=%.2f",
                notice.stationId(),
                device.isEmpty() ? "unknown" : device,
                notice.about().name().toLowerCase(Locale.ROOT),
                notice.doubt().name().toLowerCase(Locale.ROOT),
                notice.score());
    }
}
