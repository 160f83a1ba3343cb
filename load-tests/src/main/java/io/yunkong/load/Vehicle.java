package io.yunkong.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.frame.ProtocolVersion;
import io.yunkong.wire.uper.BsmWriter;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One connected vehicle: a session that sends states and hears warnings. Lives on one event loop. */
final class Vehicle {
    /** What happens to it, on its event loop. */
    interface Listener {
        void accepted();

        void warned(Warning warning);

        /** Refused or cut off. Not called after {@link Vehicle#close()}. */
        void lost(String reason);
    }

    private static final int CAR = 10;

    private final InetSocketAddress edge;
    private final EventLoop loop;
    private final String zone;
    private final long station;
    private final Listener listener;
    private final BsmWriter writer = new BsmWriter();
    private final byte[] encoded = new byte[BsmWriter.BYTES_MAX];
    private @Nullable Channel channel;
    private boolean closed;

    Vehicle(InetSocketAddress edge, EventLoop loop, String zone, long station, Listener listener) {
        this.edge = edge;
        this.loop = loop;
        this.zone = zone;
        this.station = station;
        this.listener = listener;
    }

    void connect() {
        boolean epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
        new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        connected
                                .pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        FrameHeader.DEVICE_FRAME_BYTES_MAX + FrameHeader.LENGTH_BYTES,
                                        0,
                                        FrameHeader.LENGTH_BYTES,
                                        0,
                                        FrameHeader.LENGTH_BYTES))
                                .addLast(new Session());
                    }
                })
                .connect(edge)
                .addListener(connect -> {
                    if (!connect.isSuccess()) {
                        lost("cannot connect: " + connect.cause().getMessage());
                    }
                });
    }

    /** Sends one state; the message's time is the intended send time. */
    void send(Approach.State state, long intendedUs, int count) {
        Channel to = channel;
        if (to == null || !to.isActive()) {
            return;
        }
        int heading = (int) Math.round(Math.toDegrees(state.headingRad()) / 0.0125) % 28_800;
        int length = writer.clear()
                .messageCount(count % 128)
                .id(station)
                .secondMark((int) (intendedUs / 1000 % 60_000))
                .position((int) Math.round(state.latitudeDeg() * 1e7), (int) Math.round(state.longitudeDeg() * 1e7))
                .speed((int) Math.round(state.speedMps() / 0.02))
                .heading(heading)
                .acceleration(0, 0, 0, 0)
                .size((int) (Approach.VEHICLE_WIDTH_M * 100), (int) (Approach.VEHICLE_LENGTH_M * 100))
                .vehicleClass(CAR)
                .encode(encoded);
        to.writeAndFlush(frame(to, FrameType.UPER, encoded, length), to.voidPromise());
    }

    void close() {
        closed = true;
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private void lost(String reason) {
        if (!closed) {
            closed = true;
            listener.lost(reason);
        }
    }

    private static ByteBuf frame(Channel channel, FrameType type, byte[] payload, int length) {
        int header = FrameHeader.encode(type, length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        return channel.alloc()
                .buffer(FrameHeader.BYTES + length)
                .writeMedium(header)
                .writeBytes(payload, 0, length);
    }

    private static ByteBuf frame(Channel channel, DeviceMessage message) {
        byte[] payload = message.toByteArray();
        return frame(channel, FrameType.SESSION, payload, payload.length);
    }

    private final class Session extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            if (closed) {
                context.close();
                return;
            }
            context.writeAndFlush(frame(
                    context.channel(),
                    DeviceMessage.newBuilder()
                            .setHello(Hello.newBuilder()
                                    .setProtocolVersion(ProtocolVersion.SESSION)
                                    .setDeviceId("load-" + HexFormat.of().toHexDigits(station))
                                    .setKind(DeviceKind.DEVICE_KIND_ONBOARD_UNIT)
                                    .setZone(zone)
                                    .setStationId(station))
                            .build()));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame)
                throws InvalidProtocolBufferException {
            if (frame.readUnsignedByte() != FrameType.SESSION.code()) {
                return;
            }
            EdgeMessage message = EdgeMessage.parseFrom(frame.nioBuffer());
            switch (message.getBodyCase()) {
                case ACCEPTED -> listener.accepted();
                case REFUSED -> lost("refused: " + message.getRefused().getReason());
                case WARNING -> warned(context, message.getWarning());
                case ADVICE, HEARTBEAT, ZONE_STATUS, POSITION_USE, DATAGRAM_KEY, BODY_NOT_SET -> {
                    // Nothing to do: the states sent are sign of life enough.
                }
            }
        }

        private void warned(ChannelHandlerContext context, Warning warning) {
            listener.warned(warning);
            if (warning.getPhase() != WarningPhase.WARNING_PHASE_RAISED) {
                return; // only a raise is acknowledged
            }
            context.writeAndFlush(frame(
                    context.channel(),
                    DeviceMessage.newBuilder()
                            .setWarningAck(WarningAck.newBuilder()
                                    .setWarningId(warning.getWarningId())
                                    .setPhase(warning.getPhase()))
                            .build()));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost("connection closed by the edge");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            lost("connection broken: " + cause);
            context.close();
        }
    }
}
