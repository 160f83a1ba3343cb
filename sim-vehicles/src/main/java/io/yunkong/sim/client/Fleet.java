package io.yunkong.sim.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The links of all stations to one edge. Frames are sent when they are due, whatever became of the ones before (open loop): a slow edge
 * does not slow the timetable. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
    /** Frames on the timetable at most; further ones are not sent. Twice what the largest swarm schedules at its own pace. */
    public static final int FRAMES_DUE_MAX = 400_000;

    private static final int LOOPS = 2;
    private static final long TURN_MS = 2;
    /** The edge is given this long to close its ends, so that whatever it has sent is heard. */
    private static final long CLOSE_MAX_MS = 2_000;

    /**
     * Where to.
     *
     * @param zone named in every Hello
     * @param tcp sessions
     * @param roadsideUdp datagrams of roadside units, null = they have TCP sessions too
     */
    public record Target(
            String zone, InetSocketAddress tcp, @Nullable InetSocketAddress roadsideUdp) {}

    /** What links share. */
    record Surroundings(
            InstantSource clock, Tally tally, ChannelFactory<NioSocketChannel> channels, ChannelGroup open) {
        long nowUs() {
            return UnixTime.nowUs(clock);
        }
    }

    /** One event loop's share of the timetable. */
    private final class Desk {
        private final EventLoop loop;
        private final PriorityQueue<Frame> due =
                new PriorityQueue<>((a, b) -> Long.compare(a.sendAtUs(), b.sendAtUs()));
        private final Map<Long, StationLink> links = new HashMap<>();
        private long turns;

        Desk(EventLoop loop) {
            this.loop = loop;
        }

        void turn() {
            long nowUs = surroundings.nowUs();
            while (!due.isEmpty() && due.peek().sendAtUs() <= nowUs) {
                dispatch(due.remove(), nowUs);
            }
            if (turns++ % 100 == 0) {
                for (StationLink link : links.values()) {
                    link.tick(nowUs);
                }
            }
        }

        private void dispatch(Frame frame, long nowUs) {
            queued.decrementAndGet();
            StationLink link = links.get(frame.stationId());
            Channel datagrams = udp;
            if (frame.overdueAt(nowUs)) {
                tally.unsent(Unsent.OVERDUE, 1);
            } else if (link != null) {
                link.send(frame);
            } else if (datagrams != null && frame.kind() == Message.Kind.RSM) {
                ChannelFuture _ = datagrams
                        .writeAndFlush(Unpooled.wrappedBuffer(frame.uper()))
                        .addListener(written -> tally.written(written.isSuccess(), frame, nowUs));
            } else {
                tally.unsent(Unsent.NO_SESSION, 1);
            }
        }
    }

    private final Target target;
    private final FleetEar ear;
    private final int framesDueMax;
    private final Tally tally = new Tally();
    private final Surroundings surroundings;
    private final EventLoopGroup group;
    private final Desk[] desks = new Desk[LOOPS];
    private final Map<Long, StationLink> links = new ConcurrentHashMap<>();
    private final AtomicLong queued = new AtomicLong();
    private final @Nullable Channel udp;

    /** @param ear hears what the stations are told, on their event loops */
    public Fleet(Target target, InstantSource clock, FleetEar ear) {
        this(target, clock, ear, FRAMES_DUE_MAX);
    }

    Fleet(Target target, InstantSource clock, FleetEar ear, int framesDueMax) {
        this.framesDueMax = framesDueMax;
        this.target = target;
        this.ear = ear;
        surroundings = new Surroundings(
                clock, tally, NioSocketChannel::new, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true));
        group = new MultiThreadIoEventLoopGroup(
                LOOPS, new DefaultThreadFactory("swarm-link", true), NioIoHandler.newFactory());
        udp = target.roadsideUdp() == null ? null : connected(target.roadsideUdp());
        for (int i = 0; i < LOOPS; i++) {
            Desk desk = new Desk(group.next());
            desks[i] = desk;
            Future<?> _ = desk.loop.scheduleAtFixedRate(desk::turn, TURN_MS, TURN_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** A socket that only speaks to, and only hears, one address. */
    private Channel connected(InetSocketAddress address) {
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channelFactory(NioDatagramChannel::new)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address)
                .awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            Future<?> _ = group.shutdownGracefully();
            throw new IllegalStateException(
                    "no datagrams possible: roadside_udp=" + address + "; not started", connecting.cause());
        }
        return connecting.channel();
    }

    /** Opens the session of a station; roadside units on datagrams need none. */
    public void open(Station station) {
        if (station.kind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT && udp != null) {
            return;
        }
        Desk desk = deskOf(station.id());
        StationLink link = new StationLink(station, target, desk.loop, surroundings, ear);
        if (links.putIfAbsent(station.id(), link) == null) {
            desk.loop.execute(() -> {
                desk.links.put(station.id(), link);
                link.connect();
            });
        }
    }

    /** Closes the session of a station. */
    public void close(long stationId) {
        StationLink link = links.remove(stationId);
        if (link != null) {
            Desk desk = deskOf(stationId);
            desk.loop.execute(() -> {
                desk.links.remove(stationId);
                link.close();
            });
        }
    }

    /** Puts frames on the timetable, as many as there is room for, the first of the list first. */
    public void schedule(List<Frame> frames) {
        int taken = (int) Math.clamp(framesDueMax - queued.get(), 0L, frames.size());
        tally.unsent(Unsent.TIMETABLE_FULL, frames.size() - taken);
        queued.addAndGet(taken);
        for (Desk desk : desks) {
            List<Frame> own = frames.subList(0, taken).stream()
                    .filter(frame -> deskOf(frame.stationId()) == desk)
                    .toList();
            if (!own.isEmpty()) {
                desk.loop.execute(() -> desk.due.addAll(own));
            }
        }
    }

    /** Frames on the timetable that are not sent yet. */
    public long queued() {
        return queued.get();
    }

    /** Open links whose session is accepted. */
    public long acceptedSessions() {
        return links.values().stream().filter(StationLink::accepted).count();
    }

    /** Links opened and not closed. */
    public long openSessions() {
        return links.size();
    }

    public FleetStatistics statistics() {
        return tally.statistics();
    }

    /** Closes all sessions and waits for it. What is still on the timetable is not sent. */
    @Override
    public void close() {
        links.keySet().forEach(this::close);
        boolean _ = surroundings.open().newCloseFuture().awaitUninterruptibly(CLOSE_MAX_MS);
        Future<?> _ = group.shutdownGracefully(0, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
        tally.unsent(Unsent.CLOSED, queued.getAndSet(0));
    }

    private Desk deskOf(long stationId) {
        return desks[(int) Math.floorMod(stationId, (long) LOOPS)];
    }
}
