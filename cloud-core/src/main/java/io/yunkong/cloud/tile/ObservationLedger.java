package io.yunkong.cloud.tile;

import io.yunkong.map.observe.RejectReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the measurements of one zone on this node. A measurement sent to two tiles counts twice. Arrivals, outcomes and what is
 * in flight are counted in three places, so that the balance shows a measurement that one of them forgot. Thread-safe; exact when no
 * measurement is being worked on.
 */
public final class ObservationLedger {
    /**
     * received = processed + rejected + shed + inFlight.
     *
     * @param received measurements in batches read from edge links
     * @param processed taken into a map
     * @param rejected not used, by reason
     * @param shed dropped unread, by class
     * @param inFlight in batches that wait in a tile's inbox or are worked on
     */
    public record Balance(
            long received, long processed, Map<String, Long> rejected, Map<String, Long> shed, long inFlight) {
        public Balance {
            rejected = Map.copyOf(rejected);
            shed = Map.copyOf(shed);
        }

        /** Whether every measurement is accounted for; the one just worked on may still count as in flight. */
        public boolean exact() {
            return received == processed + sum(rejected) + sum(shed) + inFlight;
        }

        /** Shed in all classes. */
        public long shedTotal() {
            return sum(shed);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final LongAdder received = new LongAdder();
    private final LongAdder processed = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);
    private final Map<ShedClass, LongAdder> shed = new EnumMap<>(ShedClass.class);

    public ObservationLedger() {
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, new LongAdder());
        }
        for (ShedClass shedClass : ShedClass.values()) {
            shed.put(shedClass, new LongAdder());
        }
    }

    /** A batch was read from a link. */
    public void receive(int observations) {
        received.add(observations);
    }

    /** A tile's inbox took a batch. */
    void hold(int observations) {
        inFlight.add(observations);
    }

    /** Measurements are through their tile, or were dropped. */
    void release(int observations) {
        inFlight.add(-observations);
    }

    void process() {
        processed.increment();
    }

    void reject(RejectReason reason) {
        counter(rejected, reason).increment();
    }

    /** Received ones go unread. */
    public void shed(ShedClass shedClass, int observations) {
        counter(shed, shedClass).add(observations);
    }

    /** Only the counters that are not zero are named. */
    public Balance balance() {
        return new Balance(received.sum(), processed.sum(), counts(rejected), counts(shed), inFlight.sum());
    }

    private static <E extends Enum<E>> LongAdder counter(Map<E, LongAdder> counters, E key) {
        return Objects.requireNonNull(counters.get(key));
    }

    private static <E extends Enum<E>> Map<String, Long> counts(Map<E, LongAdder> counters) {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((key, counter) -> {
            if (counter.sum() != 0) {
                counts.put(key.name().toLowerCase(Locale.ROOT), counter.sum());
            }
        });
        return counts;
    }
}
