package io.yunkong.load.fleet;

import io.netty.channel.EventLoop;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a fleet drives, and for how long: what its virtual users have in common. Thread-safe.
 */
public final class Scene {
    /** Longer than the platform remembers a road user that is gone (1.5 s), and its warning (2 s). */
    static final long REST_US = 4_000_000;

    private static final long LOAD = 0x4C4F_4144_0000_0000L; // "LOAD"

    private final Zone zone;
    private final Course course;
    private final long seed;
    private final InstantSource clock;
    private final SlotPool stretches;
    private final SlotPool lines;
    private final FleetTally tally = new FleetTally();
    private final AtomicLong startUs = new AtomicLong();
    private final AtomicLong stations = new AtomicLong(LOAD);
    private final AtomicReference<@Nullable Signals> signals = new AtomicReference<>();

    /**
     * What happens when.
     *
     * @param warmUp before anything is measured
     * @param measured after it
     * @param stormy whether everybody loses the connection half-way through what is measured
     */
    public record Course(Duration warmUp, Duration measured, boolean stormy) {
        /** How long vehicles arrive. */
        public Duration whole() {
            return warmUp.plus(measured);
        }

        private long measuredFromUs(long startUs) {
            return startUs + warmUp.toNanos() / 1000;
        }

        private long endUs(long startUs) {
            return startUs + whole().toNanos() / 1000;
        }

        private Optional<Storm> storm(long startUs, long seed) {
            long midUs = measuredFromUs(startUs) + measured.toNanos() / 2000;
            return stormy ? Optional.of(new Storm(midUs, seed)) : Optional.empty();
        }
    }

    /** @param buses that have a lane each, at the same time */
    public Scene(Zone zone, Course course, int buses, long seed, InstantSource clock) {
        this.zone = zone;
        this.course = course;
        this.seed = seed;
        this.clock = clock;
        Roads roads = Roads.of(zone, seed, buses);
        this.stretches = new SlotPool(roads.stretches(), REST_US);
        this.lines = new SlotPool(roads.lines(), REST_US);
    }

    public Zone zone() {
        return zone;
    }

    public FleetTally.Figures tally() {
        return tally.figures();
    }

    Surroundings surroundings(InetSocketAddress edge, EventLoop loop, Exchange.Recorder recorder) {
        startUs.compareAndSet(0, nowUs());
        Exchange.Recorder measured = new WarmRecorder(recorder, course.measuredFromUs(startUs.get()) / 1000);
        return new Surroundings(edge, loop, measured, tally, clock);
    }

    SlotPool stretches() {
        return stretches;
    }

    SlotPool lines() {
        return lines;
    }

    /** An id that no other vehicle of the run has. */
    long nextStation() {
        return stations.incrementAndGet();
    }

    /** When nobody starts any more, and who stays all the time leaves. */
    long endUs() {
        return course.endUs(startUs.get());
    }

    Optional<Storm> storm() {
        return course.storm(startUs.get(), seed);
    }

    /**
     * Where priority is asked for.
     *
     * @param intersection NodeID
     * @param unit station id of the roadside unit that answers
     */
    record Signals(int intersection, long unit) {}

    /** Known as soon as a roadside unit was told of an intersection. */
    Optional<Signals> signals() {
        return Optional.ofNullable(signals.get());
    }

    void signals(Signals known) {
        signals.set(known);
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
