package io.yunkong.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.device.DrivenState;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.FrameType;
import java.net.InetSocketAddress;
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

    private final InetSocketAddress edge;
    private final EventLoop loop;
    private final String zone;
    private final long station;
    private final Listener listener;
    private final DeviceFrames frames = new DeviceFrames(Approach.VEHICLE_LENGTH_M, Approach.VEHICLE_WIDTH_M);
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
        new Bootstrap()
                .group(loop)
                .channel(DeviceFrames.channel(loop))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        connected.pipeline().addLast(DeviceFrames.decoder(), new Session());
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
    void send(DrivenState state, long intendedUs, int count) {
        Channel to = channel;
        if (to == null || !to.isActive()) {
            return;
        }
        ByteBuf frame = frames.bsm(to, station, count, intendedUs, state);
        to.writeAndFlush(frame, to.voidPromise());
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

    private final class Session extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            if (closed) {
                context.close();
                return;
            }
            context.writeAndFlush(DeviceFrames.hello(context.channel(), "load-", station, zone));
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
            context.writeAndFlush(DeviceFrames.session(
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
