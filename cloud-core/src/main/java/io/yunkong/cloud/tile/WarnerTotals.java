package io.yunkong.cloud.tile;

import io.yunkong.map.observe.Doubt;
import io.yunkong.map.warn.CooperativeWarner;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What the warners of a zone's tiles on this node left out, since the node's start: tiles come and go, these sums never fall. Thread-safe. */
public final class WarnerTotals {
    private final LongAdder tableFull = new LongAdder();
    private final LongAdder repeatsSuppressed = new LongAdder();
    private final Map<Doubt, LongAdder> discounted = adders();
    private final Map<Doubt, LongAdder> excluded = adders();

    /**
     * @param tableFull a station, track or pair was left out because its table was full
     * @param repeatsSuppressed findings that would have repeated a warning just cleared
     * @param stationsDiscounted times that a station's measurements began to count less in a tile, by the doubt that weighed most
     * @param stationsExcluded times that a station was excluded from the warnings of a tile, likewise
     */
    public record Counts(
            long tableFull,
            long repeatsSuppressed,
            Map<String, Long> stationsDiscounted,
            Map<String, Long> stationsExcluded) {
        public Counts {
            stationsDiscounted = Map.copyOf(stationsDiscounted);
            stationsExcluded = Map.copyOf(stationsExcluded);
        }
    }

    private static Map<Doubt, LongAdder> adders() {
        Map<Doubt, LongAdder> adders = new EnumMap<>(Doubt.class);
        for (Doubt doubt : Doubt.values()) {
            adders.put(doubt, new LongAdder());
        }
        return Collections.unmodifiableMap(adders);
    }

    void add(CooperativeWarner.Counters before, CooperativeWarner.Counters now) {
        tableFull.add(now.tableFull() - before.tableFull());
        repeatsSuppressed.add(now.repeatsSuppressed() - before.repeatsSuppressed());
        add(discounted, before.stationsDiscounted(), now.stationsDiscounted());
        add(excluded, before.stationsExcluded(), now.stationsExcluded());
    }

    private static void add(Map<Doubt, LongAdder> sums, Map<Doubt, Long> before, Map<Doubt, Long> now) {
        sums.forEach((doubt, sum) -> sum.add(now.getOrDefault(doubt, 0L) - before.getOrDefault(doubt, 0L)));
    }

    public Counts counts() {
        return new Counts(tableFull.sum(), repeatsSuppressed.sum(), sums(discounted), sums(excluded));
    }

    private static Map<String, Long> sums(Map<Doubt, LongAdder> adders) {
        return adders.entrySet().stream()
                .collect(Collectors.toMap(
                        adder -> adder.getKey().name().toLowerCase(Locale.ROOT),
                        adder -> adder.getValue().sum()));
    }
}
