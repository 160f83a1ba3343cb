package io.yunkong.edge.link.session;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.link.DeviceEvents;
import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.statistics.ResumeCounters;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.WarningPhase;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of one session that its device may not have read: of each danger the newest state, numbered 1, 2, 3 … over all connections
 * of the session, for as long as it holds. They go down by the way there is; while there is none, or it is full, they wait. A danger the
 * device has not read anything of yet is raised to it, whatever its newest state was made as. Safe for use by any thread: handing over and
 * resuming take turns, so that numbers go down in their order.
 */
final class Outbox {
    /** A way down to the device. */
    interface Way {
        /** Hands an EdgeMessage over under a number; false when it is closed or full. */
        boolean send(byte[] message, long sequence);
    }

    private static final long UNTOLD = 0;
    private static final long TOLD_BEFORE = -1;

    private static final class Entry {
        private final long sequence;
        private final Notice notice;
        private final long holdsUntilUs;
        /** Number under which the device was first told of the danger. */
        private long toldSequence;

        private boolean sent;
        private boolean settled; // what became of it is known to who handed it over

        private Entry(long sequence, Notice notice, long holdsUntilUs, long toldSequence) {
            this.sequence = sequence;
            this.notice = notice;
            this.holdsUntilUs = holdsUntilUs;
            this.toldSequence = toldSequence;
        }

        private boolean isClear() {
            return notice.warning().getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        }

        /** The message as the device needs it: what it has not been told of is raised, the rest updated. */
        private byte[] message() {
            WarningPhase phase =
                    toldSequence == UNTOLD ? WarningPhase.WARNING_PHASE_RAISED : WarningPhase.WARNING_PHASE_UPDATED;
            if (isClear() || notice.warning().getPhase() == phase) {
                return notice.message();
            }
            try {
                EdgeMessage.Builder message = EdgeMessage.parseFrom(notice.message()).toBuilder();
                message.getWarningBuilder().setPhase(phase);
                return message.build().toByteArray();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("own message not readable: danger=" + notice.toldId(), e);
            }
        }
    }

    private final ResumeLimits limits;
    private final long clearHoldsUs;
    private final ResumeCounters counters;
    private final DeviceEvents events;
    private final LongSupplier clockUs;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Way way;
    private long sequence;
    private boolean flushing;
    private boolean ended;

    /**
     * @param clearHoldsUs a clear is kept this long, microseconds: until a break must have been seen and the time to resume is over
     * @param events is told what became of what was kept
     * @param clockUs microseconds since 1970 UTC
     */
    Outbox(ResumeLimits limits, long clearHoldsUs, ResumeCounters counters, DeviceEvents events, LongSupplier clockUs) {
        this.limits = limits;
        this.clearHoldsUs = clearHoldsUs;
        this.counters = counters;
        this.events = events;
        this.clockUs = clockUs;
    }

    /** Numbers a warning and sends it, after what waits already; keeps it either way. */
    synchronized Notice.Handed hand(Notice notice) {
        if (ended) {
            return Notice.Handed.REFUSED;
        }
        long nowUs = clockUs.getAsLong();
        forgetOver(nowUs);
        boolean clear = notice.warning().getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        Entry before = entries.remove(notice.toldId());
        if (before != null) {
            settle(before, clear ? Notice.Fate.LAPSED : Notice.Fate.SUPERSEDED);
        }
        boolean update = notice.warning().getPhase() == WarningPhase.WARNING_PHASE_UPDATED;
        long toldSequence = before != null ? before.toldSequence : update ? TOLD_BEFORE : UNTOLD;
        long holdsUntilUs = clear ? nowUs + clearHoldsUs : notice.warning().getValidUntilUs();
        Entry entry = new Entry(++sequence, notice, holdsUntilUs, toldSequence);
        entries.put(notice.toldId(), entry);
        if (entries.size() > limits.messagesMax()) {
            forgetOldest();
        }
        flush(entry);
        return entry.sent ? Notice.Handed.SENT : Notice.Handed.KEPT;
    }

    /** Whether as much was ever handed over as the device says it has read. */
    synchronized boolean reached(long lastRead) {
        return !ended && Long.compareUnsigned(lastRead, sequence) <= 0;
    }

    /**
     * From now on there is a way down: what the device has not read and what still holds goes first.
     *
     * @param lastRead number of the last warning that the device has read, 0 = none
     */
    synchronized void attach(Way down, long lastRead) {
        way = down;
        forgetOver(clockUs.getAsLong());
        for (Entry entry : entries.values()) {
            if (entry.toldSequence > lastRead) {
                entry.toldSequence = UNTOLD;
            }
            if (entry.sent && entry.sequence > lastRead) {
                entry.sent = false;
                counters.replayed.increment();
            }
        }
        flush(null);
    }

    /** From now on there is this way down unless there is another: what waits goes, what was sent before is not sent again. */
    synchronized void attachInstead(Way down) {
        if (way == null && !ended) {
            way = down;
            refresh();
        }
    }

    /** That way is closed; another that has been attached meanwhile stays. */
    @SuppressWarnings("ReferenceEquality") // this very connection
    synchronized void detach(Way down) {
        if (way == down) {
            way = null;
        }
    }

    /**
     * Sends what waits as far as the way takes it, and forgets what is over. A way that says while it is being written to that there is room
     * again comes here from within: what is under way goes on then.
     */
    synchronized void refresh() {
        if (flushing) {
            return;
        }
        forgetOver(clockUs.getAsLong());
        flush(null);
    }

    /** The session is over: nobody will ever read what waits. */
    synchronized void end() {
        ended = true;
        way = null;
        entries.values().forEach(entry -> settle(entry, Notice.Fate.LAPSED));
        entries.clear();
    }

    private void flush(@Nullable Entry own) {
        Way down = way;
        if (down == null) {
            return;
        }
        flushing = true;
        try {
            flush(down, own);
        } finally {
            flushing = false;
        }
    }

    private void flush(Way down, @Nullable Entry own) {
        for (Entry entry : entries.values()) {
            if (entry.sent) {
                continue;
            }
            if (!down.send(entry.message(), entry.sequence)) {
                return;
            }
            entry.sent = true;
            if (entry.toldSequence == UNTOLD && !entry.isClear()) {
                entry.toldSequence = entry.sequence;
            }
            if (entry == own) {
                entry.settled = true;
            } else {
                settle(entry, Notice.Fate.SENT);
            }
        }
    }

    private void forgetOver(long nowUs) {
        Iterator<Entry> all = entries.values().iterator();
        while (all.hasNext()) {
            Entry entry = all.next();
            if (entry.holdsUntilUs < nowUs) {
                all.remove();
                settle(entry, Notice.Fate.LAPSED);
            }
        }
    }

    private void forgetOldest() {
        Iterator<Entry> all = entries.values().iterator();
        Entry oldest = all.next();
        all.remove();
        settle(oldest, Notice.Fate.LAPSED);
        counters.messagesForgotten.increment();
    }

    private void settle(Entry entry, Notice.Fate fate) {
        if (!entry.settled) {
            entry.settled = true;
            events.waited(entry.notice, fate);
        }
    }
}
