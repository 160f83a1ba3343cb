package io.yunkong.edge.uplink;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one cloud node: dials, says hello, keeps alive, dials again after a loss, with growing waits. Owned by the map thread, on
 * whose event loop its channel runs.
 */
final class CloudLink {
    private static final Logger LOG = LoggerFactory.getLogger(CloudLink.class);

    /** Why the link is not up. */
    private enum Trouble {
        UNREACHABLE,
        /** A frozen node's operating system takes every new connection, and nobody ever answers on it. */
        SILENT,
        /** Takes nothing any more, though it may well speak. */
        NOT_READING,
        REFUSED,
        FAILED,
        LOST
    }

    /** What the link tells its owner. */
    interface Events {
        /** The node has answered the hello. */
        void linkUp(CloudLink link);

        /** A link that was up is lost. */
        void linkDown(CloudLink link);

        /** The link takes messages again after it was full. */
        void writable(CloudLink link);

        void received(CloudLink link, CloudToEdge message);
    }

    /**
     * What all links of an edge share.
     *
     * @param hello of the moment
     */
    record Dialling(
            Bootstrap bootstrap,
            UplinkLimits limits,
            Supplier<EdgeHello> hello,
            MapCounters counters,
            LongSupplier clockUs,
            Ticker ticker,
            RandomGenerator random) {}

    private final InetSocketAddress address;
    private final Dialling dialling;
    private final UplinkLimits limits;
    private final MapCounters counters;
    private final Events events;

    private @Nullable Channel channel;
    private @Nullable String nodeId;
    private long lastReadNanos;
    private long lastSentNanos;
    private long unwritableSinceNanos;
    private long batchesSent;
    private boolean unflushed;
    private Duration redialWait;
    private long upSinceNanos;
    private EdgeHello said = EdgeHello.getDefaultInstance();
    private @Nullable Trouble trouble;
    private @Nullable ScheduledFuture<?> nextDial;
    /** Nothing is sent any more, what comes is still read: the node closes the connection when it has read all. */
    private boolean leaving;

    private long leavingSinceNanos;
    private boolean closed;

    CloudLink(InetSocketAddress address, Dialling dialling, Events events) {
        this.address = address;
        this.dialling = dialling;
        this.limits = dialling.limits();
        this.counters = dialling.counters();
        this.events = events;
        this.redialWait = limits.redialMin();
    }

