package io.yunkong.load;

import io.yunkong.load.gatling.Exchange;
import io.yunkong.map.road.Zone;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a load run drives. Gatling makes its simulations by class name, so the plan of the run in progress is handed over here.
 */
final class LoadPlan {
    /** Longer than the platform remembers a road user that is gone (1.5 s), and its warning (2 s). */
    private static final long SLOT_REST_US = 4_000_000;

    private static final AtomicReference<@Nullable LoadPlan> CURRENT = new AtomicReference<>();

    private final Zone zone;
    private final InetSocketAddress edge;
    private final int vehicles;
    private final Duration duration;
    private final double budgetPercentile;
    private final Duration budget;
    private final InstantSource clock;
    private final SlotPool slots;
    private final AtomicInteger approaches = new AtomicInteger();

    LoadPlan(
            Zone zone,
            InetSocketAddress edge,
            int vehicles,
            Duration duration,
            double budgetPercentile,
            Duration budget,
            long seed,
            InstantSource clock) {
        this.zone = zone;
        this.edge = edge;
        this.vehicles = vehicles;
        this.duration = duration;
        this.budgetPercentile = budgetPercentile;
        this.budget = budget;
        this.clock = clock;
        this.slots = new SlotPool(Slot.of(zone, seed), SLOT_REST_US);
    }

    /** The plan of the run in progress. */
    static LoadPlan current() {
        LoadPlan plan = CURRENT.get();
        if (plan == null) {
            throw new IllegalStateException("no load plan: start the simulation with ./v2x load; refused");
        }
        return plan;
    }

    void makeCurrent() {
        CURRENT.set(this);
    }

    /** Most vehicles that find a stretch of their own. */
    static int vehiclesMax(Zone zone) {
        double cycleS = Approach.DURATION_S + SLOT_REST_US / 1e6;
        return (int) (2 * Slot.of(zone, 0).size() * Approach.DURATION_S / cycleS * 0.9);
    }

    InetSocketAddress edge() {
        return edge;
    }

    int vehicles() {
        return vehicles;
    }

    Duration duration() {
        return duration;
    }

    double budgetPercentile() {
        return budgetPercentile;
    }

    Duration budget() {
        return budget;
    }

    /** What the next virtual user does. */
    Exchange nextApproach() {
        return new ApproachExchange(zone, slots, approaches.incrementAndGet(), clock);
    }
}
