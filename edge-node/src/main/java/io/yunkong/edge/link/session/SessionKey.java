package io.yunkong.edge.link.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Under what key a session's datagrams come and go. What comes up belongs to the datagram listener's event loop, what goes down is for any
 * thread.
 */
public final class SessionKey implements Outbox.Way {
    private static final byte[] NOTHING = {};

    private final long id;
    private final DeviceSession session;
    private final Channel datagrams;
    private final DatagramSeal up;
    private final DatagramSeal down;
    private final ReplayWindow window = new ReplayWindow();
    private long downSequence = DatagramSeal.DOWN_FIRST;
    private volatile @Nullable InetSocketAddress address;

    /** @param datagrams the listener's channel */
    SessionKey(long id, byte[] key, DeviceSession session, Channel datagrams) {
        this.id = id;
        this.session = session;
        this.datagrams = datagrams;
        this.up = new DatagramSeal(id, key);
        this.down = new DatagramSeal(id, key);
    }

    long id() {
        return id;
    }

    /** Station of its session: the only one it speaks for. */
    public long stationId() {
        return session.stationId();
    }

    /** What its session's device is. */
    public DeviceKind kind() {
        return session.kind();
    }

    /** The likely edition of what the session's device sends. */
    public Edition edition() {
        return session.edition();
    }

    /** A frame under the key was of another edition than supposed. */
    public void speaks(Edition other) {
        session.speaks(other);
    }

    /** Whether the MAC of a datagram is that of this key. */
    public boolean isSealed(byte[] datagram, int length) {
        return up.isSealed(datagram, length);
    }

    /** Whether a datagram with that number has not been taken yet; then it is. */
    public boolean take(long sequence) {
        return window.take(sequence);
    }

    /** Whether one more datagram keeps the session's rate. */
    public boolean mayPass(long nowNanos) {
        return session.mayPass(nowNanos);
    }

    /** Its last good message came from there: while the session's connection is broken its warnings go there. */
    public void heardFrom(InetSocketAddress from) {
        address = from;
        if (!session.isConnected()) {
            session.outbox().attachInstead(this);
        }
    }

    @Override
    public boolean send(byte[] message, long sequence) {
        return sendSession(message, SessionMessages.sequence(sequence));
    }

    /** Hands an encoded EdgeMessage over that has no number. */
    boolean sendUncounted(byte[] message) {
        return sendSession(message, NOTHING);
    }

    private synchronized boolean sendSession(byte[] message, byte[] appended) {
        byte[] payload = new byte[1 + message.length + appended.length];
        payload[0] = (byte) FrameType.SESSION.code();
        System.arraycopy(message, 0, payload, 1, message.length);
        System.arraycopy(appended, 0, payload, 1 + message.length, appended.length);
        return send(payload);
    }

    /** Hands a UPER message frame over. */
    synchronized boolean sendFrame(byte[] frame) {
        byte[] payload = new byte[1 + frame.length];
        payload[0] = (byte) FrameType.UPER.code();
        System.arraycopy(frame, 0, payload, 1, frame.length);
        return send(payload);
    }

    private boolean send(byte[] payload) {
        InetSocketAddress to = address;
        if (to == null || !datagrams.isActive() || !datagrams.isWritable()) {
            return false;
        }
        byte[] sealed = down.seal(downSequence++, payload);
        var _ = datagrams.writeAndFlush(
                new DatagramPacket(Unpooled.wrappedBuffer(sealed), to), datagrams.voidPromise());
        return true;
    }
}
