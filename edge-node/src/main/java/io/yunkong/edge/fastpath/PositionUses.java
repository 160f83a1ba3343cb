package io.yunkong.edge.fastpath;

import io.netty.util.collection.LongObjectHashMap;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.statistics.PositionUseCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.Trust;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.PositionUseLevel;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows which stations' own reports are not used, or with doubt only, and tells them: silence is never "all clear". Owned by the map thread.
 *
 * <p>The rule: a station is looked at once a second, and judged when five or more of its reports have come since it was judged last. None are
 * used when nine in ten or more were refused; they are used again when more than half were used; in between it stays as it was. How far the
 * station is believed is asked for at the same time. It is told what has changed, the same on another link or connection, and the same again every three
 * seconds while it is not fully used and goes on reporting. Whose reports are all used, and who has no link or reads no session messages, has no
 * state here.
 */
final class PositionUses {
    static final int STATIONS_MAX = 16_384;

    private static final int REPORTS_MIN = 5;
    private static final long LOOK_US = 1_000_000;
    private static final long REPEAT_US = 3_000_000;
    private static final PositionUse FULL = PositionUse.newBuilder()
            .setLevel(PositionUseLevel.POSITION_USE_LEVEL_FULL)
            .build();

    /** Of one station. */
    private static final class Use {
        final long stationId;
        long lookAtUs;
        // since it was judged last
        long sinceUs;
        int used;
        int refused;
        // the most frequent reason, if there is one of more than half: what is left when each of another takes one away
        RejectReason reason = RejectReason.NODE_DEFECT;
        int votes;

        boolean unused;
        PositionUse state = FULL;

        PositionUseLevel toldLevel = PositionUseLevel.POSITION_USE_LEVEL_FULL;

        @Nullable Object toldBy;

        long toldAtUs;

        Use(long stationId, long nowUs) {
            this.stationId = stationId;
            this.sinceUs = nowUs;
            this.lookAtUs = nowUs + LOOK_US;
        }

        void refused(RejectReason why) {
            refused++;
            if (votes == 0) {
                reason = why;
            }
            votes += why == reason ? 1 : -1;
        }

        boolean isFull() {
            return state.getLevel() == PositionUseLevel.POSITION_USE_LEVEL_FULL;
        }

        /** Whether its link has to be told: what is new; by another route, or after a while, what is not as it should be. */
        boolean isToBeTold(Object route, boolean reporting, long nowUs) {
            return state.getLevel() != toldLevel
                    || (!isFull() && (!route.equals(toldBy) || (reporting && Math.abs(nowUs - toldAtUs) >= REPEAT_US)));
        }
    }

    private final Downlink downlink;
    private final CooperativeWarner warner;
    private final PositionUseCounters counters;
    /** Of stations that have reason to be told; empty as a rule. */
    private final LongObjectHashMap<Use> uses = new LongObjectHashMap<>();

    PositionUses(Downlink downlink, CooperativeWarner warner, PositionUseCounters counters) {
        this.downlink = downlink;
        this.warner = warner;
        this.counters = counters;
    }

    /** Stations with a state now. */
    int size() {
        return uses.size();
    }

    /** A station's report of itself went into the map. */
    void used(long stationId, long nowUs) {
        Use use = uses.isEmpty() ? null : uses.get(stationId);
        if (use == null && warner.trust(stationId) != Trust.FULL) {
            use = begin(stationId, nowUs);
        }
        if (use != null) {
            use.used++;
        }
    }

    /** A station's report of itself was of no use. */
    void refused(long stationId, RejectReason reason, long nowUs) {
        Use use = uses.get(stationId);
        if (use == null) {
            use = begin(stationId, nowUs);
        }
        if (use != null) {
            use.refused(reason);
        }
    }

    private @Nullable Use begin(long stationId, long nowUs) {
        if (downlink.findReader(stationId).isEmpty()) {
            return null;
        }
        if (uses.size() >= STATIONS_MAX) {
            counters.notWatched++;
            return null;
        }
        Use use = new Use(stationId, nowUs);
        uses.put(stationId, use);
        return use;
    }

    /** Looks at those whose second is over. */
    void tick(long nowUs) {
        if (!uses.isEmpty()) {
            uses.values().removeIf(use -> isDue(use, nowUs) && isOver(use, nowUs));
        }
    }

    /** Also when the clock was set back. */
    private static boolean isDue(Use use, long nowUs) {
        return nowUs >= use.lookAtUs || use.lookAtUs - nowUs > LOOK_US;
    }

    /** Judges and tells a station if need be; whether it needs no state any more. */
    private boolean isOver(Use use, long nowUs) {
        use.lookAtUs = nowUs + LOOK_US;
        Optional<StationLink> link = downlink.findReader(use.stationId);
        if (link.isEmpty()) {
            return true;
        }
        boolean reporting = use.used + use.refused >= REPORTS_MIN;
        boolean clean = use.refused == 0;
        if (reporting) {
            judge(use, nowUs);
        }
        if (use.isToBeTold(link.get().route(), reporting, nowUs)) {
            tell(use, link.get(), nowUs);
        }
        return reporting && clean && use.isFull() && use.toldLevel == PositionUseLevel.POSITION_USE_LEVEL_FULL;
    }

    private void judge(Use use, long nowUs) {
        int reports = use.used + use.refused;
        use.unused = use.unused ? 2 * use.used <= reports : 10 * use.used <= reports;
        PositionUseLevel level = use.unused
                ? PositionUseLevel.POSITION_USE_LEVEL_NONE
                : switch (warner.trust(use.stationId)) {
                    case FULL -> PositionUseLevel.POSITION_USE_LEVEL_FULL;
                    case DISCOUNTED -> PositionUseLevel.POSITION_USE_LEVEL_DISCOUNTED;
                    case EXCLUDED -> PositionUseLevel.POSITION_USE_LEVEL_EXCLUDED;
                };
        String reason = use.unused
                ? name(use.reason)
                : warner.findDoubt(use.stationId).map(PositionUses::name).orElse("");
        use.state = use.state.toBuilder()
                .setLevel(level)
                .setReason(reason)
                .setSinceUs(level == use.state.getLevel() ? use.state.getSinceUs() : use.sinceUs)
                .build();
        use.sinceUs = nowUs;
        use.used = 0;
        use.refused = 0;
        use.votes = 0;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A link that does not take it, for its device is away, is tried again with the next look. */
    private void tell(Use use, StationLink link, long nowUs) {
        Object route = link.route(); // before it is sent: who connects anew meanwhile is told once more
        byte[] message =
                EdgeMessage.newBuilder().setPositionUse(use.state).build().toByteArray();
        if (link.send(message)) {
            use.toldLevel = use.state.getLevel();
            use.toldBy = route;
            use.toldAtUs = nowUs;
            counters.told(use.state);
        }
    }
}
