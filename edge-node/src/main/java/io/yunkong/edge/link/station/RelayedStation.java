package io.yunkong.edge.link.station;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;

/**
 * A station that is heard through a roadside unit only: what is for it goes to that unit, which broadcasts it. Its rate belongs to the event
 * loop of the unit's session; the rest is for any thread.
 */
public final class RelayedStation implements StationLink {
    private final long stationId;
    private final StationLink relay;
    private final TokenBucket bucket;
    private volatile long lastHeardNanos;

    /** @param relay the roadside unit that hears it */
    public RelayedStation(long stationId, StationLink relay, TokenBucket bucket, long nowNanos) {
        this.stationId = stationId;
        this.relay = relay;
        this.bucket = bucket;
        this.lastHeardNanos = nowNanos;
    }

    @Override
    public long stationId() {
        return stationId;
    }

    @Override
    public long carrierId() {
        return relay.stationId();
    }

    /** Whether this unit is the one that hears it. */
    @SuppressWarnings("ReferenceEquality") // this very session
    public boolean isBy(StationLink unit) {
        return relay == unit;
    }

    /** Whether one more message keeps its rate. */
    public boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    /** The unit passed a message of it on then. */
    public void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
    }

    /** Whether it has not been heard since then. */
    public boolean silentSince(long thenNanos) {
        return lastHeardNanos - thenNanos < 0;
    }

    @Override
    public boolean send(byte[] message) {
        return false; // a notice says nothing to a vehicle that listens to the radio
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return message != DownlinkMessage.DOWNLINK_MESSAGE_NOTICE && relay.understands(message);
    }

    @Override
    public Edition edition() {
        return relay.edition();
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        return relay.sendFrame(frame);
    }
}
