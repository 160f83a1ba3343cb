package io.yunkong.edge.statistics;

import io.yunkong.wire.PositionUse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What stations were told of the use of their own reports. Owned by the map thread. */
public final class PositionUseCounters {
    /** As many names as there are reasons and doubts. */
    private final Map<String, Long> told = new TreeMap<>();

    /** In doubt or refused, and not told because too many others were. */
    public long notWatched;

    /** One message was handed to the link of a station. */
    public void told(PositionUse use) {
        String level = use.getLevel().name().replace("POSITION_USE_LEVEL_", "").toLowerCase(Locale.ROOT);
        told.merge(use.getReason().isEmpty() ? level : level + "/" + use.getReason(), 1L, Long::sum);
    }

    public EdgeStatistics.PositionUses statistics() {
        return new EdgeStatistics.PositionUses(told, notWatched);
    }
}
