package io.yunkong.sim.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.Future;
import io.yunkong.wire.Accepted;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.frame.ProtocolVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The TCP session of one station: Hello, Accepted, heartbeats, frames, warnings, reconnect with back-off and with the session before, whose
 * warnings it has not read then follow. Its event loop owns it.
 */
final class StationLink {
    private static final int HELD_FRAMES_MAX = 20;
    /** Advice remembered as acknowledged. */
    private static final int ADVICE_MAX = 8;

    private static final long EDGE_CLOSES_MAX_MS = 1_500;
    private static final long IDLE_MAX_US = 5_000_000;

    private final Station station;
    private final String zone;
    private final InetSocketAddress edge;
    private final EventLoop loop;
    private final Fleet.Surroundings surroundings;
    private final FleetEar ear;
    private final Backoff backoff;
    private final ArrayDeque<Frame> held = new ArrayDeque<>();
    private @Nullable Channel channel;
    private volatile boolean accepted; // also read by whoever waits for sessions
    private boolean closed;
    private String sessionId = "";
    private final SequencedSet<String> advised = new LinkedHashSet<>();
    private long lastSequence;
    private long heardAtUs;
    private long beatAtUs;
    private long beatEveryUs = 1_000_000;

    StationLink(Station station, Fleet.Target target, EventLoop loop, Fleet.Surroundings surroundings, FleetEar ear) {
        this.station = station;
        this.backoff = new Backoff(station.id());
        this.zone = target.zone();
        this.edge = target.tcp();
        this.loop = loop;
        this.surroundings = surroundings;
        this.ear = ear;
    }

    EventLoop loop() {
        return loop;
    }

    boolean accepted() {
        return accepted;
    }

