package io.yunkong.load.fleet;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the fleet of one run does. Thread-safe. */
public final class FleetTally {
    private final LongAdder framesSent = new LongAdder();
    private final LongAdder sessionsCut = new LongAdder();
    private final LongAdder sessionsResumed = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder superseded = new LongAdder();
    private final Map<BadInput, LongAdder> bad = new EnumMap<>(BadInput.class);

    public FleetTally() {
        for (BadInput kind : BadInput.values()) {
            bad.put(kind, new LongAdder());
        }
    }

    /**
     * What was counted so far.
     *
     * @param framesSent message frames written to open links, bad ones among them
     * @param sessionsCut sessions whose connection a storm broke
     * @param sessionsResumed sessions that went on afterwards under their old number
     * @param repeated numbered messages that came again
     * @param missed numbers that never came, within one connection
     * @param superseded numbers that never came after a session went on: of each danger the edge sends the newest state only
     * @param bad frames of rogues
     */
    public record Figures(
            long framesSent,
            long sessionsCut,
            long sessionsResumed,
            long repeated,
            long missed,
            long superseded,
            Map<BadInput, Long> bad) {
        public Figures {
            bad = Map.copyOf(bad);
        }
    }

    public Figures figures() {
        Map<BadInput, Long> kinds = new EnumMap<>(BadInput.class);
        bad.forEach((kind, count) -> kinds.put(kind, count.sum()));
        return new Figures(
                framesSent.sum(),
                sessionsCut.sum(),
                sessionsResumed.sum(),
                repeated.sum(),
                missed.sum(),
                superseded.sum(),
                kinds);
    }

    void sent() {
        framesSent.increment();
    }

    void sent(BadInput kind) {
        framesSent.increment();
        Objects.requireNonNull(bad.get(kind)).increment();
    }

    void cut() {
        sessionsCut.increment();
    }

    void resumed() {
        sessionsResumed.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void missed(long numbers) {
        missed.add(numbers);
    }

    void superseded(long numbers) {
        superseded.add(numbers);
    }
}
