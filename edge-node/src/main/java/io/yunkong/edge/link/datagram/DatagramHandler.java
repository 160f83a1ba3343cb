package io.yunkong.edge.link.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.session.SessionKeys;
import io.yunkong.edge.link.session.SessionMessages;
import io.yunkong.edge.link.station.DatagramSource;
import io.yunkong.edge.link.station.DatagramStation;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.link.station.TokenBucket;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams: those under the key of a session go to {@link KeyedDatagrams}. The others are of stations without a session: each is one bare message frame, or a marker octet and a session message, of which only the
 * acknowledgement means anything here. A station's last good message says where its warnings go. Nothing is ever answered to a sender whose
 * message was not good. Owned by its event loop.
 */
public final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket>
        implements DeviceLoop.Speaker, DeviceLoop.Swept {
    private final DeviceLoop loop;
    private final Devices devices;
    private final LinkLimits limits;
    private final LinkCounters counters;
    private final Stations stations;
    private final Channel channel;
    private final boolean keyedOnly;
    private final SessionKeys keys;
    private final KeyedDatagrams keyed;

    private @Nullable InetSocketAddress sender;
    /** The station just admitted; null = it is new. */
    private @Nullable DatagramStation admitted;

    /**
     * For one listener.
     *
     * @param keys of the sessions
     * @param keyedOnly whether bare datagrams, which anybody can send, are refused
     */
    public DatagramHandler(Channel channel, DeviceLoop loop, Devices devices, SessionKeys keys, boolean keyedOnly) {
        this.channel = channel;
        this.keyedOnly = keyedOnly;
        this.keys = keys;
        this.keyed = new KeyedDatagrams(loop, keys);
        this.loop = loop;
        this.devices = devices;
        this.limits = devices.limits();
        this.counters = loop.counters();
        this.stations = devices.stations();
    }

    /** Everything on its channel is datagrams from now on. */
    public void install() {
        channel.pipeline().addLast("datagrams", this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        loop.watch(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext bound) {
        keys.listen(channel);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, DatagramPacket datagram) {
        loop.beginRead();
        ByteBuf in = datagram.content();
        int length = in.readableBytes();
        sender = datagram.sender();
        if (length > limits.sizes().frameBytesMax()) {
            counters.reject(RejectReason.FRAME_TOO_LONG);
        } else if (length == 0) {
            counters.reject(RejectReason.TRUNCATED);
        } else if (in.getUnsignedByte(in.readerIndex()) == DatagramSeal.MARKER) {
            keyed.receive(in, length, datagram.sender());
        } else if (keyedOnly) {
            counters.reject(RejectReason.DATAGRAM_NOT_KEYED);
        } else if (in.getUnsignedByte(in.readerIndex()) == FrameHeader.DATAGRAM_SESSION_MARKER) {
            in.skipBytes(1);
            session(in, length - 1, datagram.sender());
        } else {
            loop.message(in, length, this);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext here) {
        loop.endRead();
    }

    private void session(ByteBuf in, int length, InetSocketAddress from) {
        DeviceMessage message;
        try {
            message = SessionMessages.parse(in, length);
        } catch (IOException e) {
            counters.reject(RejectReason.MALFORMED);
            return;
        }
        switch (message.getBodyCase()) {
            case WARNING_ACK -> acknowledge(new Acknowledgement.OfWarning(message.getWarningAck()), from);
            case ADVICE_ACK -> acknowledge(new Acknowledgement.OfAdvice(message.getAdviceAck()), from);
            case HEARTBEAT -> counters.sessionMessages++; // a station without a session lives by its messages
            case HELLO, DATAGRAM_KEY_REQUEST, BODY_NOT_SET -> counters.reject(RejectReason.UNSUPPORTED_MESSAGE);
        }
    }

    /** Anybody can send one: what goes on to the map thread has a known sender and keeps its rate. */
    private void acknowledge(Acknowledgement received, InetSocketAddress from) {
        Optional<DatagramSource> source = stations.findSource(from);
        if (source.isEmpty()) {
            counters.acksFromStrangers++;
        } else if (!source.get().mayPass(loop.readAtNanos())) {
            counters.sessionMessagesOverRate++;
        } else {
            counters.sessionMessages++;
            devices.events()
                    .acknowledged(
                            received, link -> link instanceof DatagramStation station && station.hasAddress(from));
        }
    }

    @Override
    public @Nullable RejectReason admit(long stationId) {
        admitted = stations.findAddress(stationId).orElse(null);
        if (admitted != null) {
            return admitted.mayPass(loop.readAtNanos()) ? null : RejectReason.RATE_LIMIT;
        }
        if (stations.hasSession(stationId)) {
            return RejectReason.FOREIGN_STATION_ID; // it speaks on its session; this is somebody else
        }
        return stations.datagramStationCount() < limits.sizes().datagramStationsMax() ? null : RejectReason.TABLE_FULL;
    }

    /** Signals and maps do not say whose they are: the one roadside unit whose last messages came from this address. */
    @Override
    public long station() {
        InetSocketAddress from = sender;
        return from == null
                ? 0
                : stations.findSource(from).map(DatagramSource::roadsideUnit).orElse(0L);
    }

    /** Anybody can send a bare datagram. */
    @Override
    public DeviceKind kind(long stationId) {
        return DeviceKind.DEVICE_KIND_UNSPECIFIED;
    }

    /** What its sender spoke last. */
    @Override
    public Edition edition() {
        InetSocketAddress from = sender;
        return from == null
                ? Edition.E2020
                : stations.findSource(from).map(DatagramSource::edition).orElse(Edition.E2020);
    }

    @Override
    public void speaks(long stationId, Edition other) {
        stations.findAddress(stationId).ifPresent(station -> station.speaks(other));
        InetSocketAddress from = sender;
        if (from != null) {
            stations.findSource(from).ifPresent(source -> source.speaks(other));
        }
    }

    @Override
    public void heard(long stationId) {
        InetSocketAddress from = sender;
        if (from == null) {
            return;
        }
        DatagramStation known = admitted;
        if (known != null) {
            known.heard(loop.readAtLimitNanos());
            if (!known.hasAddress(from)) {
                stations.move(known, from);
            }
            return;
        }
        boolean roadsideUnit = devices.isRoadsideUnit(stationId);
        TokenBucket bucket = limits.rate().bucket(roadsideUnit, loop.readAtNanos());
        DatagramStation station =
                new DatagramStation(stationId, roadsideUnit, channel, bucket, from, devices.datagramDownlink());
        station.heard(loop.readAtLimitNanos());
        if (stations.enter(station, loop.nowUs())) {
            station.send(devices.events().zoneStatusMessage()); // unless it knows UPER frames only
        }
    }

    @Override
    public boolean sweep(long nowNanos) {
        long silentSince = nowNanos - limits.times().idleTimeout().toNanos();
        for (DatagramStation station : stations.addresses()) {
            if (station.silentSince(silentSince)) {
                stations.leave(station, loop.nowUs());
            }
        }
        return channel.isOpen();
    }

    @Override
    public ChannelFuture shutDown() {
        stations.addresses().forEach(station -> stations.leave(station, loop.nowUs()));
        return channel.close();
    }

    /** The channel stays open: one bad datagram, or an unreachable peer, is nobody else's loss. */
    @Override
    public void exceptionCaught(ChannelHandlerContext here, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.defects().report("datagram", cause);
        }
    }
}
