package io.yunkong.edge.fastpath;

import io.yunkong.map.observe.RejectReason;

/**
 * What stations told of themselves and was refused before it was a report: whose it was, and why. Bounded: when it is full further ones are not
 * noted, for they have been counted already. It belongs to one thread at a time, like its {@link Batch}.
 */
final class UnusedReports {
    private final long[] stationIds;
    private final RejectReason[] reasons;
    private int size;

    UnusedReports(int capacity) {
        this.stationIds = new long[capacity];
        this.reasons = new RejectReason[capacity];
    }

    void add(long stationId, RejectReason reason) {
        if (size < stationIds.length) {
            stationIds[size] = stationId;
            reasons[size++] = reason;
        }
    }

    int size() {
        return size;
    }

    long stationId(int index) {
        return stationIds[index];
    }

    RejectReason reason(int index) {
        return reasons[index];
    }

    void clear() {
        size = 0;
    }
}
