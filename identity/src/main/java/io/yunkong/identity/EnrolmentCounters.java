package io.yunkong.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what an enrolment service does. Thread-safe. */
final class EnrolmentCounters {
    private final AtomicLong enrolled = new AtomicLong();
    private final AtomicLong renewed = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final ConcurrentMap<Refusal, Long> refused = new ConcurrentHashMap<>();

    void enrolled() {
        enrolled.incrementAndGet();
    }

    void renewed() {
        renewed.incrementAndGet();
    }

    void broken() {
        broken.incrementAndGet();
    }

    void refused(Refusal refusal) {
        refused.merge(refusal, 1L, Long::sum);
    }

    EnrolmentStatistics statistics(long addressesForgotten) {
        Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, refused.getOrDefault(refusal, 0L));
        }
        return new EnrolmentStatistics(enrolled.get(), renewed.get(), counts, broken.get(), addressesForgotten);
    }
}
