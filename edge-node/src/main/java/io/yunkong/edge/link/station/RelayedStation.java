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
    private long lastHeardNanos;
    private volatile long readAtNanos;

    /**
     * A station that was heard.
     *
     * @param relay the roadside unit that hears it
     */
    public RelayedStation(long stationId, StationLink relay, TokenBucket bucket) {
        this.stationId = stationId;
        this.relay = relay;
        this.bucket = bucket;
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

    /**
     * The unit passed a message of it on.
     *
     * @param limitNanos when, by the clock that stands still while the unit's event loop is held up
     * @param nanos when, by the clock that all event loops share
     */
    public void heard(long limitNanos, long nanos) {
        lastHeardNanos = limitNanos;
        readAtNanos = nanos;
    }

    /** Whether its unit's event loop has not read anything of it since then, by the clock of that loop's limits. */
    public boolean silentSince(long thenNanos) {
        return lastHeardNanos - thenNanos < 0;
    }

    /** Whether another unit may take it over: nothing has been read of it since then, by the clock that all event loops share. */
    public boolean unreadSince(long thenNanos) {
        return readAtNanos - thenNanos < 0;
    }

    @Override
    public boolean send(byte[] message) {
        return false; // a notice says nothing to a vehicle that listens to the radio
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return message != DownlinkMessage.DOWNLINK_MESSAGE_NOTICE && relay.understands(message);
    }

    /**
     * The unit's, whatever the vehicle spoke: the unit reads what goes down before it puts it on the air, and there it is for all around. What
     * the vehicle says is read without it: only BSMs and PSMs are passed on, and they tell their edition where they have one.
     */
    @Override
    public Edition edition() {
        return relay.edition();
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        return relay.sendFrame(frame);
    }
}
