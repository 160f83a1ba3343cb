package io.yunkong.edge.statistics;

/** What became of advice on its way down. Owned by the map thread. */
public final class AdviceCounters {
    public long fromEdge;
    public long fromCloud;
    public long fromRoadside;
    public long sent;
    public long acknowledged;
    public long acksUnknown;
    public long expired;
    public long noSession;
    public long oldEpoch;
    public long notUsable;
    public long forgotten;
    /** Withdrawals that have yet to be told. */
    public long waiting;

    public EdgeStatistics.AdviceGiven statistics() {
        return new EdgeStatistics.AdviceGiven(
                fromEdge,
                fromCloud,
                fromRoadside,
                sent,
                acknowledged,
                acksUnknown,
                expired,
                noSession,
                waiting,
                oldEpoch,
                notUsable,
                forgotten);
    }
}
