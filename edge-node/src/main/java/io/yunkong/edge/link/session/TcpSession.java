package io.yunkong.edge.link.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.link.ConnectionLife;
import io.yunkong.edge.link.ConnectionLife.State;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a device, with TLS or without: Hello first, then message frames of its own station, heartbeats and acknowledgements; warnings and the
 * zone status go back. Owns the connection's state and how it begins and ends; what comes up, goes down and runs out of time is the duty of
 * its parts, what outlives it that of {@link DeviceSession}. Owned by its event loop; {@link #closeReplaced} may be called by any thread.
 */
final class TcpSession extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final DeviceLoop loop;
    private final Sessions sessions;
    private final Devices devices;
    private final LinkLimits limits;
    private final LinkCounters counters;
    private final ConnectionLife life;
    private final FrameDecoder decoder;
    private final SessionOutput output;
    private final SessionTimes times;
    private final @Nullable TlsPeer peer;

    private @Nullable DeviceSession session;

    /** @param peer who is at the other end by his certificate; null = without TLS */
    TcpSession(Channel channel, DeviceLoop loop, Sessions sessions, @Nullable TlsPeer peer) {
        this.channel = channel;
        this.peer = peer;
        this.loop = loop;
        this.sessions = sessions;
        this.devices = sessions.devices();
        this.limits = devices.limits();
        this.counters = loop.counters();
        this.life = new ConnectionLife(loop, devices);
        this.decoder = new FrameDecoder(
                new SessionInput(this, loop), loop, limits.sizes().frameBytesMax());
        this.output = new SessionOutput(channel, loop, this::refresh);
        this.times = new SessionTimes(this, decoder, output, loop, limits.times());
    }

    /** The handlers of a device's connection; the loop's sweep looks after {@link SessionTimes} beside them. */
    void install() {
        channel.pipeline()
                .addLast(
                        "frames", decoder) // octets -> frames -> input -> loop (messages) or this session (hello, acks)
                .addLast("output", output) // whether the device reads what goes down
                .addLast("session", this); // coming, going, failing
    }

    /** The session; null before it is open. Asked for every frame. */
    @Nullable DeviceSession session() {
        return session;
    }

    /** Empty before the Hello. */
    String deviceId() {
        return session == null ? "" : session.deviceId();
    }

    State state() {
        return life.state();
    }

    ConnectionLife life() {
        return life;
    }

    @Nullable TlsPeer peer() {
        return peer;
    }

    SessionOutput output() {
        return output;
    }

    SessionTimes times() {
        return times;
    }

    // Coming

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin();
    }

    /** The connection is there, and its handshake done if it has one: the Hello is waited for. */
    void begin() {
        times.connected(loop.limitNanos());
        life.begin().ifPresent(refusal -> refuse(refusal.code(), refusal.reason(), CloseReason.TOO_MANY_CONNECTIONS));
    }

    void hello(Hello said) {
        if (life.state() != State.OPENING) {
            badMessage("second hello: device=" + deviceId() + "; link closed");
            return;
        }
        Optional<Refusal> refusal = sessions.check().findRefusal(said, peer);
        if (refusal.isPresent()) {
            refuse(refusal.get().code(), refusal.get().reason(), CloseReason.HELLO_REFUSED);
            return;
        }
        Optional<Sessions.Claim> claim = sessions.claim(this, said, loop.nowUs());
        if (claim.isEmpty()) {
            String text = "station in use: device=" + said.getDeviceId() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_STATION_IN_USE, text, CloseReason.HELLO_REFUSED);
            return;
        }
        open(claim.get(), said);
    }

    private void open(Sessions.Claim claim, Hello said) {
        session = claim.session();
        life.open();
        counters.sessionsAccepted++;
        output.send(
                FrameType.SESSION,
                SessionMessages.accepted(claim.session().id(), claim.resumed(), loop.nowUs(), limits));
        output.send(FrameType.SESSION, devices.events().zoneStatusMessage());
        sessions.attach(
                claim.session(), this, claim.resumed() ? said.getResume().getLastSequence() : 0);
    }

    /** Lets time pass for the warnings of this session: what waits goes down if it can. */
    void refresh() {
        if (life.state() == State.OPEN && session != null) {
            session.outbox().refresh();
        }
    }

    /** Only who has shown a certificate, and who nobody listens to, gets a key. */
    void datagramKey() {
        DeviceSession own = session;
        if (life.state() == State.OPENING || own == null) {
            refuseBeforeHello("datagram key asked before hello");
        } else if (peer == null) {
            badMessage("datagram key asked without TLS: device=" + deviceId() + "; link closed");
        } else {
            output.send(
                    FrameType.SESSION,
                    SessionMessages.datagramKey(sessions.keys().issue(own)));
        }
    }

    void heartbeat(Heartbeat heard) {
        if (life.state() == State.OPEN) {
            times.answerHeartbeat(heard.getSentAtUs());
        } else {
            refuseBeforeHello("heartbeat before hello");
        }
    }

    void acknowledge(Acknowledgement received) {
        DeviceSession own = session;
        if (life.state() == State.OPEN) {
            devices.events().acknowledged(received, link -> link == own);
        } else {
            refuseBeforeHello("ack before hello");
        }
    }

    // Going

    void badMessage(String text) {
        counters.reject(RejectReason.MALFORMED);
        refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.SESSION_MESSAGE);
    }

    void refuseBeforeHello(String what) {
        refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, what + "; link closed", CloseReason.NO_HELLO);
    }

    /** Tells the device why, then closes; what it still sends is thrown away, so that it can read the refusal. */
    void refuse(RefusalCode code, String reason, CloseReason why) {
        if (life.isOver()) {
            return;
        }
        end(why);
        if (why != CloseReason.SHUTTING_DOWN) {
            loop.refusals().refused(code, reason);
        }
        output.sendLast(SessionMessages.refused(code, reason));
    }

    /** Reads nothing any more; the first reason counts. */
    void end(CloseReason why) {
        life.end(why);
        if (session != null) {
            session.outbox().detach(output);
            if (why == CloseReason.CERTIFICATE) {
                sessions.dropKeys(session, this); // at once: the link may linger
            }
        }
        decoder.stopListening();
    }

    /** Another session of the same device has this station now. */
    void closeReplaced() {
        channel.eventLoop()
                .execute(() -> refuse(
                        RefusalCode.REFUSAL_CODE_STATION_IN_USE,
                        "station taken over: device=" + deviceId() + "; older link closed",
                        CloseReason.REPLACED));
    }

    /** Closed at once with octets unread, the link would be reset, and the device might not read why. */
    ChannelFuture shutDown() {
        refuse(RefusalCode.REFUSAL_CODE_SHUTTING_DOWN, "edge stopping; link closed", CloseReason.SHUTTING_DOWN);
        return channel.closeFuture(); // the device closes, or the sweep after the linger limit
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.defects().report("device link", cause);
        }
        end(CloseReason.TRANSPORT_ERROR);
        output.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        life.close().ifPresent(this::closed);
    }

    private void closed(CloseReason reason) {
        if (session != null) {
            session.outbox().detach(output);
            sessions.release(session, this, brokeOff(reason), loop.nanoTime(), loop.nowUs());
        }
    }

    /** Whether the device may not have meant to end the session, and can resume it. */
    private static boolean brokeOff(CloseReason reason) {
        return switch (reason) {
            case PEER_CLOSED, TRANSPORT_ERROR, IDLE, FRAME_INCOMPLETE, SLOW_READER -> true;
            case TOO_MANY_CONNECTIONS,
                    HELLO_TIMEOUT,
                    NO_HELLO,
                    HELLO_REFUSED,
                    FRAME_HEADER,
                    SESSION_MESSAGE,
                    CERTIFICATE,
                    REPLACED,
                    SHUTTING_DOWN -> false;
        };
    }
}
