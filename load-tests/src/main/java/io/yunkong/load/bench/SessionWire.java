package io.yunkong.load.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A session over TCP for each vehicle, as onboard units have them: a frame for a BSM, and one with a heartbeat behind it that asks. */
final class SessionWire implements Wire {
    private final Generator.Plan plan;
    private final Run run;
    private final Told.Reader reader;
    private final DeviceKind kind;
    private final @Nullable SecuredSite secured;
    private final BsmTable table;
    private final @Nullable Channel[] channels;

    /**
     * For one run.
     *
     * @param run the event loop, and who is told
     * @param reader of what the contender says
     */
    SessionWire(Generator.Plan plan, Run run, Told.Reader reader) {
        this(plan, run, reader, DeviceKind.DEVICE_KIND_ONBOARD_UNIT, null);
    }

    /**
     * As the other, for devices of a kind.
     *
     * @param secured where they have their certificates, for TLS; null = without TLS
     */
    SessionWire(Generator.Plan plan, Run run, Told.Reader reader, DeviceKind kind, @Nullable SecuredSite secured) {
        this.kind = kind;
        this.secured = secured;
        this.plan = plan;
        this.run = run;
        this.reader = reader;
        this.channels = new Channel[plan.vehicles()];
        this.table = new BsmTable(
                plan.traffic(), plan.vehicles(), plan.firstStation(), FrameHeader.BYTES, HeartbeatFrame.BYTES);
        int header = FrameHeader.encode(FrameType.UPER, table.messageBytes(), FrameHeader.DEVICE_FRAME_BYTES_MAX);
        for (int vehicle = 0; vehicle < plan.vehicles(); vehicle++) {
            table.memory().setMedium(table.startAt(vehicle), header);
        }
    }

    @Override
    public int connections() {
        return plan.vehicles();
    }

    @Override
    public void connect(int vehicle) {
        new Bootstrap()
                .group(run.loop())
                .channel(DeviceFrames.channel(run.loop()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) throws IOException {
                        if (secured != null) {
                            channel.pipeline().addLast(secured.tls(vehicle));
                        }
                        channel.pipeline().addLast(DeviceFrames.decoder(), new Session(vehicle));
                    }
                })
                .connect(plan.address(vehicle))
                .addListener(connect -> {
                    if (!connect.isSuccess()) {
                        run.ear()
                                .failed("cannot connect: vehicle=" + vehicle + ", reason="
                                        + connect.cause().getMessage());
                    }
                });
    }

    @Override
    public boolean send(int vehicle, long count, double timeS, long atUs, boolean asks) {
        Channel channel = channels[vehicle];
        if (channel == null) {
            return false;
        }
        table.write(vehicle, count, timeS, atUs);
        int length = FrameHeader.BYTES + table.messageBytes();
        if (asks) {
            HeartbeatFrame.write(table.memory(), table.startAt(vehicle) + length, atUs);
            length += HeartbeatFrame.BYTES;
        }
        return output(channel, table.startAt(vehicle), length);
    }

    /** Sends another message frame. */
    boolean sendUper(int vehicle, byte[] encoded, int length) {
        Channel channel = channels[vehicle];
        if (channel == null || !channel.isActive()) {
            return false;
        }
        channel.writeAndFlush(DeviceFrames.uper(channel, encoded, length), channel.voidPromise());
        return true;
    }

    /** Sends a heartbeat alone. */
    boolean ask(int vehicle, long atUs) {
        Channel channel = channels[vehicle];
        if (channel == null) {
            return false;
        }
        HeartbeatFrame.write(table.memory(), table.startAt(vehicle) + FrameHeader.BYTES + table.messageBytes(), atUs);
        return output(channel, table.startAt(vehicle) + FrameHeader.BYTES + table.messageBytes(), HeartbeatFrame.BYTES);
    }

    private boolean output(Channel channel, int from, int length) {
        return secured == null
                ? DirectOutput.send(channel, table.memory(), from, length)
                : DirectOutput.sendThroughPipeline(channel, table.memory(), from, length);
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
        table.close();
    }

    /** One connection. */
    private final class Session extends SimpleChannelInboundHandler<ByteBuf> {
        private final int vehicle;
        private boolean isIn;

        Session(int vehicle) {
            this.vehicle = vehicle;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(DeviceFrames.hello(
                    context.channel(),
                    kind,
                    SecuredSite.DEVICE_PREFIX,
                    plan.firstStation() + vehicle,
                    BenchRoads.ZONE));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame)
                throws InvalidProtocolBufferException {
            if (frame.readUnsignedByte() != FrameType.SESSION.code()) {
                return;
            }
            byte[] payload = new byte[frame.readableBytes()];
            frame.readBytes(payload);
            switch (reader.read(payload)) {
                case Told.Accepted _ -> {
                    isIn = true;
                    channels[vehicle] = context.channel();
                    run.ear().connected();
                }
                case Told.Refused(String reason) ->
                    run.ear().failed("not let in: vehicle=" + vehicle + ", reason=" + reason);
                case Told.Answered(long sentAtUs) -> run.ear().answered(sentAtUs);
                case Told.Warned(Warning warning) -> warned(context, warning);
                case Told.Other _ -> {
                    // nothing to do: what is sent is sign of life enough
                }
            }
        }

        /** A raise is acknowledged, as devices do. */
        private void warned(ChannelHandlerContext context, Warning warning) {
            if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
                return;
            }
            if (plan.contender().isJudgedBy(warning)) {
                run.ear().warned(warning.getEvidence().getStamps().getGeneratedAtUs());
            }
            if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
                WarningAck.Builder raised = WarningAck.newBuilder()
                        .setWarningId(warning.getWarningId())
                        .setPhase(warning.getPhase());
                DeviceMessage acknowledgement =
                        DeviceMessage.newBuilder().setWarningAck(raised).build();
                context.writeAndFlush(DeviceFrames.session(context.channel(), acknowledgement));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!isIn) {
                run.ear().failed("closed before it was let in: vehicle=" + vehicle);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            run.ear().failed("connection broken: vehicle=" + vehicle + ", reason=" + cause);
            context.close();
        }
    }
}
