package io.yunkong.edge.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.ReferenceCountUtil;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.profile.MessageName;
import io.yunkong.edge.link.profile.Payloads;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection of a device: CONNECT first, then messages of its topics; what is for its stations goes to the topics it subscribed to. No
 * broker: nothing goes from client to client, nothing is kept for a client that is away. Owns the session's state and how it begins and ends;
 * packets are the duty of {@link MqttProtocol}. Owned by its event loop; {@link #sendFrame}, {@link #send}, {@link #understands} and {@link
 * #closeReplaced} may be called by any thread.
 */
final class MqttSession extends ChannelInboundHandlerAdapter implements StationLink {
    enum State {
        AWAITS_CONNECT,
        OPEN,
        /** Refused or to be closed; nothing is read any more. */
        ENDING,
        CLOSED
    }

    private final Channel channel;
    private final DeviceLoop loop;
    private final MqttDoor door;
    private final LinkLimits limits;
    private final LinkCounters counters;
    private final MqttPackets packets;
    private final MqttTimes times;
    private final MqttDownlink downlink;
    private final MqttProtocol protocol;
    private final Payloads payloads;

    private State state = State.AWAITS_CONNECT;
    private @Nullable CloseReason closeReason;
    private @Nullable MqttReplies replies;
    private volatile String clientId = "";
    private volatile long station;
    private volatile Edition edition = Edition.E2020;
    private boolean roadside;
    private boolean entered;

    MqttSession(Channel channel, DeviceLoop loop, MqttDoor door, Payloads payloads) {
        this.channel = channel;
        this.loop = loop;
        this.door = door;
        this.payloads = payloads;
        this.limits = door.devices().limits();
        this.counters = loop.counters();
        this.packets = new MqttPackets(
                new MqttFaults(this, counters), loop, door.limits().packetBytesMax());
        this.times = new MqttTimes(this, packets, channel, loop, limits);
        this.downlink = new MqttDownlink(channel, loop, payloads, door.limits());
        this.protocol = new MqttProtocol(this, channel, loop, door, downlink);
    }

    /** The handlers of a client's connection; an SslHandler may stand in front of them. */
    void install() {
        channel.pipeline()
                .addLast("packets", packets) // octets -> whole packets, one at a time
                .addLast("decoder", new MqttDecoder(door.limits().packetBytesMax()))
                .addLast("encoder", MqttEncoder.INSTANCE)
                .addLast("times", times) // whether the client reads what goes down
                .addLast("session", this); // packets -> protocol; coming, going, failing
    }

    @Override
    public long stationId() {
        return station;
    }

    String deviceId() {
        return clientId;
    }

    State state() {
        return state;
    }

    Payloads payloads() {
        return payloads;
    }

    @Override
    public boolean send(byte[] message) {
        return downlink.send(MessageName.NOTICE, message, station);
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        for (MessageName name : MessageName.values()) {
            if (name.goesDown() && name.downlink() == message) {
                return downlink.carries(name);
            }
        }
        return false;
    }

    @Override
    public Edition edition() {
        return edition;
    }

    /** A frame of the client was of another edition than supposed. */
    void speaks(Edition other) {
        edition = other;
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        Optional<MessageName> name = MessageName.of(frame);
        return name.isPresent() && downlink.send(name.get(), frame, station);
    }

    void forgetSilent(long thenNanos) {
        protocol.forgetSilent(thenNanos);
    }

    void answer(String topic, byte[] payload) {
        downlink.answer(topic, payload);
    }

    // Coming

    @Override
    public void channelActive(ChannelHandlerContext context) {
        times.connected();
        counters.connectionsOpened++;
        if (!door.devices().stations().connect(limits.connectionsMax())) {
            String text = "too many connections: limit=" + limits.connectionsMax() + "; link closed";
            refuse(RefusalCode.REFUSAL_CODE_OVERLOADED, text, CloseReason.TOO_MANY_CONNECTIONS, Disconnect.SERVER_BUSY);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            times.packet();
            if (state == State.AWAITS_CONNECT || state == State.OPEN) {
                protocol.packet((MqttMessage) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** From now on refusals are in the client's version. */
    void speaks(MqttReplies version) {
        replies = version;
    }

    /**
     * The client may come in: takes the place of an older connection of its name, and its own station if it is a roadside unit.
     *
     * @return false when another device has the station
     */
    boolean enter(String id, MqttRights rights, long keepAliveNanos) {
        clientId = id;
        roadside = rights.roadsideStation() != 0;
        times.entered(keepAliveNanos);
        door.enter(this);
        if (roadside && !claim(rights.roadsideStation())) {
            return false;
        }
        state = State.OPEN;
        counters.mqtt.sessionsAccepted++;
        counters.mqtt.connected++;
        entered = true;
        return true;
    }

    /** Takes a station for its own; false when another device has it. */
    boolean claim(long stationId) {
        station = stationId;
        if (door.devices().stations().claim(this, event(true))) {
            return true;
        }
        station = 0;
        return false;
    }

    // Going

    /** Tells the client why where its version can, then closes; what it still sends is thrown away, so that it can read it. */
    void refuse(RefusalCode code, String text, CloseReason why, Disconnect reason) {
        if (state == State.ENDING || state == State.CLOSED) {
            return;
        }
        boolean connected = state == State.OPEN;
        end(why);
        if (why != CloseReason.SHUTTING_DOWN) {
            loop.refused(code, text);
        }
        MqttReplies version = replies;
        if (version == null || (connected && !version.version5())) {
            closeOutput();
        } else {
            MqttMessage last = connected ? version.disconnect(reason, text) : version.refused(code, text);
            var _ = channel.writeAndFlush(last).addListener(_ -> closeOutput());
        }
    }

    /** A packet that cannot be understood, or that must not come. */
    void violation(String text, Disconnect reason) {
        counters.reject(RejectReason.MALFORMED);
        refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.SESSION_MESSAGE, reason);
    }

    private void closeOutput() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            var _ = duplex.shutdownOutput();
        } else {
            close();
        }
    }

    void close() {
        var _ = channel.close();
    }

    /** Reads nothing any more; the first reason counts. */
    void end(CloseReason why) {
        if (closeReason == null) {
            closeReason = why;
        }
        if (state != State.CLOSED) {
            state = State.ENDING;
        }
        times.ending();
        packets.stopListening();
    }

    /** Another session of the same device has its name or its station now. */
    void closeReplaced() {
        channel.eventLoop()
                .execute(() -> refuse(
                        RefusalCode.REFUSAL_CODE_STATION_IN_USE,
                        "client taken over: device=" + clientId + "; older link closed",
                        CloseReason.REPLACED,
                        Disconnect.SESSION_TAKEN_OVER));
    }

    ChannelFuture shutDown() {
        String text = "edge stopping; link closed";
        refuse(
                RefusalCode.REFUSAL_CODE_SHUTTING_DOWN,
                text,
                CloseReason.SHUTTING_DOWN,
                Disconnect.SERVER_SHUTTING_DOWN);
        return channel.closeFuture(); // the client closes, or the sweep after the linger limit
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.defects().report("mqtt link", cause);
        }
        end(CloseReason.TRANSPORT_ERROR);
        close();
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
            door.devices().stations().disconnect();
        }
        counters.mqtt.connected -= entered ? 1 : 0;
        protocol.forgetAll();
        door.leave(this);
        door.devices().stations().release(this, event(false));
    }

    private StationEvent event(boolean connected) {
        return StationEvent.newBuilder()
                .setStationId(station)
                .setDeviceId(clientId)
                .setKind(roadside ? DeviceKind.DEVICE_KIND_ROADSIDE_UNIT : DeviceKind.DEVICE_KIND_ONBOARD_UNIT)
                .setConnected(connected)
                .setAtUs(loop.nowUs())
                .build();
    }
}
