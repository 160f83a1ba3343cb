package io.yunkong.load.fleet;

import io.netty.channel.EventLoop;
import io.yunkong.load.budget.MessageClass;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.device.DrivenState;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.DeviceKind;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A bus on its line, one session for the whole trip: a state every 100 ms, and once a second a heartbeat and a request for priority at signals
 * (VIR), by timetable. The roadside unit's answer becomes advice, which says by its time which request it answers. At the end of the line another
 * bus takes its place. Lives on one event loop.
 */
public final class BusExchange implements Exchange {
    private static final long PERIOD_US = 100_000;
    private static final int STEPS_A_REQUEST = 10;

    private final Scene scene;

    public BusExchange(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void start(InetSocketAddress edge, EventLoop loop, Recorder recorder) {
        new Duty(scene.surroundings(edge, loop, recorder)).next();
    }

    /** Trip after trip until the end. */
    private final class Duty {
        private final Surroundings surroundings;
        private final PriorityMessages messages;

        Duty(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.messages = new PriorityMessages();
        }

        void next() {
            long nowUs = surroundings.nowUs();
            Slot line = nowUs < scene.endUs() ? scene.lines().borrow(nowUs) : null;
            if (line == null) {
                if (nowUs < scene.endUs()) {
                    surroundings
                            .recorder()
                            .failed(MessageClass.CONNECT.key(), nowUs / 1000, nowUs / 1000, "every line is in use");
                }
                surroundings.recorder().done();
            } else {
                new Ride(line).begin();
            }
        }

        private final class Ride implements Vehicle.Listener {
            private final DeviceFrames frames = new DeviceFrames(BusTrip.LENGTH_M, BusTrip.WIDTH_M);
            private final Slot line;
            private final BusTrip trip;
            private final long station = scene.nextStation();
            private final Vehicle bus;
            private long requestedUs;

            Ride(Slot line) {
                this.line = line;
                this.trip = new BusTrip(line, scene.zone().plane());
                this.bus = new Vehicle(
                        surroundings,
                        Device.vehicle(
                                station,
                                DeviceKind.DEVICE_KIND_PUBLIC_TRANSPORT,
                                scene.zone().name()),
                        this);
            }

            void begin() {
                bus.connect(surroundings.nowUs());
            }

            @Override
            public void accepted(boolean resumed) {
                Timetable.run(surroundings, PERIOD_US, this::drive);
            }

            private boolean drive(int step, long intendedUs) {
                double timeS = step * PERIOD_US / 1e6;
                if (timeS > trip.durationS() || intendedUs > scene.endUs()) {
                    end(null);
                }
                if (!bus.isIn()) {
                    return false;
                }
                DrivenState state = trip.at(timeS);
                bus.send(to -> frames.bsm(to, station, step, intendedUs, state));
                if (step % STEPS_A_REQUEST == 0) {
                    bus.heartbeat(intendedUs);
                    scene.signals().ifPresent(signals -> ask(signals, intendedUs, state));
                }
                return true;
            }

            private void ask(Scene.Signals signals, long intendedUs, DrivenState state) {
                if (requestedUs != 0) {
                    bus.failed(MessageClass.ADVICE, requestedUs, "no advice by the next request");
                }
                requestedUs = intendedUs;
                byte[] request = messages.request(station, signals, intendedUs, state);
                bus.send(to -> Connection.uper(to, request));
            }

            @Override
            public void advised(Advice advice) {
                if (advice.getApplication() == AdviceApplication.ADVICE_APPLICATION_SIGNAL_PRIORITY
                        && advice.getGivenAtUs() / 1000 == requestedUs / 1000) {
                    bus.succeeded(MessageClass.ADVICE, requestedUs);
                    requestedUs = 0;
                }
            }

            @Override
            public void lost(String reason) {
                end(reason);
            }

            private void end(@Nullable String failure) {
                if (failure != null) {
                    bus.failed(MessageClass.HEARTBEAT, surroundings.nowUs(), failure);
                }
                bus.close(() -> {
                    scene.lines().giveBack(line, surroundings.nowUs());
                    next();
                });
            }
        }
    }
}
