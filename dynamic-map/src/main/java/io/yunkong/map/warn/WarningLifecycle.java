package io.yunkong.map.warn;

import io.yunkong.map.observe.LongSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From findings to warnings that do not flicker: one id from raise to clear, one application for one host and one subject at a time (one of a near
 * collision takes the place of any other), raised only when the finding lasts, cleared only when it stays away, not repeated at once. Not thread-safe: one owner; no clock.
 */
final class WarningLifecycle {
    /** Of a track that is not there any more. */
    static final long GONE = Long.MIN_VALUE;

    /** Makes the evidence and the warning of a finding; asked only when one goes out. */
    @FunctionalInterface
    interface Writer {
        Warning write(String id, Finding finding, long raisedAtUs, long validUntilUs);
    }

    /** Pairs under observation at one time. */
    private static final int PAIRS_MAX = 20_000;

    private final String nodeName;
    private final LongSlots slots;
    private final WarnedPair[] pairs;
    private LifecycleParameters parameters;
    private int highest = -1;
    private int activeCount;
    private long raised;
    private long suppressed;
    private long tableFull;

    WarningLifecycle(String nodeName, LifecycleParameters parameters) {
        this.parameters = parameters;
        this.nodeName = nodeName;
        this.slots = new LongSlots(PAIRS_MAX);
        this.pairs = new WarnedPair[PAIRS_MAX];
    }

    /** The application that the pair is warned by now; null = none. */
    @Nullable Application warnedBy(long hostTrackId, long subjectKey) {
        int slot = slots.find(key(hostTrackId, subjectKey));
        Warning active = slot < 0 ? null : pairs[slot].active;
        return active == null ? null : active.application();
    }

    /** Takes one finding of a pair. */
    void found(Finding finding, long nowUs, Writer writer, Consumer<WarningEvent> events) {
        WarnedPair pair = pairOf(finding);
        if (pair == null) {
            tableFull++;
            return;
        }
        Warning active = pair.active;
        if (active != null && active.application() == finding.application()) {
            refresh(pair, active, finding, nowUs, writer, events);
            return;
        }
        if (active != null && (active.urgent() || !finding.urgent())) {
            return;
        }
        if (!pair.count(finding, nowUs, parameters.gapMaxMs() * 1000) || !ripe(pair, finding, nowUs)) {
            return;
        }
        if (repeats(pair, finding, nowUs)) {
            suppressed++;
            return;
        }
        if (active != null) {
            clear(pair, active, WarningEvent.ClearReason.SUPERSEDED, nowUs, events);
        }
        raised++;
        String id = nodeName + "-" + Long.toString(nowUs, 36) + "-" + raised;
        Warning warning = writer.write(id, finding, nowUs, validUntil(nowUs));
        pair.active = warning;
        activeCount++;
        events.accept(new WarningEvent.Raised(warning));
    }

    private boolean ripe(WarnedPair pair, Finding finding, long nowUs) {
        boolean imminent = finding.severity() == Severity.IMMINENT;
        double waitUs = (imminent ? parameters.raiseImminentAfterMs() : parameters.raiseAfterMs()) * 1000;
        int evaluations = imminent ? Math.min(2, parameters.raiseEvaluations()) : parameters.raiseEvaluations();
        return pair.candidateCount >= evaluations && nowUs - pair.candidateSinceUs >= waitUs;
    }

    private boolean repeats(WarnedPair pair, Finding finding, long nowUs) {
        return pair.clearedApplication == finding.application()
                && nowUs - pair.clearedAtUs < parameters.repeatAfterMs() * 1000
                && finding.severity().compareTo(pair.clearedSeverity) <= 0;
    }

    private void refresh(
            WarnedPair pair,
            Warning active,
            Finding finding,
            long nowUs,
            Writer writer,
            Consumer<WarningEvent> events) {
        pair.foundAtUs = nowUs;
        boolean due = nowUs - active.updatedAtUs() >= parameters.updateIntervalMs() * 1000;
        boolean worse = finding.severity().compareTo(active.severity()) > 0;
        if (due || worse) {
            Warning warning = writer.write(active.id(), finding, active.raisedAtUs(), validUntil(nowUs));
            pair.active = warning;
            events.accept(new WarningEvent.Updated(warning));
        }
    }

