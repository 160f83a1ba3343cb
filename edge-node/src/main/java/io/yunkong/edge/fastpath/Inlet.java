package io.yunkong.edge.fastpath;

import io.netty.channel.EventLoop;
import io.yunkong.edge.queue.LatestWinsQueue;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the reports of one event loop wait for the map thread. One batch at a time is on its way; meanwhile reports wait in a bounded
 * queue in which the newest of each kind and station win. Owned by its event loop, also the counters.
 *
 * <pre>
 *  turn of the loop: offer, offer, offer --batch--> map thread
 *                                  counters  &lt;--outcome--'
 * </pre>
 */
public final class Inlet {
    private final EventLoop loop;
    private final FastPath fastPath;
    private final LinkCounters counters;
    private final LongSupplier clockUs;
    private final LatestWinsQueue<Report.Key, Report> waiting;
    private final Batch batch;
    private UnusedReports unused;
    /** Worked off; the last one first, as it is the one at hand. */
    private final Deque<Report.Own> spares = new ArrayDeque<>();
    /** As many as may wait: whoever falls behind makes no garbage as well. */
    private final int sparesMax;

    private final Runnable handOver = this::handOver;
    private final Runnable process = this::process;
    private final Runnable settle = this::settle;
    private final Consumer<Report> keepSpare = this::keepSpare;
    private boolean collecting;
    private boolean handedOver;
    private @Nullable Runnable onceEmpty;

    /**
     * @param loop the owner
     * @param counters the owner's
     * @param clockUs microseconds since 1970 UTC
     */
    public Inlet(
            EventLoop loop, FastPath fastPath, FastPathLimits limits, LinkCounters counters, LongSupplier clockUs) {
        this.loop = loop;
        this.fastPath = fastPath;
        this.counters = counters;
        this.clockUs = clockUs;
        this.waiting = new LatestWinsQueue<>(limits.pendingMax(), Report::key);
        this.batch = new Batch(limits.batchMax());
        this.sparesMax = limits.pendingMax();
        this.unused = new UnusedReports(limits.batchMax());
    }

    /** Takes the report of a frame that has been counted as received. */
    public void offer(Report report) {
        counters.inFlight++;
        Report givenUp = waiting.offer(report);
        if (givenUp != null) {
            counters.inFlight--;
            counters.shed.count(givenUp.kind());
            keepSpare(givenUp);
        }
    }

    /** A report that nobody needs any more, to be written over and offered; a new one when there is none. */
    public Report.Own spare() {
        Report.Own spare = spares.poll();
        return spare == null ? Report.Own.blank() : spare;
    }

    private void keepSpare(Report workedOff) {
        if (workedOff instanceof Report.Own own && spares.size() < sparesMax) {
            spares.push(own);
        }
    }

    /** What a station told of itself, and has been counted as rejected, was of no use: the map thread tells the station. */
    public void unused(long stationId, RejectReason reason) {
        unused.add(stationId, reason);
    }

    /** A connection has been read: what all that are ready brought goes to the map thread at once, unless a batch is still there. */
    public void endOfRead() {
        if (!collecting && !handedOver && (!waiting.isEmpty() || unused.size() > 0)) {
            collecting = true;
            loop.execute(handOver); // after the connections that are read in the same turn
        }
    }

    private void handOver() {
        collecting = false;
        batch.begin(clockUs.getAsLong());
        while (!batch.isFull()) {
            Report next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        unused = batch.exchange(unused);
        handedOver = true;
        if (fastPath.loop().inEventLoop()) {
            process();
        } else {
            fastPath.loop().execute(process);
        }
    }

    /** Runs an action once: when nothing waits and nothing is on its way. For an inlet that gets no more reports. */
    public void onceEmpty(Runnable action) {
        onceEmpty = action;
        runOnceEmpty();
    }

    private void runOnceEmpty() {
        Runnable action = onceEmpty;
        if (action != null && !collecting && !handedOver && waiting.isEmpty()) {
            onceEmpty = null;
            action.run();
        }
    }

    private void process() {
        fastPath.process(batch);
        if (loop.inEventLoop()) {
            settle();
        } else {
            loop.execute(settle);
        }
    }

    private void settle() {
        batch.settle(counters, keepSpare);
        handedOver = false;
        endOfRead();
        runOnceEmpty();
    }
}
