package io.yunkong.edge.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a device: Hello first, then message frames of its own station, heartbeats and acknowledgements; warnings and the
 * zone status go back. Owns the session's state and how it begins and ends; what comes up, goes down and runs out of time is the duty of
 * its parts. Owned by its event loop; {@link #send} and {@link #closeReplaced} may be called by any thread.
 */
final class TcpSession extends ChannelInboundHandlerAdapter implements SessionLink {
    enum State {
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
    private final SessionInput input;
    private final FrameDecoder decoder;
    private final SessionOutput output;
    private final SessionTimes times;

    private State state = State.AWAITS_HELLO;
    private @Nullable CloseReason closeReason;
    private volatile Hello hello = Hello.getDefaultInstance();

    TcpSession(Channel channel, DeviceLoop loop, Devices devices) {
        this.channel = channel;
        this.loop = loop;
        this.devices = devices;
        this.limits = devices.limits();
        this.counters = loop.counters();
        this.input = new SessionInput(this, loop);
        this.decoder = new FrameDecoder(input, loop, limits.frameBytesMax());
        this.output = new SessionOutput(channel, loop);
        this.times = new SessionTimes(this, decoder, input, output, loop, limits);
    }

    /** The handlers of a device's connection; the loop's sweep looks after {@link SessionTimes} beside them. */
    void install() {
        channel.pipeline()
                .addLast(
                        "frames", decoder) // octets -> frames -> input -> loop (messages) or this session (hello, acks)
                .addLast("output", output) // whether the device reads what goes down
                .addLast("session", this); // coming, going, failing
    }

    @Override
    public long stationId() {
        return hello.getStationId();
    }

    @Override
    public String deviceId() {
        return hello.getDeviceId();
    }

    State state() {
        return state;
    }

    @Override
    public boolean send(byte[] message) {
        return output.send(FrameType.SESSION, message);
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return hello.getDownlinkCount() == 0
                ? message == DownlinkMessage.DOWNLINK_MESSAGE_NOTICE
                : hello.getDownlinkList().contains(message);
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        return output.send(FrameType.UPER, frame);
    }

    // Coming

    @Override
    public void channelActive(ChannelHandlerContext context) {
        long nowNanos = loop.limitNanos();
        input.connected(nowNanos);
        times.connected(nowNanos);
        counters.connectionsOpened++;
        if (!devices.stations().connect(limits.connectionsMax())) {
            String text = "too many connections: limit=" + limits.connectionsMax() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_OVERLOADED, text, CloseReason.TOO_MANY_CONNECTIONS);
        }
    }

    void hello(Hello said) {
        if (state != State.AWAITS_HELLO) {
            badMessage("second hello: device=" + deviceId() + "; link closed");
            return;
        }
        Optional<Devices.Refusal> refusal = devices.findRefusal(said);
        if (refusal.isPresent()) {
            refuse(refusal.get().code(), refusal.get().reason(), CloseReason.HELLO_REFUSED);
            return;
        }
        hello = said;
        if (!devices.stations().claim(this, event(true))) {
            String text = "station in use: device=" + said.getDeviceId() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_STATION_IN_USE, text, CloseReason.HELLO_REFUSED);
            return;
        }
        open();
    }

    private void open() {
        state = State.OPEN;
        int factor = hello.getKind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT ? limits.roadsideFactor() : 1;
        input.limitRate(limits.framesPerSecond() * factor, limits.framesBurst() * factor);
        counters.sessionsAccepted++;
        send(SessionMessages.accepted(channel.id().asShortText(), loop.nowUs(), limits));
        send(devices.events().zoneStatusMessage());
    }

    void heartbeat() {
        if (state == State.AWAITS_HELLO) {
            refuseBeforeHello("heartbeat before hello");
        }
    }

    void acknowledge(WarningAck ack) {
        if (state == State.OPEN) {
            devices.events().acknowledged(ack, link -> link == this);
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
        if (state == State.ENDING || state == State.CLOSED) {
            return;
        }
        end(why);
        if (why != CloseReason.SHUTTING_DOWN) {
            loop.refused(code, reason);
        }
        output.sendLast(SessionMessages.refused(code, reason));
    }

    /** Reads nothing any more; the first reason counts. */
    void end(CloseReason why) {
        if (closeReason == null) {
            closeReason = why;
        }
        if (state != State.CLOSED) {
            state = State.ENDING;
        }
        times.ending(loop.limitNanos());
        decoder.stopListening();
    }

    @Override
    public void closeReplaced() {
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
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        CloseReason reason = closeReason == null ? CloseReason.PEER_CLOSED : closeReason;
        counters.closed.count(reason);
        if (reason != CloseReason.TOO_MANY_CONNECTIONS) {
            devices.stations().disconnect();
        }
        devices.stations().release(this, event(false));
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
}
