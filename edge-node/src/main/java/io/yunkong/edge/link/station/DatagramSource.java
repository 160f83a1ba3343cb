package io.yunkong.edge.link.station;

/**
 * An address datagram stations send from: mostly one, several behind a gateway. Its acknowledgements, which do not say whose they are,
 * count against the rate of the station that came first. The count is guarded by {@link Stations}, the rate belongs to the listener's
 * event loop.
 */
public final class DatagramSource {
    private final TokenBucket bucket;
    private int stations;

    DatagramSource(TokenBucket bucket) {
        this.bucket = bucket;
    }

    /** Whether one more acknowledgement keeps the rate. */
    public boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    void enter() {
        stations++;
    }

    /** Whether that was the last. */
    boolean leave() {
        return --stations == 0;
    }
}
