package io.yunkong.load.bench;

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
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Vehicles that each send a BSM ten times a second by a timetable, whatever becomes of those before. Behind one message of a hundred goes a
 * heartbeat, whose answer is timed from when the message was to be sent, not from when it was. Everything on one event loop.
 */
final class Generator {
    /** Messages of a vehicle in a second. */
    static final int MESSAGES_PER_S = 10;

    /** One message of so many asks for an answer. */
    private static final int ASKS_ONE_IN = 100;

    private static final int CONNECTING_MAX = 128;
    /** Sent at one go before answers are read again. */
    private static final int BURST_MAX = 64;

    /** A wake-up for each message would cost more than the message. */
    private static final long WAKE_UP_NS_MIN = 50_000;

    private static final long DRAIN_NS = 2_000_000_000L;
    private static final long LARGEST_US = 60_000_000;
    private static final double LENGTH_M = 4.6;
    private static final double WIDTH_M = 1.8;

    /** What to do. */
    record Plan(
            Contender contender,
            InetSocketAddress address,
            String zone,
            BenchRoads roads,
            int vehicles,
            long firstStation,
            double warmUpS,
            double measuredS) {
        double ratePerS() {
            return (double) vehicles * MESSAGES_PER_S;
        }
    }

    /** Told on the event loop when measuring begins and when it ends. */
    interface Ear {
        void measuring();

        void measured();
    }

    private final Plan plan;
    private final EventLoop loop;
    private final Ear ear;
    private final Timetable timetable;
    private final DeviceFrames frames = new DeviceFrames(LENGTH_M, WIDTH_M);
    private final Histogram latencyUs = new Histogram(1, LARGEST_US, 3);
    private final Histogram lagUs = new Histogram(1, LARGEST_US, 3);
    private final List<@Nullable Channel> channels = new ArrayList<>();
    private final CompletableFuture<Figures> done = new CompletableFuture<>();
    /** Which messages ask: the same in every run. */
    private final SplittableRandom chance = new SplittableRandom(1);

    private final long measuredFrom;
    private final long total;
    private int connecting;
    private int accepted;
    private long startNs;
    private long startUs;
    private long next;
    private long asked;
    private long answered;
    private long lost;

    private Generator(Plan plan, EventLoop loop, Ear ear) {
        this.plan = plan;
        this.loop = loop;
        this.ear = ear;
        this.timetable = new Timetable(plan.vehicles(), plan.ratePerS());
        this.measuredFrom = Math.round(plan.warmUpS() * plan.ratePerS());
        this.total = Math.round((plan.warmUpS() + plan.measuredS()) * plan.ratePerS());
    }

    /** Connects, drives, and tells the figures; fails when a vehicle is not let in. */
    static CompletableFuture<Figures> run(Plan plan, EventLoop loop, Ear ear) {
        Generator generator = new Generator(plan, loop, ear);
        loop.execute(generator::connectMore);
        return generator.done;
    }

