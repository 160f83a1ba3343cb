package io.yunkong.edge.link.station;

import io.yunkong.wire.schema.Edition;

/**
 * An address datagram stations send from: mostly one, several behind a gateway. Its acknowledgements, which do not say whose they are,
 * count against the rate of the station that came first. The count is guarded by {@link Stations}, the rate and the edition belong to the
 * listener's event loop.
 */
public final class DatagramSource {
    private final TokenBucket bucket;
    private Edition edition = Edition.E2020;
    private int stations;

    DatagramSource(TokenBucket bucket) {
        this.bucket = bucket;
    }

    /** Whether one more acknowledgement keeps the rate. */
    public boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    /** The edition of the last frame from there that is of one only: before a frame is read nobody knows whose it is. */
    public Edition edition() {
        return edition;
    }

    /** A frame from there was of another edition than supposed. */
    public void speaks(Edition other) {
        edition = other;
    }

    void enter() {
        stations++;
    }

    /** Whether that was the last. */
    boolean leave() {
        return --stations == 0;
    }
}
