package io.yunkong.edge.link;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;

/**
 * A station that is heard through a roadside unit only: what is for it goes to that unit, which broadcasts it. Its rate belongs to the event
 * loop of the unit's session; the rest is for any thread.
 */
final class RelayedStation implements StationLink {
    private final long stationId;
    private final MqttSession relay;
    private final TokenBucket bucket;
    private volatile long lastHeardNanos;

    RelayedStation(long stationId, MqttSession relay, TokenBucket bucket, long nowNanos) {
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

    boolean isBy(MqttSession session) {
        return relay == session;
    }

    boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
    }

    boolean silentSince(long thenNanos) {
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
