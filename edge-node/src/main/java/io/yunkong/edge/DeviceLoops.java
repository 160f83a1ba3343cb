package io.yunkong.edge;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.session.Sessions;
import io.yunkong.edge.statistics.Defects;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.road.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The event loops of an edge's device links, and what belongs to each. Immutable; for any thread but these loops. */
final class DeviceLoops {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final long KEEP_CHECK_MS = 10;
    private static final long TRUST_CHECK_MS = 1000;

    private final EventLoop keeper;
    private final Map<EventExecutor, DeviceLoop> loops;

    /** @param create what belongs to an event loop; it is started here */
    DeviceLoops(EventLoopGroup group, Function<EventLoop, DeviceLoop> create) {
        Map<EventExecutor, DeviceLoop> created = new HashMap<>();
        for (EventExecutor executor : group) {
            DeviceLoop loop = create.apply((EventLoop) executor);
            loop.start((EventLoop) executor);
            created.put(executor, loop);
        }
        this.loops = Map.copyOf(created);
        this.keeper = group.next();
    }

    Map<EventExecutor, DeviceLoop> all() {
        return loops;
    }

    /** Goes on with another version of the zone, of the same origin. */
    void activate(Zone next) {
        loops.values().forEach(loop -> loop.activate(next));
    }

    /** Lets time pass for the sessions that are kept, and the rates of quiet devices, from now on. */
    void keep(Sessions sessions, LongSupplier clockUs) {
        Defects defects = Objects.requireNonNull(loops.get(keeper)).defects();
        Runnable check = () -> sessions.keep(keeper.ticker().nanoTime(), clockUs.getAsLong());
        var _ = keeper.scheduleWithFixedDelay(
                defects.guard("sessions", check), KEEP_CHECK_MS, KEEP_CHECK_MS, TimeUnit.MILLISECONDS);
        Runnable trust = () -> sessions.forgetUntrusted(clockUs.getAsLong());
        var _ = keeper.scheduleWithFixedDelay(
                defects.guard("trust", trust), TRUST_CHECK_MS, TRUST_CHECK_MS, TimeUnit.MILLISECONDS);
    }

    /** The sum of what they have counted, each asked between two of its tasks. */
    LinkCounters counters() {
        LinkCounters sum = new LinkCounters();
        loops.forEach((executor, loop) -> sum.add(EventLoops.ask(executor, () -> {
            LinkCounters copy = new LinkCounters();
            copy.add(loop.counters());
            return copy;
        })));
        return sum;
    }

    long defectCount() {
        return loops.values().stream().mapToLong(loop -> loop.defects().count()).sum();
    }

    /** Tells every device that the edge stops, and waits a moment until all links are closed and what they brought is through. */
    void shutDown() {
        List<Promise<Void>> done = new ArrayList<>();
        loops.forEach((executor, loop) -> {
            Promise<Void> promise = executor.newPromise();
            done.add(promise);
            executor.execute(() -> loop.shutDown(executor, promise));
        });
        Ticker ticker = keeper.ticker();
        long deadline = ticker.nanoTime() + STOP_LIMIT.toNanos();
        for (Promise<Void> promise : done) {
            long leftNanos = Math.max(0, deadline - ticker.nanoTime());
            promise.awaitUninterruptibly(leftNanos, TimeUnit.NANOSECONDS);
        }
    }
}