    /** Other parameters are in force: what is active or about to be raised goes on by them. */
    void activate(LifecycleParameters next) {
        parameters = next;
    }

    /** Other lanes are in force: warnings go on only as long as they are found on those. */
    void forgetLanes() {
        for (int slot = 0; slot <= highest; slot++) {
            WarnedPair pair = pairs[slot];
            if (pair != null && pair.used) {
                pair.forgetLanes();
            }
        }
    }

    private long validUntil(long nowUs) {
        return nowUs + Math.round(parameters.validityMs() * 1000);
    }

    /**
     * Lets time pass.
     *
     * @param measuredAtUs when the track with this id was measured last; {@link #GONE} = there is none any more
     */
    void tick(long nowUs, LongUnaryOperator measuredAtUs, Consumer<WarningEvent> events) {
        for (int slot = 0; slot <= highest; slot++) {
            WarnedPair pair = pairs[slot];
            if (pair == null || !pair.used) {
                continue;
            }
            Warning active = pair.active;
            if (active != null) {
                WarningEvent.ClearReason reason = findEnd(pair, nowUs, measuredAtUs);
                if (reason != null) {
                    clear(pair, active, reason, nowUs, events);
                }
            } else if (nowUs - Math.max(pair.foundAtUs, pair.clearedAtUs)
                    > parameters.repeatAfterMs() * 1000 + 1_000_000) {
                pair.used = false;
                slots.release(pair.key);
            }
        }
    }

    private WarningEvent.@Nullable ClearReason findEnd(WarnedPair pair, long nowUs, LongUnaryOperator measuredAtUs) {
        long host = measuredAtUs.applyAsLong(pair.hostTrackId);
        long subject = pair.subjectMoves ? measuredAtUs.applyAsLong(pair.subjectKey) : nowUs;
        boolean notFound = nowUs - pair.foundAtUs >= parameters.clearAfterMs() * 1000;
        if (host == GONE || (notFound && silent(host, nowUs))) {
            return WarningEvent.ClearReason.HOST_GONE;
        }
        if (subject == GONE || (notFound && silent(subject, nowUs))) {
            return WarningEvent.ClearReason.COUNTERPART_GONE;
        }
        return notFound ? WarningEvent.ClearReason.PASSED : null;
    }

    /** Whether nothing is found any more because nobody has measured it lately. */
    private boolean silent(long measuredAtUs, long nowUs) {
        return nowUs - measuredAtUs > parameters.inputAgeMaxMs() * 1000;
    }

    private void clear(
            WarnedPair pair,
            Warning active,
            WarningEvent.ClearReason reason,
            long nowUs,
            Consumer<WarningEvent> events) {
        pair.active = null;
        pair.candidate = null;
        pair.clearedApplication = active.application();
        pair.clearedSeverity = active.severity();
        pair.clearedAtUs = nowUs;
        activeCount--;
        events.accept(new WarningEvent.Cleared(active.endedAt(nowUs, validUntil(nowUs)), reason));
    }

    private @Nullable WarnedPair pairOf(Finding finding) {
        long host = finding.situation().host().state().trackId();
        long key = key(host, finding.situation().subjectKey());
        int slot = slots.claim(key);
        if (slot < 0) {
            return null;
        }
        WarnedPair pair = pairs[slot];
        if (pair == null) {
            pair = new WarnedPair();
            pairs[slot] = pair;
            highest = Math.max(highest, slot);
        }
        if (!pair.used || pair.key != key) {
            pair.start(key, host, finding.situation().subject());
        }
        return pair;
    }

    /** Two 64-bit ids in one: another pair with the same key is as unlikely as two equal ids. */
    private static long key(long host, long subject) {
        return LongSlots.mix(host) + Long.rotateLeft(LongSlots.mix(subject), 23) * 3;
    }

    List<Warning> active() {
        List<Warning> warnings = new ArrayList<>(activeCount);
        for (int slot = 0; slot <= highest; slot++) {
            WarnedPair pair = pairs[slot];
            if (pair != null && pair.used && pair.active != null) {
                warnings.add(pair.active);
            }
        }
        return warnings;
    }

    long raised() {
        return raised;
    }

    /** Findings that would have repeated a warning just cleared. */
    long suppressed() {
        return suppressed;
    }

    long tableFull() {
        return tableFull;
    }
}