    void dial() {
        if (closed) {
            return;
        }
        dialling.bootstrap()
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        ch.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        FrameHeader.LENGTH_BYTES + FrameHeader.LINK_FRAME_BYTES_MAX,
                                        0,
                                        FrameHeader.LENGTH_BYTES,
                                        0,
                                        FrameHeader.LENGTH_BYTES))
                                .addLast(new Receiver());
                    }
                })
                .connect(address)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        note(Trouble.UNREACHABLE, "cause=" + plainly(connected.cause()));
                        dialLater();
                    }
                });
    }

    /** One line for each trouble until the node has answered again, however often it is dialled. */
    private void note(Trouble now, String detail) {
        if (trouble != now && !closed) {
            LOG.warn(
                    "cloud link {}: address={}, {}; dialled again",
                    now.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    place(),
                    detail);
        }
        trouble = now;
    }

    /** As it was configured. */
    private String place() {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Of what can be expected in a word; anything else with the name of its kind, for who has to look for it. */
    private static String plainly(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException _ -> "no answer";
            case NoRouteToHostException _ -> "no route";
            case ConnectException _ -> "connection refused";
            case UnresolvedAddressException _, UnknownHostException _ -> "host unknown";
            case TooLongFrameException _ -> "frame too long";
            case InvalidProtocolBufferException _ -> "message malformed";
            case IOException io when io.getMessage() != null -> io.getMessage();
            default -> cause.toString();
        };
    }

    private void dialLater() {
        if (closed) {
            return;
        }
        long half = redialWait.toNanos() / 2;
        long wait = half + dialling.random().nextLong(half + 1);
        redialWait = redialWait.multipliedBy(2).compareTo(limits.redialMax()) > 0
                ? limits.redialMax()
                : redialWait.multipliedBy(2);
        nextDial = dialling.bootstrap().config().group().schedule(this::dial, wait, TimeUnit.NANOSECONDS);
    }

    /** Greets the node anew, because the hello is another: on the link when it is up, else by dialling now. */
    void greet() {
        redialWait = limits.redialMin();
        if (nodeId != null) {
            sayHello();
        } else if (nextDial != null && nextDial.cancel(false)) {
            nextDial = null;
            dial();
        }
    }

    private void sayHello() {
        said = dialling.hello().get();
        send(EdgeToCloud.newBuilder().setHello(said).build());
    }

    /** Ends the connection once the node has read all that was sent. */
    private void leave() {
        if (channel instanceof DuplexChannel open && !leaving) {
            leaving = true;
            leavingSinceNanos = dialling.ticker().nanoTime();
            open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
                var _ = open.shutdownOutput();
            });
        }
    }

    /** The node's name, once it has answered the hello; empty while the link is down, or about to be. */
    Optional<String> findNodeId() {
        return leaving ? Optional.empty() : Optional.ofNullable(nodeId);
    }

    /** Whether the node has answered the hello and has been heard lately. */
    boolean fresh(long nowNanos) {
        return nodeId != null
                && !leaving
                && nowNanos - lastReadNanos <= limits.staleAfter().toNanos();
    }

    boolean writable() {
        return nodeId != null && !leaving && channel != null && channel.isWritable();
    }

    /** Sends a message; the caller has asked {@link #writable()}. */
    void send(EdgeToCloud message) {
        write(message);
        var _ = flush();
    }

    private void write(EdgeToCloud message) {
        Channel open = channel;
        if (open == null || leaving) {
            return;
        }
        byte[] payload = message.toByteArray();
        int header = FrameHeader.encode(FrameType.LINK, payload.length, FrameHeader.LINK_FRAME_BYTES_MAX);
        ByteBuf frame = open.alloc().directBuffer(FrameHeader.BYTES + payload.length);
        frame.writeMedium(header);
        frame.writeBytes(payload);
        var _ = open.write(frame, open.voidPromise());
        unflushed = true;
        lastSentNanos = dialling.ticker().nanoTime();
    }

    /** Writes a batch with its number on this connection; it goes with the next {@link #flush}. */
    void write(ObservationBatch.Builder batch) {
        write(EdgeToCloud.newBuilder()
                .setBatch(batch.setSequence(++batchesSent))
                .build());
    }

    /** Sends what was written; whether there was something. */
    boolean flush() {
        if (!unflushed || channel == null) {
            return false;
        }
        unflushed = false;
        channel.flush();
        return true;
    }

    /** Heartbeat when due; closes a link on which nothing has come, or nothing has gone out, for too long. */
    void tick(long nowNanos) {
        Channel open = channel;
        if (open == null) {
            return;
        }
        if (leaving) {
            if (nowNanos - leavingSinceNanos > limits.silentAfter().toNanos()) {
                var _ = open.close(); // a node that does not let go
            }
        } else if (nowNanos - lastReadNanos > limits.silentAfter().toNanos()) {
            note(
                    Trouble.SILENT,
                    "silent_ms=" + TimeUnit.NANOSECONDS.toMillis(nowNanos - lastReadNanos) + ", limit="
                            + limits.silentAfter().toMillis());
            var _ = open.close();
        } else if (!open.isWritable()
                && nowNanos - unwritableSinceNanos > limits.silentAfter().toNanos()) {
            note(
                    Trouble.NOT_READING,
                    "unwritable_ms=" + TimeUnit.NANOSECONDS.toMillis(nowNanos - unwritableSinceNanos) + ", limit="
                            + limits.silentAfter().toMillis());
            var _ = open.close();
        } else if (nodeId != null
                && nowNanos - lastSentNanos >= limits.heartbeatInterval().toNanos()) {
            send(EdgeToCloud.newBuilder()
                    .setHeartbeat(LinkHeartbeat.newBuilder()
                            .setSentAtUs(dialling.clockUs().getAsLong()))
                    .build());
        }
    }

    void close() {
        closed = true;
        if (channel != null) {
            var _ = channel.close();
        }
    }

    /** Parses frames of one connection. */
    private final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            leaving = false;
            batchesSent = 0;
            unflushed = false;
            if (closed) {
                var _ = context.close();
                return;
            }
            lastReadNanos = dialling.ticker().nanoTime();
            sayHello();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws IOException {
            lastReadNanos = dialling.ticker().nanoTime();
            int type = frame.isReadable() ? frame.readByte() & 0xFF : 0; // no frame has type 0
            if (type != FrameType.LINK.code()) {
                throw new IOException("cloud link frame type unknown: type=" + type + ", limit=" + FrameType.LINK.code()
                        + "; link closed");
            }
            CloudToEdge message = CloudToEdge.parseFrom(new ByteBufInputStream(frame));
            switch (message.getBodyCase()) {
                case HELLO -> {
                    nodeId = message.getHello().getNodeId();
                    upSinceNanos = lastReadNanos;
                    trouble = null;
                    counters.linksOpened++;
                    LOG.info("cloud link up: node={}, address={}", nodeId, place());
                    if (!dialling.hello().get().equals(said)) {
                        sayHello(); // it is another by now
                    }
                    events.linkUp(CloudLink.this);
                }
                case REFUSED -> {
                    note(Trouble.REFUSED, "reason=" + message.getRefused().getReason());
                    if (nodeId == null) {
                        var _ = context.close();
                    } else {
                        leave();
                    }
                }
                case HEARTBEAT -> {} // heard; that is all it is for
                case TILES, WARNING, ADVICE, BODY_NOT_SET -> events.received(CloudLink.this, message);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            unwritableSinceNanos = dialling.ticker().nanoTime();
            if (writable()) {
                events.writable(CloudLink.this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            channel = null;
            if (nodeId != null) {
                if (trouble == null && !leaving) { // else it has been told
                    note(Trouble.LOST, "node=" + nodeId);
                }
                long upNanos = dialling.ticker().nanoTime() - upSinceNanos;
                if (upNanos
                        > limits.redialMax().toNanos()) { // a node that takes every link and drops it is not hurried
                    redialWait = limits.redialMin();
                }
                nodeId = null;
                counters.linksLost++;
                events.linkDown(CloudLink.this);
            }
            dialLater();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!context.channel().isOpen()) {
                return; // what was not yet written when it was closed; why it was has been told
            }
            if (!(cause instanceof IOException) || cause instanceof InvalidProtocolBufferException) {
                counters.linkMessagesBad++;
            }
            note(Trouble.FAILED, "cause=" + plainly(cause));
            var _ = context.close();
        }
    }
}
