package io.yunkong.load.bench;

import io.netty.channel.EventLoop;
import io.yunkong.wire.time.UnixTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Vehicles that each send a BSM ten times a second by a timetable, whatever becomes of those before. One message of a hundred asks, and its
 * answer is timed from when the message was to be sent, not from when it was. In the warm-up they come one after the other first.
 * Everything on one event loop; nothing is made for a message.
 */
final class Generator {
    /** Messages of a vehicle in a second. */
    static final int MESSAGES_PER_S = 10;

    /** One message of so many asks for an answer. */
    private static final int ASKS_ONE_IN = 100;

    /** In which all vehicles come, one after the other, but before measuring begins: nowhere do thousands come within a tenth of a second. */
    private static final double ARRIVING_S = 2;
    /**
     * Then nobody sends anything for a while, if the warm-up is longer: the contender collects its garbage meanwhile, and no datagram shall be lost
     * for that.
     */
    static final double SILENT_FROM_S = 2.3;

    private static final double SILENT_TO_S = 3.1;

    private static final int CONNECTING_MAX = 128;
    /** Sent at one go before answers are read again. */
    private static final int BURST_MAX = 64;

    /** A wake-up for each message would cost more than the message, here and in the contender. */
    private static final long WAKE_UP_NS_MIN = 100_000;

    private static final long DRAIN_NS = 2_000_000_000L;
    private static final long LARGEST_US = 60_000_000;