    void connect() {
        if (closed) {
            return;
        }
        ChannelFuture future = new Bootstrap()
                .group(loop)
                .channelFactory(surroundings.channels())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel fresh) {
                        fresh.config().setTcpNoDelay(true);
                        fresh.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        FrameHeader.DEVICE_FRAME_BYTES_MAX + FrameHeader.LENGTH_BYTES,
                                        0,
                                        FrameHeader.LENGTH_BYTES,
                                        0,
                                        FrameHeader.LENGTH_BYTES))
                                .addLast(new Ear());
                    }
                })
                .connect(edge);
        ChannelFuture _ = future.addListener(done -> {
            if (done.isSuccess()) {
                greet(future.channel());
            } else {
                retry();
            }
        });
    }

    /** Sends a frame now; while the session is being opened a few frames wait, oldest given up first. */
    void send(Frame frame) {
        Channel open = channel;
        if (!accepted || open == null) {
            if (held.size() == HELD_FRAMES_MAX) {
                held.poll();
                surroundings.tally().unsent(Unsent.NO_SESSION, 1);
            }
            held.add(frame);
            return;
        }
        if (!open.isWritable()) {
            surroundings.tally().unsent(Unsent.LINK_SLOW, 1);
            return;
        }
        long nowUs = surroundings.nowUs();
        ChannelFuture _ = open.writeAndFlush(framed(FrameType.UPER, frame.uper()))
                .addListener(written -> surroundings.tally().written(written.isSuccess(), frame, nowUs));
    }

    /** Heartbeat and idle check; called a few times a second. */
    void tick(long nowUs) {
        Channel open = channel;
        if (open == null) {
            return;
        }
        if (nowUs - heardAtUs > IDLE_MAX_US) {
            ChannelFuture _ = open.close();
        } else if (accepted && nowUs - beatAtUs >= beatEveryUs) {
            beatAtUs = nowUs;
            ChannelFuture _ = write(
                    open,
                    DeviceMessage.newBuilder()
                            .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(nowUs))
                            .build());
        }
    }

    /** Says that nothing more will come and lets the edge close, so that what it has sent until then is heard. */
    void close() {
        closed = true;
        surroundings.tally().unsent(Unsent.CLOSED, held.size());
        held.clear();
        if (channel instanceof SocketChannel open) {
            ChannelFuture _ = open.shutdownOutput();
            Future<?> _ = loop.schedule(() -> open.close(), EDGE_CLOSES_MAX_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void greet(Channel fresh) {
        if (closed) {
            ChannelFuture _ = fresh.close();
            return;
        }
        channel = fresh;
        surroundings.open().add(fresh);
        heardAtUs = surroundings.nowUs();
        ChannelFuture _ =
                write(fresh, DeviceMessage.newBuilder().setHello(hello()).build());
    }

    private Hello hello() {
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(ProtocolVersion.SESSION)
                .setDeviceId(station.deviceId())
                .setKind(station.kind())
                .setZone(zone)
                .setStationId(station.id())
                .addAllDownlink(station.understands());
        if (!sessionId.isEmpty()) {
            hello.getResumeBuilder().setSessionId(sessionId).setLastSequence(lastSequence);
        }
        return hello.build();
    }

    private void retry() {
        if (!closed) {
            Future<?> _ = loop.schedule(this::connect, backoff.nextMs(), TimeUnit.MILLISECONDS);
        }
    }

    private void hear(EdgeMessage message, Channel from) {
        switch (message.getBodyCase()) {
            case ACCEPTED -> begin(message.getAccepted());
            case REFUSED -> {
                surroundings.tally().refused(message.getRefused());
                ChannelFuture _ = from.close();
            }
            case WARNING -> {
                if (message.getSequence() != 0 && message.getSequence() <= lastSequence) {
                    surroundings.tally().repeated.increment(); // an edge never does that
                } else {
                    lastSequence = Math.max(lastSequence, message.getSequence());
                    hear(message.getWarning(), from);
                }
            }
            case ADVICE -> hear(message.getAdvice(), from);
            case HEARTBEAT, ZONE_STATUS, POSITION_USE -> {
                // A sign of life, noted when it was read. The oracle knows who was not warned.
            }
            case DATAGRAM_KEY, BODY_NOT_SET -> surroundings.tally().malformed.increment(); // nothing asked for
        }
    }

    private void begin(Accepted accept) {
        accepted = true;
        backoff.reset();
        if (accept.getHeartbeatIntervalMs() > 0) {
            beatEveryUs = accept.getHeartbeatIntervalMs() * 1000L;
        }
        surroundings.tally().connects.increment();
        if (accept.getResumed()) {
            surroundings.tally().resumed.increment();
        } else {
            lastSequence = 0;
        }
        sessionId = accept.getSessionId();
        sendHeld();
    }

    private void sendHeld() {
        while (!held.isEmpty()) {
            Frame frame = held.remove();
            if (frame.overdueAt(surroundings.nowUs())) {
                surroundings.tally().unsent(Unsent.OVERDUE, 1);
            } else {
                send(frame);
            }
        }
    }

    private void hear(Warning warning, Channel from) {
        long nowUs = surroundings.nowUs();
        surroundings.tally().warned(warning, nowUs);
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            ChannelFuture written = write(
                    from,
                    DeviceMessage.newBuilder()
                            .setWarningAck(WarningAck.newBuilder()
                                    .setWarningId(warning.getWarningId())
                                    .setPhase(warning.getPhase())
                                    .setReceivedAtUs(nowUs))
                            .build());
            ChannelFuture _ = written.addListener(done -> {
                if (done.isSuccess()) {
                    surroundings.tally().acknowledged.increment();
                }
            });
        }
        ear.hear(new HeardWarning(station.id(), nowUs, warning));
    }

    /** The first message of each advice is acknowledged. */
    private void hear(Advice advice, Channel from) {
        long nowUs = surroundings.nowUs();
        if (advised.add(advice.getAdviceId())) {
            if (advised.size() > ADVICE_MAX) {
                advised.removeFirst();
            }
            ChannelFuture _ = write(
                    from,
                    DeviceMessage.newBuilder()
                            .setAdviceAck(AdviceAck.newBuilder()
                                    .setAdviceId(advice.getAdviceId())
                                    .setReceivedAtUs(nowUs))
                            .build());
        }
        ear.hear(new HeardAdvice(station.id(), nowUs, advice));
    }

    private static ChannelFuture write(Channel to, DeviceMessage message) {
        return to.writeAndFlush(framed(FrameType.SESSION, message.toByteArray()));
    }

    private static ByteBuf framed(FrameType type, byte[] payload) {
        int header = FrameHeader.encode(type, payload.length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        return Unpooled.buffer(FrameHeader.BYTES + payload.length)
                .writeMedium(header)
                .writeBytes(payload);
    }

    private final class Ear extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws IOException {
            heardAtUs = surroundings.nowUs();
            int type = frame.isReadable() ? frame.readByte() : -1;
            if (type == FrameType.UPER.code() && !station.understands().isEmpty()) {
                ear.hear(new HeardFrame(station.id(), heardAtUs, ByteBufUtil.getBytes(frame)));
                return;
            }
            if (type != FrameType.SESSION.code()) {
                surroundings.tally().malformed.increment(); // nothing asked for
                return;
            }
            try (ByteBufInputStream in = new ByteBufInputStream(frame)) {
                hear(EdgeMessage.parseFrom(in), context.channel());
            } catch (InvalidProtocolBufferException e) {
                surroundings.tally().malformed.increment();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (accepted && !closed) {
                surroundings.tally().disconnects.increment();
            }
            accepted = false;
            channel = null;
            retry();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture _ = context.close();
        }
    }
}