    private void connectMore() {
        while (connecting < CONNECTING_MAX && channels.size() < plan.vehicles()) {
            connecting++;
            int vehicle = channels.size();
            channels.add(null);
            new Bootstrap()
                    .group(loop)
                    .channel(DeviceFrames.channel(loop))
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(DeviceFrames.decoder(), new Vehicle(vehicle));
                        }
                    })
                    .connect(plan.address())
                    .addListener(connect -> {
                        if (!connect.isSuccess()) {
                            fail("cannot connect: vehicle=" + vehicle + ", reason="
                                    + connect.cause().getMessage());
                        }
                    });
        }
    }

    private void fail(String reason) {
        boolean _ = done.completeExceptionally(new IllegalStateException(reason));
    }

    private void accepted() {
        connecting--;
        accepted++;
        if (accepted < plan.vehicles()) {
            connectMore();
        } else {
            startNs = System.nanoTime();
            startUs = UnixTime.nowUs(InstantSource.system());
            sendDue();
        }
    }

    private void sendDue() {
        if (done.isDone()) {
            return;
        }
        long due = Math.min(total, timetable.dueBefore(System.nanoTime() - startNs));
        for (int burst = 0; next < due && burst < BURST_MAX; burst++) {
            send(next++);
        }
        if (next == total) {
            ear.measured();
            var _ = loop.schedule(this::finish, DRAIN_NS, TimeUnit.NANOSECONDS);
        } else if (next < due) {
            loop.execute(this::sendDue);
        } else {
            long waitNs = timetable.dueNs(next) - (System.nanoTime() - startNs);
            var _ = loop.schedule(this::sendDue, Math.max(WAKE_UP_NS_MIN, waitNs), TimeUnit.NANOSECONDS);
        }
    }

    private void send(long message) {
        if (message == measuredFrom) {
            ear.measuring();
        }
        int vehicle = timetable.vehicle(message);
        Channel channel = channels.get(vehicle);
        if (channel == null || !channel.isActive()) {
            lost++;
            return;
        }
        long dueUs = timetable.dueNs(message) / 1000;
        double timeS = dueUs / 1e6;
        DrivenState state = new DrivenState(
                plan.roads().latitudeDeg(vehicle),
                plan.roads().longitudeDeg(vehicle, timeS),
                BenchRoads.SPEED_MPS,
                BenchRoads.HEADING_DEG);
        long station = plan.firstStation() + vehicle;
        ByteBuf bsm = frames.bsm(channel, station, message / plan.vehicles(), startUs + dueUs, state);
        if (message < measuredFrom) {
            channel.writeAndFlush(bsm, channel.voidPromise());
            return;
        }
        if (chance.nextInt(ASKS_ONE_IN) == 0) {
            asked++;
            channel.write(bsm, channel.voidPromise());
            channel.writeAndFlush(heartbeat(channel, startUs + dueUs), channel.voidPromise());
        } else {
            channel.writeAndFlush(bsm, channel.voidPromise());
        }
        lagUs.recordValue(Math.clamp((System.nanoTime() - startNs) / 1000 - dueUs, 0, LARGEST_US));
    }

    private static ByteBuf heartbeat(Channel channel, long sentAtUs) {
        return DeviceFrames.session(
                channel,
                DeviceMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(sentAtUs))
                        .build());
    }

    private void answered(long sentAtUs) {
        answered++;
        long nowUs = (System.nanoTime() - startNs) / 1000;
        latencyUs.recordValue(Math.clamp(nowUs - (sentAtUs - startUs), 0, LARGEST_US));
    }

    private void finish() {
        Map<String, Double> figures = new HashMap<>();
        figures.put("sent", (double) (total - measuredFrom));
        figures.put("lost", (double) lost);
        figures.put("asked", (double) asked);
        figures.put("answered", (double) answered);
        figures.put("p50_us", (double) latencyUs.getValueAtPercentile(50));
        figures.put("p99_us", (double) latencyUs.getValueAtPercentile(99));
        figures.put("p999_us", (double) latencyUs.getValueAtPercentile(99.9));
        figures.put("max_us", (double) latencyUs.getMaxValue());
        figures.put("lag_p99_us", (double) lagUs.getValueAtPercentile(99));
        boolean _ = done.complete(new Figures(figures));
        channels.forEach(channel -> {
            if (channel != null) {
                channel.close();
            }
        });
    }

    /** One connection. */
    private final class Vehicle extends SimpleChannelInboundHandler<ByteBuf> {
        private final int number;
        private boolean isIn;

        Vehicle(int number) {
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(
                    DeviceFrames.hello(context.channel(), "bench-", plan.firstStation() + number, plan.zone()));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws Exception {
            if (frame.readUnsignedByte() != FrameType.SESSION.code()) {
                return;
            }
            byte[] payload = new byte[frame.readableBytes()];
            frame.readBytes(payload);
            if (isIn) {
                plan.contender().answered(payload).ifPresent(Generator.this::answered);
            } else if (plan.contender().accepts(payload)) {
                isIn = true;
                channels.set(number, context.channel());
                accepted();
            } else {
                fail("not let in: vehicle=" + number);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!isIn) {
                fail("closed before it was let in: vehicle=" + number);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail("connection broken: vehicle=" + number + ", reason=" + cause);
            context.close();
        }
    }
}