    /**
     * What to do.
     *
     * @param where the contender is reached, as it says
     * @param site where certificates are, of contenders that want them
     */
    record Plan(
            Contender contender,
            Figures where,
            SecuredSite site,
            BenchRoads roads,
            Scene scene,
            int vehicles,
            long firstStation,
            double warmUpS,
            double measuredS) {
        double ratePerS() {
            return (double) vehicles * MESSAGES_PER_S;
        }

        /** What the vehicles drive. */
        Traffic traffic() {
            return scene.traffic(roads);
        }

        /** Of loopback, at the port of that name. */
        InetSocketAddress address(String port) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) where.get(port));
        }

        /** Where that vehicle has its session. */
        InetSocketAddress address(int vehicle) {
            return address(contender.hasTwoEdges() && roads.isInOtherHalf(vehicle) ? "other_port" : "port");
        }

        /** The same for other vehicles. */
        Plan with(int otherVehicles, long otherFirstStation) {
            return new Plan(contender, where, site, roads, scene, otherVehicles, otherFirstStation, warmUpS, measuredS);
        }
    }

    /** Told on the event loop when all are connected, when measuring begins and when it ends. */
    interface Ear {
        void connected();

        void measuring();

        void measured();
    }

    private final Plan plan;
    private final EventLoop loop;
    private final Ear ear;
    private final Timetable timetable;
    private final Wire wire;
    private final Histogram latencyUs = new Histogram(1, LARGEST_US, 3);
    private final Histogram warnedUs = new Histogram(1, LARGEST_US, 3);
    private final Histogram lagUs = new Histogram(1, LARGEST_US, 3);
    private final CompletableFuture<Figures> done = new CompletableFuture<>();
    private final Runnable sendDue = this::sendDue;
    /** Which messages ask: the same in every run. */
    private final SplittableRandom chance = new SplittableRandom(1);

    private final long measuredFrom;
    private final long total;
    private final double arrivingNs;
    private int connecting;
    private int connected;
    private long startNs;
    private long startUs;
    private long measuredFromUs;
    private long next;
    private long asked;
    private long answered;
    private long lost;
    private long skipped;

    private Generator(Plan plan, EventLoop loop, Ear ear) {
        this.plan = plan;
        this.loop = loop;
        this.ear = ear;
        this.timetable = new Timetable(plan.vehicles(), plan.ratePerS());
        this.wire = plan.contender().wire(plan, new Run(loop, new Connections()));
        this.measuredFrom = Math.round(plan.warmUpS() * plan.ratePerS());
        this.total = Math.round((plan.warmUpS() + plan.measuredS()) * plan.ratePerS());
        this.arrivingNs = Math.min(ARRIVING_S, plan.warmUpS()) * 1e9;
    }

    /** Connects, drives, and tells the figures; fails when a vehicle is not let in. */
    static CompletableFuture<Figures> run(Plan plan, EventLoop loop, Ear ear) {
        Generator generator = new Generator(plan, loop, ear);
        loop.execute(generator::connectMore);
        return generator.done;
    }

    private void connectMore() {
        while (connecting < connected + CONNECTING_MAX && connecting < wire.connections()) {
            wire.connect(connecting++);
        }
    }

    /** What comes from the connections. */
    private final class Connections implements Wire.Ear {
        @Override
        public void connected() {
            connected++;
            if (connected < wire.connections()) {
                connectMore();
            } else {
                startNs = System.nanoTime();
                startUs = UnixTime.nowUs(InstantSource.system());
                measuredFromUs = startUs + timetable.dueNs(measuredFrom) / 1000;
                ear.connected();
                sendDue();
            }
        }

        @Override
        public void answered(long sentAtUs) {
            if (sentAtUs < measuredFromUs) {
                return; // of the warm-up
            }
            answered++;
            latencyUs.recordValue(Math.clamp(sinceStartUs() - (sentAtUs - startUs), 0, LARGEST_US));
            finishWhenAnswered();
        }

        @Override
        public void warned(long generatedAtUs) {
            if (generatedAtUs >= measuredFromUs) {
                warnedUs.recordValue(Math.clamp(sinceStartUs() - (generatedAtUs - startUs), 0, LARGEST_US));
            }
        }

        @Override
        public void failed(String reason) {
            if (done.completeExceptionally(new IllegalStateException(reason))) {
                wire.close();
            }
        }
    }

    private long sinceStartUs() {
        return (System.nanoTime() - startNs) / 1000;
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
            finishWhenAnswered();
        } else if (next < due) {
            loop.execute(sendDue);
        } else {
            long waitNs = timetable.dueNs(next) - (System.nanoTime() - startNs);
            var _ = loop.schedule(sendDue, Math.max(WAKE_UP_NS_MIN, waitNs), TimeUnit.NANOSECONDS);
        }
    }

    private void send(long message) {
        if (message == measuredFrom) {
            ear.measuring();
        }
        long dueNs = timetable.dueNs(message);
        int vehicle = timetable.vehicle(message);
        if (isToCome(vehicle, dueNs) || isSilent(dueNs)) {
            skipped++;
            return;
        }
        boolean measures = message >= measuredFrom;
        boolean asks = chance.nextInt(ASKS_ONE_IN) == 0;
        long count = message / plan.vehicles();
        if (!wire.send(vehicle, count, dueNs / 1e9, startUs + dueNs / 1000, asks)) {
            lost++;
            return;
        }
        if (measures) {
            asked += asks ? 1 : 0;
            lagUs.recordValue(Math.clamp((System.nanoTime() - startNs - dueNs) / 1000, 0, LARGEST_US));
        }
    }

    private boolean isToCome(int vehicle, long atNs) {
        return vehicle * arrivingNs > (double) atNs * plan.vehicles();
    }

    private boolean isSilent(long atNs) {
        double atS = atNs / 1e9;
        return plan.warmUpS() > SILENT_TO_S && atS >= SILENT_FROM_S && atS < SILENT_TO_S;
    }

    private void finishWhenAnswered() {
        if (next == total && answered == asked) {
            finish();
        }
    }

    private void finish() {
        if (done.isDone()) {
            return;
        }
        Map<String, Double> figures = new HashMap<>();
        figures.put("sent", (double) (total - measuredFrom));
        figures.put("sent_all", (double) (total - lost - skipped));
        figures.put("lost", (double) lost);
        figures.put("asked", (double) asked);
        figures.put("answered", (double) answered);
        putLatencies(figures, "", latencyUs);
        figures.put("warnings", (double) warnedUs.getTotalCount());
        putLatencies(figures, "warned_", warnedUs);
        figures.put("lag_p99_us", (double) lagUs.getValueAtPercentile(99));
        boolean _ = done.complete(new Figures(figures));
        wire.close();
    }

    private static void putLatencies(Map<String, Double> figures, String name, Histogram us) {
        figures.put(name + "p50_us", (double) us.getValueAtPercentile(50));
        figures.put(name + "p99_us", (double) us.getValueAtPercentile(99));
        figures.put(name + "p999_us", (double) us.getValueAtPercentile(99.9));
        figures.put(name + "max_us", (double) us.getMaxValue());
    }
}
