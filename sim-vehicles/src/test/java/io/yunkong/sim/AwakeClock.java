package io.yunkong.sim;

import io.yunkong.wire.time.UnixTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * The machine's time without what the process stands still: of a pause of seconds, as busy machines make them, only a twentieth of one passes. By
 * this clock nothing that one part of a test has said is old before another part can hear it. One for all tests of the process.
 */
public final class AwakeClock implements InstantSource {
    private static final Duration PAUSE_MAX = Duration.ofMillis(50);
    private static final Duration TICK = Duration.ofMillis(5);
    private static final AwakeClock SHARED = started();

    private Instant now = Instant.now();
    private long lookedNanos = System.nanoTime();

    private AwakeClock() {}

    private static AwakeClock started() {
        AwakeClock clock = new AwakeClock();
        Thread.ofPlatform().daemon().name("awake-clock").start(clock::goOn);
        return clock;
    }

    public static AwakeClock shared() {
        return SHARED;
    }

    /** Microseconds since 1970 UTC. */
    public static long nowUs() {
        return UnixTime.nowUs(SHARED);
    }

    /** Looks often, so that only a pause looks like one. */
    private void goOn() {
        while (true) {
            Instant _ = instant();
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    @Override
    public synchronized Instant instant() {
        long nanos = System.nanoTime();
        now = now.plusNanos(Math.min(nanos - lookedNanos, PAUSE_MAX.toNanos()));
        lookedNanos = nanos;
        return now;
    }
}
