package io.yunkong.load.fleet;

import io.netty.channel.EventLoop;
import io.yunkong.load.budget.MessageClass;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Approach} over two sessions: a state message every 100 ms from each vehicle, sent by timetable whether or not anything
 * comes back (open loop). Latency of the warning = its arrival minus the intended send time of the message that triggered it, which the
 * messages carry as generation time. Lives on one event loop.
 */
public final class ApproachExchange implements Exchange {
    /** How long an approach takes, seconds. */
    public static final double DURATION_S = Approach.DURATION_S;

    private static final long PERIOD_US = 100_000;
    private static final int STEPS_A_HEARTBEAT = 10;
    /** Who has been away is tracked anew: the warning must come when that much is left. */
    private static final long RECOVERY_US = 2_500_000;

    private final Scene scene;

    public ApproachExchange(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void start(InetSocketAddress edge, EventLoop loop, Recorder recorder) {
        Surroundings surroundings = scene.surroundings(edge, loop, recorder);
        Slot slot = scene.stretches().borrow(surroundings.nowUs());
        if (slot == null) {
            long nowMs = surroundings.clock().millis();
            recorder.failed(MessageClass.CONNECT.key(), nowMs, nowMs, "every stretch of road is in use");
            recorder.done();
            return;
        }
        long host = scene.nextStation();
        new Run(new Approach(slot, scene.zone().plane(), host, scene.nextStation()), surroundings).connect();
    }

    private final class Run {
        private final Approach approach;
        private final Surroundings surroundings;
        private final DeviceFrames frames = new DeviceFrames(Approach.VEHICLE_LENGTH_M, Approach.VEHICLE_WIDTH_M);
        private final Vehicle host;
        private final Vehicle leader;
        private final long connectUs;
        private int accepted;
        private int open = 2;
        private long backUs;
        private long hostBackUs;
        private boolean warned;
        private boolean over;

        Run(Approach approach, Surroundings surroundings) {
            this.approach = approach;
            this.surroundings = surroundings;
            this.connectUs = surroundings.nowUs();
            this.host = new Vehicle(surroundings, device(approach.hostStation()), new HostListener());
            this.leader = new Vehicle(surroundings, device(approach.leaderStation()), new Listener());
        }

        private Device device(long station) {
            return Device.vehicle(
                    station, DeviceKind.DEVICE_KIND_ONBOARD_UNIT, scene.zone().name());
        }

        void connect() {
            host.connect(connectUs);
            leader.connect(connectUs);
            scene.storm().ifPresent(storm -> {
                host.endure(storm);
                leader.endure(storm);
            });
        }

        private void accepted(boolean resumed) {
            if (resumed) {
                backUs = surroundings.nowUs();
            } else if (++accepted == 2 && !over) {
                Timetable.run(surroundings, PERIOD_US, this::drive);
            }
        }

        private boolean drive(int step, long intendedUs) {
            if (over) {
                return false;
            }
            double timeS = step * PERIOD_US / 1e6;
            if (timeS > Approach.DURATION_S) {
                end(
                        warned || hardlyBack(intendedUs)
                                ? null
                                : "no forward collision warning by " + Approach.TIME_TO_COLLISION_AT_END_S
                                        + " s before contact");
                return false;
            }
            leader.send(to -> frames.bsm(to, approach.leaderStation(), step, intendedUs, approach.leader()));
            host.send(to -> frames.bsm(to, approach.hostStation(), step, intendedUs, approach.hostAt(timeS)));
            if (step % STEPS_A_HEARTBEAT == 0) {
                leader.heartbeat(intendedUs);
                host.heartbeat(intendedUs);
            }
            return true;
        }

        private boolean hardlyBack(long nowUs) {
            return !host.isIn() || !leader.isIn() || nowUs - backUs < RECOVERY_US;
        }

        private void end(@Nullable String failure) {
            if (over) {
                return;
            }
            over = true;
            if (failure != null && accepted < 2) {
                host.failed(MessageClass.CONNECT, connectUs, failure);
            } else if (failure != null) {
                host.failed(MessageClass.WARNING, surroundings.nowUs(), failure);
            }
            host.close(this::left);
            leader.close(this::left);
        }

        private void left() {
            if (--open == 0) {
                scene.stretches().giveBack(approach.slot(), surroundings.nowUs());
                surroundings.recorder().done();
            }
        }

        private class Listener implements Vehicle.Listener {
            @Override
            public void accepted(boolean resumed) {
                Run.this.accepted(resumed);
            }

            @Override
            public void lost(String reason) {
                end(reason);
            }
        }

        private final class HostListener extends Listener {
            @Override
            public void accepted(boolean resumed) {
                hostBackUs = resumed ? surroundings.nowUs() : 0;
                super.accepted(resumed);
            }

            @Override
            public void warned(Warning warning) {
                if (warned
                        || warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED
                        || warning.getApplication() != WarningApplication.WARNING_APPLICATION_FCW
                        || warning.getHostStationId() != approach.hostStation()) {
                    return;
                }
                warned = true;
                long generatedUs = warning.getEvidence().getStamps().getGeneratedAtUs();
                if (generatedUs < hostBackUs) {
                    host.succeeded(MessageClass.CAUGHT_UP, hostBackUs);
                } else if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
                    host.succeeded(MessageClass.WARNING, generatedUs);
                }
            }
        }
    }
}
