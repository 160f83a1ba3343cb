package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.frame.FrameHeader;
import java.net.InetSocketAddress;

/** The address a station's good datagrams come from. Changed by the listener's event loop only; {@link #send} is for any thread. */
final class DatagramStation implements StationLink {
    private final long stationId;
    private final Channel channel;
    private final TokenBucket bucket;
    private volatile InetSocketAddress address;
    private long lastHeardNanos;

    DatagramStation(long stationId, Channel channel, TokenBucket bucket, InetSocketAddress address, long nowNanos) {
        this.stationId = stationId;
        this.channel = channel;
        this.bucket = bucket;
        this.address = address;
        this.lastHeardNanos = nowNanos;
    }

    @Override
    public long stationId() {
        return stationId;
    }

    boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    TokenBucket bucket() {
        return bucket;
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
    }

    InetSocketAddress address() {
        return address;
    }

    /** For {@link Stations} only, which knows every address. */
    void moveTo(InetSocketAddress to) {
        address = to;
    }

    boolean hasAddress(InetSocketAddress sender) {
        return address.equals(sender);
    }

    boolean silentSince(long thenNanos) {
        return lastHeardNanos - thenNanos < 0;
    }

    @Override
    public boolean send(byte[] message) {
        return canTake()
                && write(channel.alloc()
                        .directBuffer(1 + message.length)
                        .writeByte(FrameHeader.DATAGRAM_SESSION_MARKER)
                        .writeBytes(message));
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return message == DownlinkMessage.DOWNLINK_MESSAGE_NOTICE;
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
