package io.yunkong.load.fleet;

import io.netty.channel.EventLoop;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What a virtual user works with.
 *
 * @param edge where devices connect
 * @param loop its event loop
 * @param recorder takes its measurements
 * @param tally takes its counts
 * @param clock wall clock
 */
record Surroundings(
        InetSocketAddress edge, EventLoop loop, Exchange.Recorder recorder, FleetTally tally, InstantSource clock) {
    long nowUs() {
        return UnixTime.nowUs(clock);
    }

    /** Runs something at a time, at once when it is over. */
    void at(long timeUs, Runnable task) {
        var _ = loop.schedule(task, Math.max(0, timeUs - nowUs()), TimeUnit.MICROSECONDS);
    }

    /** The same, without a record of what is measured. */
    Surroundings unrecorded() {
        return new Surroundings(edge, loop, new Unrecorded(), tally, clock);
    }

    private static final class Unrecorded implements Exchange.Recorder {
        @Override
        public void succeeded(String name, long startMs, long endMs) {
            // nobody wants to know
        }

        @Override
        public void failed(String name, long startMs, long endMs, String reason) {
            // it is meant to
        }

        @Override
        public void done() {
            throw new IllegalStateException("only the user itself says that it is through");
        }
    }
}
