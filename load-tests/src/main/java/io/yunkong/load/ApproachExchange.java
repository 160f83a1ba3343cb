package io.yunkong.load;

import io.netty.channel.EventLoop;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Approach} over two sessions: a state message every 100 ms from each vehicle, sent by timetable whether or not anything
 * comes back (open loop). Latency of the warning = its arrival minus the intended send time of the message that triggered it, which the
 * messages carry as generation time. Lives on one event loop.
 */
final class ApproachExchange implements Exchange {
    static final String UPLINK_TO_WARNING = "uplink to warning";
    static final String CONNECT = "connect";

    private static final long PERIOD_US = 100_000;

    private final Zone zone;
    private final SlotPool slots;
    private final int number;
    private final InstantSource clock;

    ApproachExchange(Zone zone, SlotPool slots, int number, InstantSource clock) {
        this.zone = zone;
        this.slots = slots;
        this.number = number;
        this.clock = clock;
    }

    @Override
    public void start(InetSocketAddress edge, EventLoop loop, Recorder recorder) {
        Slot slot = slots.borrow(nowUs());
        if (slot == null) {
            recorder.failed(CONNECT, clock.millis(), clock.millis(), "every stretch of road is in use");
            recorder.done();
            return;
        }
        long station = 0x4C4F_4144_0000_0000L | (number * 2L); // "LOAD" and a number
        new Run(new Approach(slot, zone.plane(), station, station + 1), edge, loop, recorder).connect();
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }

    private final class Run {
        private final Approach approach;
        private final EventLoop loop;
        private final Recorder recorder;
        private final Vehicle host;
        private final Vehicle leader;
        private final long connectMs = clock.millis();
        private int accepted;
        private long startUs;
        private boolean warned;
        private boolean over;

        Run(Approach approach, InetSocketAddress edge, EventLoop loop, Recorder recorder) {
            this.approach = approach;
            this.loop = loop;
            this.recorder = recorder;
            this.host = new Vehicle(edge, loop, zone.name(), approach.hostStation(), new HostListener());
            this.leader = new Vehicle(edge, loop, zone.name(), approach.leaderStation(), new LeaderListener());
        }

        void connect() {
            host.connect();
            leader.connect();
        }

        private void accepted() {
            if (++accepted == 2 && !over) {
                recorder.succeeded(CONNECT, connectMs, clock.millis());
                startUs = nowUs();
                send(0);
            }
        }

        /** Sends the state of one point of the timetable and arranges the next. */
        private void send(int step) {
            if (over) {
                return;
            }
            double timeS = step * PERIOD_US / 1e6;
            if (timeS > Approach.DURATION_S) {
                end(
                        warned
                                ? null
                                : "no forward collision warning by " + Approach.TIME_TO_COLLISION_AT_END_S
                                        + " s before contact");
                return;
            }
            long intendedUs = startUs + step * PERIOD_US;
            leader.send(approach.leader(), intendedUs, step);
            host.send(approach.hostAt(timeS), intendedUs, step);
            long delayUs = Math.max(0, intendedUs + PERIOD_US - nowUs());
            var _ = loop.schedule(() -> send(step + 1), delayUs, TimeUnit.MICROSECONDS);
        }

        private void end(@Nullable String failure) {
            if (over) {
                return;
            }
            over = true;
            if (failure != null) {
                recorder.failed(accepted < 2 ? CONNECT : UPLINK_TO_WARNING, connectMs, clock.millis(), failure);
            }
            host.close();
            leader.close();
            slots.giveBack(approach.slot(), nowUs());
            recorder.done();
        }

        private final class HostListener extends Listener {
            @Override
            public void warned(Warning warning) {
                if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED
                        && warning.getApplication() == WarningApplication.WARNING_APPLICATION_FCW
                        && warning.getHostStationId() == approach.hostStation()
                        && !warned) {
                    warned = true;
                    long generatedUs = warning.getEvidence().getStamps().getGeneratedAtUs();
                    recorder.succeeded(UPLINK_TO_WARNING, generatedUs / 1000, clock.millis());
                }
            }
        }

        private final class LeaderListener extends Listener {
            @Override
            public void warned(Warning warning) {
                // The standing leader may be told of who comes from behind; it is not what this run measures.
            }
        }

        private abstract class Listener implements Vehicle.Listener {
            @Override
            public void accepted() {
                Run.this.accepted();
            }

            @Override
            public void lost(String reason) {
                end(reason);
            }
        }
    }
}
