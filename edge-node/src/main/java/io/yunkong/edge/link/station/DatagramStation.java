package io.yunkong.edge.link.station;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import java.net.InetSocketAddress;
import java.util.Set;

/** The address a station's good datagrams come from. Changed by the listener's event loop only; {@link #send} is for any thread. */
public final class DatagramStation implements StationLink {
    private final long stationId;
    private final boolean roadsideUnit;
    private final Channel channel;
    private final TokenBucket bucket;
    private volatile InetSocketAddress address;
    private final Set<DownlinkMessage> downlink;
    private volatile Edition edition = Edition.E2020;
    private long lastHeardNanos;

    /**
     * A station; say when it was {@link #heard}.
     *
     * @param roadsideUnit whether it is one of the zone
     * @param downlink what datagram stations understand, by configuration: they have no hello to say it in
     */
    public DatagramStation(
            long stationId,
            boolean roadsideUnit,
            Channel channel,
            TokenBucket bucket,
            InetSocketAddress address,
            Set<DownlinkMessage> downlink) {
        this.stationId = stationId;
        this.roadsideUnit = roadsideUnit;
        this.channel = channel;
        this.bucket = bucket;
        this.address = address;
        this.downlink = downlink;
    }

    @Override
    public long stationId() {
        return stationId;
    }

    boolean isRoadsideUnit() {
        return roadsideUnit;
    }

    /** Whether one more message keeps its rate. */
    public boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    TokenBucket bucket() {
        return bucket;
    }

    /** Its last good message came then. */
    public void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
    }

    InetSocketAddress address() {
        return address;
    }

    /** For {@link Stations} only, which knows every address. */
    void moveTo(InetSocketAddress to) {
        address = to;
    }

    /** Whether its last good message came from there. */
    public boolean hasAddress(InetSocketAddress sender) {
        return address.equals(sender);
    }

    /** Whether it has not been heard since then. */
    public boolean silentSince(long thenNanos) {
        return lastHeardNanos - thenNanos < 0;
    }

    /** @return false also when such stations have been said to know UPER frames only */
    @Override
    public boolean send(byte[] message) {
        return understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)
                && canTake()
                && write(channel.alloc()
                        .directBuffer(1 + message.length)
                        .writeByte(FrameHeader.DATAGRAM_SESSION_MARKER)
                        .writeBytes(message));
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return downlink.contains(message);
    }

    @Override
    public Edition edition() {
        return edition;
    }

    /** Its frame was of another edition than supposed. */
    public void speaks(Edition other) {
        edition = other;
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        return canTake() && write(channel.alloc().directBuffer(frame.length).writeBytes(frame));
    }

    private boolean canTake() {
        return channel.isActive() && channel.isWritable();
    }

    private boolean write(ByteBuf content) {
        var _ = channel.writeAndFlush(new DatagramPacket(content, address), channel.voidPromise());
        return true;
    }
}
