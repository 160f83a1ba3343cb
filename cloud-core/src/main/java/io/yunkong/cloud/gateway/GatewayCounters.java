package io.yunkong.cloud.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened on the edges' links. Reasons are constants of the code, so their number is bounded. Thread-safe. */
public final class GatewayCounters {
    private final Map<String, LongAdder> linksClosed = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> warnings = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> advice = new ConcurrentHashMap<>();
    private final LongAdder messages = new LongAdder();
    private final LongAdder linksOpened = new LongAdder();

    /**
     * @param linksOpened connections accepted
     * @param linksClosed connections closed, by reason
     * @param messages link messages read
     * @param messagesRejected of these, messages that could be parsed and were of no use, by reason
     * @param warnings warnings to be sent to edges, by outcome
     * @param advice messages of advice that edges reported on, by outcome
     */
    public record Counts(
            long linksOpened,
            Map<String, Long> linksClosed,
            long messages,
            Map<String, Long> messagesRejected,
            Map<String, Long> warnings,
            Map<String, Long> advice) {
        public Counts {
            messagesRejected = Map.copyOf(messagesRejected);
            linksClosed = Map.copyOf(linksClosed);
            warnings = Map.copyOf(warnings);
            advice = Map.copyOf(advice);
        }
    }

    void opened() {
        linksOpened.increment();
    }

    void closed(String reason) {
        linksClosed.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    void message() {
        messages.increment();
    }

    void rejected(String reason) {
        rejected.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    void warning(String outcome) {
        warnings.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    void advice(String outcome) {
        advice.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    public Counts counts() {
        return new Counts(
                linksOpened.sum(), sums(linksClosed), messages.sum(), sums(rejected), sums(warnings), sums(advice));
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> sums = new TreeMap<>();
        adders.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }
}
