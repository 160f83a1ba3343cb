package io.yunkong.edge.statistics;

import io.yunkong.map.warn.Application;
import java.util.function.LongSupplier;

/** What the map thread has counted: warnings on their way down, observations on their way up. Owned by the map thread. */
public final class MapCounters {
    public final EnumCounters<Application> raised = new EnumCounters<>(Application.class);
    public long fromCloud;
    public long delivered;
    public long messagesSent;
    public long acknowledged;
    public long acksUnknown;
    public long duplicates;
    public long expired;
    public long noSession;
    /** Kept by the links of their stations until those come back. */
    public long waiting;
    /** Kept, and replaced by a newer state of their danger. */
    public long superseded;

    public long oldEpoch;
    public long ledgerOverflow;

    public long observationsOffered;
    public long observationsSent;
    public long batchesSent;
    public long uplinkStale;
    public long uplinkReplaced;
    public long reportsSent;
    public long reportsDropped;
    public long linksOpened;
    public long linksLost;
    public long linkMessagesBad;

    public final AdviceCounters advice = new AdviceCounters();
    public final PriorityCounters priority = new PriorityCounters();
    public final StandardCounters standard = new StandardCounters();
    public final PositionUseCounters positionUse = new PositionUseCounters();
    public final Defects defects;
    public final LatencyHistograms latency = new LatencyHistograms();

    /** @param nanoTime monotonic, for the time between two lines about defects */
    public MapCounters(LongSupplier nanoTime) {
        this.defects = new Defects(nanoTime);
    }

    public EdgeStatistics.Warnings warnings() {
        return new EdgeStatistics.Warnings(
                raised.toMap(),
                fromCloud,
                delivered,
                messagesSent,
                acknowledged,
                acksUnknown,
                duplicates,
                expired,
                noSession,
                waiting,
                superseded,
                oldEpoch,
                ledgerOverflow);
    }

    public EdgeStatistics.Uplink uplink(int linksUp, int pending) {
        return new EdgeStatistics.Uplink(
                linksUp,
                observationsOffered,
                observationsSent,
                batchesSent,
                uplinkStale,
                uplinkReplaced,
                pending,
                reportsSent,
                reportsDropped,
                linksOpened,
                linksLost,
                linkMessagesBad);
    }
}
