package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a device: Hello first, then message frames of its own station, heartbeats and acknowledgements; warnings and the
 * zone status go back. Owned by its event loop; {@link #send} and {@link #closeReplaced} may be called by any thread.
 */
final class TcpSession extends ChannelInboundHandlerAdapter
        implements FrameDecoder.Frames, DeviceLoop.Speaker, DeviceLoop.Swept, StationLink {
    private enum State {
        AWAITS_HELLO,
        OPEN,
        /** Refused or to be closed; nothing is read any more. */
        ENDING,
        CLOSED
    }

    private final Channel channel;
    private final DeviceLoop loop;
    private final Devices devices;
    private final LinkLimits limits;
    private final LinkCounters counters;
    private final FrameDecoder decoder;

    private State state = State.AWAITS_HELLO;
    private @Nullable CloseReason closeReason;
    private @Nullable TokenBucket bucket;
    private volatile Hello hello = Hello.getDefaultInstance();
    private long sinceNanos;
    private long lastFrameNanos;
    private long lastHeartbeatNanos;
    private long unwritableSinceNanos;

    TcpSession(Channel channel, DeviceLoop loop, Devices devices) {
        this.channel = channel;
        this.loop = loop;
        this.devices = devices;
        this.limits = devices.limits();
        this.counters = loop.counters();
        this.decoder = new FrameDecoder(this, loop, limits.frameBytesMax());
    }

    /** The handlers of a device's connection: octets -> frames -> this session. */
    void install() {
        channel.pipeline().addLast("frames", decoder).addLast("session", this);
    }

    @Override
    public long stationId() {
        return hello.getStationId();
    }

    String deviceId() {
        return hello.getDeviceId();
    }

    // Coming and going

    @Override
    public void channelActive(ChannelHandlerContext context) {
        sinceNanos = loop.nowNanos();
        lastFrameNanos = sinceNanos;
        lastHeartbeatNanos = sinceNanos;
        counters.connectionsOpened++;
        loop.watch(this);
        if (!devices.stations().connect(limits.connectionsMax())) {
            String text = "too many connections: limit=" + limits.connectionsMax() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_OVERLOADED, text, CloseReason.TOO_MANY_CONNECTIONS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        CloseReason reason = closeReason == null ? CloseReason.PEER_CLOSED : closeReason;
        counters.closed.count(reason);
        if (reason != CloseReason.TOO_MANY_CONNECTIONS) {
            devices.stations().disconnect();
        }
        if (devices.stations().release(this)) {
            devices.events().station(event(false));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            counters.defects.report("device link", cause);
        }
        end(CloseReason.TRANSPORT_ERROR);
        var _ = context.close();
    }

    /** Another session of the same device has this station now. */
    void closeReplaced() {
        channel.eventLoop()
                .execute(() -> refuse(
                        RefusalCode.REFUSAL_CODE_STATION_IN_USE,
                        "station taken over: device=" + deviceId() + "; older link closed",
                        CloseReason.REPLACED));
    }

    @Override
    public void shutDown() {
        refuse(RefusalCode.REFUSAL_CODE_SHUTTING_DOWN, "edge stopping; link closed", CloseReason.SHUTTING_DOWN);
        var _ = channel.close();
    }

    /** Tells the device why, then closes; what it still sends is thrown away, so that it can read the refusal. */
    private void refuse(RefusalCode code, String reason, CloseReason why) {
        if (state == State.ENDING || state == State.CLOSED) {
            return;
        }
        end(why);
        if (why != CloseReason.SHUTTING_DOWN) {
            loop.refused(code, reason);
        }
        ByteBuf refusal = SessionMessages.frame(channel.alloc(), SessionMessages.refused(code, reason));
        var _ = channel.writeAndFlush(refusal).addListener(written -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                var _ = duplex.shutdownOutput();
            } else {
                var _ = channel.close();
            }
        });
    }

    private void end(CloseReason why) {
        if (closeReason == null) {
            closeReason = why;
        }
        if (state != State.CLOSED) {
            state = State.ENDING;
        }
        sinceNanos = loop.nowNanos();
        decoder.stopListening();
    }

    // Frames

    @Override
    public boolean expects(FrameType type) {
        return switch (type) {
            case SESSION -> true;
            case UPER -> state == State.OPEN;
            case LINK -> false;
        };
    }

    @Override
    public void frame(FrameType type, ByteBuf in, int length) {
        lastFrameNanos = loop.readAtNanos();
        if (bucket != null && !bucket.take(lastFrameNanos)) {
            counters.reject(RejectReason.RATE_LIMIT);
            return;
        }
        switch (type) {
            case UPER -> loop.message(in, length, this);
            case SESSION -> session(in, length);
            case LINK -> throw new IllegalStateException("link frame from a device; never expected");
        }
    }

    @Override
    public void wrongHeader(FrameException.Reason reason, String text) {
        counters.reject(
                switch (reason) {
                    case TOO_LONG -> RejectReason.FRAME_TOO_LONG;
                    case TOO_SHORT, UNKNOWN_TYPE -> RejectReason.MALFORMED;
                });
        refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER);
    }

    @Override
    public void unexpectedType(FrameType type) {
        if (state == State.AWAITS_HELLO) {
            counters.reject(RejectReason.NO_SESSION);
            String text = "frame before hello: type=" + type.code() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, text, CloseReason.NO_HELLO);
        } else {
            counters.reject(RejectReason.UNSUPPORTED_MESSAGE);
            String text = "frame type not for devices: type=" + type.code() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER);
        }
    }

    @Override
    public void cutOff() {
        counters.reject(RejectReason.TRUNCATED);
    }

    @Override
    public @Nullable RejectReason admit(long stationId) {
        return stationId == stationId() ? null : RejectReason.FOREIGN_STATION_ID;
    }

    @Override
    public void heard(long stationId) {
        // the session's clock runs on frames, good or bad
    }

    // Session messages

    private void session(ByteBuf in, int length) {
        DeviceMessage message;
        try {
            message = SessionMessages.parse(in, length);
        } catch (IOException e) {
            badSessionMessage("session message malformed: length=" + length + "; link closed");
            return;
        }
        switch (message.getBodyCase()) {
            case HELLO -> {
                counters.sessionMessages++;
                hello(message.getHello());
            }
            case HEARTBEAT -> {
                counters.sessionMessages++;
                if (state == State.AWAITS_HELLO) {
                    refuseBeforeHello("heartbeat");
                }
            }
            case WARNING_ACK -> {
                counters.sessionMessages++;
                if (state == State.OPEN) {
                    devices.events().acknowledged(message.getWarningAck(), link -> link == this);
                } else {
                    refuseBeforeHello("ack");
                }
            }
            case BODY_NOT_SET ->
                badSessionMessage("session message empty or unknown: length=" + length + "; link closed");
        }
    }

    private void refuseBeforeHello(String what) {
        refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, what + " before hello; link closed", CloseReason.NO_HELLO);
    }

    private void badSessionMessage(String text) {
        counters.reject(RejectReason.MALFORMED);
        refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.SESSION_MESSAGE);
    }

    private void hello(Hello said) {
        if (state != State.AWAITS_HELLO) {
            badSessionMessage("second hello: device=" + deviceId() + "; link closed");
            return;
        }
        Optional<Devices.Refusal> refusal = devices.findRefusal(said);
        if (refusal.isPresent()) {
            refuse(refusal.get().code(), refusal.get().reason(), CloseReason.HELLO_REFUSED);
            return;
        }
        hello = said;
        if (!devices.stations().claim(this)) {
            String text = "station in use: device=" + said.getDeviceId() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_STATION_IN_USE, text, CloseReason.HELLO_REFUSED);
            return;
        }
        state = State.OPEN;
        int factor = said.getKind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT ? limits.roadsideFactor() : 1;
        bucket = new TokenBucket(limits.framesPerSecond() * factor, limits.framesBurst() * factor, lastFrameNanos);
        counters.sessionsAccepted++;
        send(SessionMessages.accepted(channel.id().asShortText(), loop.nowUs(), limits));
        send(devices.events().zoneStatusMessage());
        devices.events().station(event(true));
    }

    private StationEvent event(boolean connected) {
        return StationEvent.newBuilder()
                .setStationId(stationId())
                .setDeviceId(deviceId())
                .setKind(hello.getKind())
                .setConnected(connected)
                .setAtUs(loop.nowUs())
                .build();
    }

    // Downwards

    @Override
    public boolean send(byte[] message) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        var _ = channel.writeAndFlush(SessionMessages.frame(channel.alloc(), message), channel.voidPromise());
        return true;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        unwritableSinceNanos = loop.nowNanos();
    }

    // Time limits

    @Override
    public boolean sweep(long nowNanos) {
        switch (state) {
            case AWAITS_HELLO -> sweepUnknown(nowNanos);
            case OPEN -> sweepOpen(nowNanos);
            case ENDING -> {
                if (nowNanos - sinceNanos > limits.lingerTimeout().toNanos()) {
                    var _ = channel.close();
                }
            }
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    private void sweepUnknown(long nowNanos) {
        if (nowNanos - sinceNanos > limits.helloTimeout().toNanos()) {
            countIncomplete(nowNanos);
            String text = "no hello: waited_ms=" + millis(nowNanos - sinceNanos) + ", limit="
                    + limits.helloTimeout().toMillis() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, text, CloseReason.HELLO_TIMEOUT);
        }
    }

    private void sweepOpen(long nowNanos) {
        if (decoder.incompleteSince(nowNanos - limits.frameTimeout().toNanos())) {
            countIncomplete(nowNanos);
            String text = "frame not completed: device=" + deviceId() + ", limit_ms="
                    + limits.frameTimeout().toMillis() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_INCOMPLETE);
        } else if (nowNanos - lastFrameNanos > limits.idleTimeout().toNanos()) {
            countIncomplete(nowNanos);
            String text = "link idle: device=" + deviceId() + ", silent_ms=" + millis(nowNanos - lastFrameNanos)
                    + ", limit=" + limits.idleTimeout().toMillis() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_IDLE, text, CloseReason.IDLE);
        } else if (!channel.isWritable()
                && nowNanos - unwritableSinceNanos > limits.slowReaderTimeout().toNanos()) {
            end(CloseReason.SLOW_READER); // no refusal: he would not read it
            var _ = channel.close();
        } else if (nowNanos - lastHeartbeatNanos >= limits.heartbeatInterval().toNanos()) {
            lastHeartbeatNanos = nowNanos;
            send(SessionMessages.heartbeat(loop.nowUs()));
        }
    }

    private void countIncomplete(long nowNanos) {
        if (decoder.incompleteSince(nowNanos)) {
            counters.reject(RejectReason.TRUNCATED);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
