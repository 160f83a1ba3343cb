package io.yunkong.edge.statistics;

import io.yunkong.wire.DownlinkMessage;

/** What the map thread has counted of message frames of T/CSAE 53 and 157 on their way down. Owned by the map thread. */
public final class StandardCounters {
    public final EnumCounters<DownlinkMessage> sent = new EnumCounters<>(DownlinkMessage.class);
    public long overRate;
    public long notTaken;
    public long notEncodable;
    public long notUnderstood;
    public long deferred;
    public long objectsLeftOut;
    public long numbersUsedUp;

    public EdgeStatistics.Standard statistics(LinkCounters links) {
        return new EdgeStatistics.Standard(
                sent.toMap(),
                overRate,
                notTaken,
                notEncodable,
                notUnderstood,
                deferred,
                objectsLeftOut,
                numbersUsedUp,
                links.intentions,
                links.personalReports,
                links.vehicleSensorReports);
    }
}
