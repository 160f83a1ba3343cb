package io.yunkong.edge.link.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.ReferenceCountUtil;
import io.yunkong.edge.link.ConnectionLife;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.profile.MessageName;
import io.yunkong.edge.link.profile.Payloads;
import io.yunkong.edge.link.station.StationHolder;
import io.yunkong.edge.link.tls.TlsDoor;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection of a device: CONNECT first, then messages of its topics; what is for its stations goes to the topics it subscribed to. No
 * broker: nothing goes from client to client, nothing is kept for a client that is away. Owns the session's state and how it begins and ends;
 * packets are the duty of {@link MqttProtocol}. Owned by its event loop; {@link #sendFrame}, {@link #send}, {@link #understands} and {@link
 * #replaced} may be called by any thread.
 */
final class MqttSession extends ChannelInboundHandlerAdapter implements StationHolder {
    private final Channel channel;
    private final DeviceLoop loop;
    private final MqttDoor door;
    private final LinkCounters counters;
    private final ConnectionLife life;
    private final PacketDecoder packets;
    private final ClientTimes times;
    private final ClientDownlink downlink;
    private final MqttProtocol protocol;
    private final @Nullable TlsPeer peer;

    private @Nullable Replies replies;
    private volatile @Nullable ClientRights rights;
    private volatile long station;
    private volatile Edition edition = Edition.E2020;
    private boolean entered;

    /** @param peer who is at the other end by his certificate; null = without TLS */
    MqttSession(Channel channel, DeviceLoop loop, MqttDoor door, @Nullable TlsPeer peer) {
        this.channel = channel;
        this.loop = loop;
        this.door = door;
        this.peer = peer;
        this.counters = loop.counters();
        this.life = new ConnectionLife(loop, door.devices());
        this.packets = new PacketDecoder(
                new PacketFaults(this, counters), loop, door.limits().packetBytesMax());
        this.times = new ClientTimes(
                this, packets, channel, loop, door.devices().limits().times());
        this.downlink = new ClientDownlink(channel, loop, door.payloads(channel.eventLoop()), door.limits());
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

    /** What the client calls itself; empty before its CONNECT. */
    String clientId() {
        ClientRights own = rights;
        return own == null ? "" : own.clientId();
    }

    /** Who the client is: by its certificate, else what it calls itself. */
    @Override
    public String deviceId() {
        return peer == null ? clientId() : peer.identity().deviceId();
    }

    @Nullable TlsPeer peer() {
        return peer;
    }

    @Override
    public DeviceKind kind() {
        ClientRights own = rights;
        return own == null ? DeviceKind.DEVICE_KIND_UNSPECIFIED : own.kind();
    }

    @Override
    public boolean isCertified() {
        return peer != null;
    }

    /** Nothing is kept for a client that is away. */
    @Override
    public boolean isConnected() {
        return true;
    }

    ConnectionLife life() {
        return life;
    }

    Payloads payloads() {
        return door.payloads(channel.eventLoop());
    }

    @Override
    public boolean send(byte[] message) {
        return downlink.send(MessageName.NOTICE, message, edition, station);
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return downlink.understands(message);
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
        return downlink.sendFrame(frame, edition, station);
    }

    void forgetSilent(long thenNanos) {
        protocol.forgetSilent(thenNanos);
    }

    // Coming

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin();
    }

    /** The connection is there, and its handshake done if it has one: CONNECT is waited for. */
    void begin() {
        loop.watch(times);
        life.begin()
                .ifPresent(refusal -> refuse(
                        refusal.code(), refusal.reason(), CloseReason.TOO_MANY_CONNECTIONS, Disconnect.SERVER_BUSY));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            times.packet();
            if (!life.isOver()) {
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
    void speaks(Replies version) {
        replies = version;
    }

    /**
     * The client may come in: takes the place of an older connection of its name, and its own station if it is a roadside unit.
     *
     * @return false when another device has the name or the station
     */
    boolean enter(ClientRights own, long keepAliveNanos) {
        rights = own;
        times.entered(keepAliveNanos);
        if (!door.enter(this) || (own.roadsideStation() != 0 && !claim(own.roadsideStation()))) {
            return false;
        }
        life.open();
        counters.mqtt.sessionsAccepted++;
        counters.mqtt.connected++;
        entered = true;
        return true;
    }

    /** Takes a station for its own; false when another device has it. */
    boolean claim(long stationId) {
        station = stationId;
        if (door.devices().stations().claim(this, loop.nowUs())) {
            return true;
        }
        station = 0;
        return false;
    }

    // Going

    /** Tells the client why where its version can, then closes; what it still sends is thrown away, so that it can read it. */
    void refuse(RefusalCode code, String text, CloseReason why, Disconnect reason) {
        if (life.isOver()) {
            return;
        }
        boolean connected = life.state() == ConnectionLife.State.OPEN;
        end(why);
        if (why != CloseReason.SHUTTING_DOWN) {
            loop.refusals().refused(code, text);
        }
        Replies version = replies;
        if (version == null || (connected && !version.version5())) {
            TlsDoor.closeOutput(channel);
        } else {
            MqttMessage last = connected ? version.disconnect(reason, text) : version.refused(code, reason, text);
            var _ = channel.writeAndFlush(last).addListener(_ -> TlsDoor.closeOutput(channel));
        }
    }

    /** A packet that cannot be understood, or that must not come. */
    void violation(String text, Disconnect reason) {
        counters.reject(RejectReason.MALFORMED);
        refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.SESSION_MESSAGE, reason);
    }

    void close() {
        var _ = channel.close();
    }

    /** Reads nothing any more; the first reason counts. */
    void end(CloseReason why) {
        life.end(why);
        packets.stopListening();
    }

    /** Another session of the same device has its name or its station now. */
    @Override
    public void replaced() {
        channel.eventLoop()
                .execute(() -> refuse(
                        RefusalCode.REFUSAL_CODE_STATION_IN_USE,
                        "client taken over: device=" + deviceId() + "; older link closed",
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
        if (life.close().isEmpty()) {
            return;
        }
        counters.mqtt.connected -= entered ? 1 : 0;
        protocol.forgetAll();
        if (rights != null) {
            door.leave(this);
            door.devices().stations().release(this, loop.nowUs());
        }
    }
}
