package io.yunkong.load.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.device.DrivenState;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/**
 * A device that sends one kind of {@link BadInput} until the end, by timetable, from a stretch of its own; when it loses its link over it, it comes
 * back. Nothing of it is measured: it is the others' budgets that count. Lives on one event loop.
 */
public final class RogueExchange implements Exchange {
    private static final int TYPE_BITS = 8;
    private static final int LENGTH_MAX = 0xFFFF;

    private final Scene scene;
    private final BadInput kind;

    public RogueExchange(Scene scene, BadInput kind) {
        this.scene = scene;
        this.kind = kind;
    }

    @Override
    public void start(InetSocketAddress edge, EventLoop loop, Recorder recorder) {
        Surroundings surroundings = scene.surroundings(edge, loop, recorder);
        Slot slot = scene.stretches().borrow(surroundings.nowUs());
        if (slot == null) {
            throw new IllegalStateException("no stretch of road for a rogue; the number of vehicles is checked before");
        }
        new Run(slot, surroundings.unrecorded(), recorder).connect();
    }

    private final class Run implements Vehicle.Listener {
        private final Surroundings surroundings;
        private final Recorder recorder;
        private final DeviceFrames frames = new DeviceFrames(Approach.VEHICLE_LENGTH_M, Approach.VEHICLE_WIDTH_M);
        private final DrivenState standing;
        private final long station = scene.nextStation();
        private final SplittableRandom random = new SplittableRandom(station);
        private final Device device;
        private Vehicle vehicle;

        Run(Slot slot, Surroundings surroundings, Recorder recorder) {
            this.surroundings = surroundings;
            this.recorder = recorder;
            this.standing = new Approach(slot, scene.zone().plane(), station, station).leader();
            this.device = Device.vehicle(
                    station, DeviceKind.DEVICE_KIND_ONBOARD_UNIT, scene.zone().name());
            this.vehicle = new Vehicle(surroundings, device, this);
        }

        void connect() {
            vehicle.connect(surroundings.nowUs());
        }

        @Override
        public void accepted(boolean resumed) {
            Timetable.run(surroundings, 1_000_000 / kind.framesPerSecond(), (step, intendedUs) -> {
                if (intendedUs > scene.endUs()) {
                    vehicle.close(recorder::done);
                }
                vehicle.send(
                        to -> frame(to, step, intendedUs),
                        () -> surroundings.tally().sent(kind));
                return vehicle.isIn() && !kind.closesTheLink();
            });
        }

        private ByteBuf frame(Channel to, int step, long intendedUs) {
            if (kind.closesTheLink()) {
                return to.alloc()
                        .buffer(FrameHeader.BYTES)
                        .writeMedium(LENGTH_MAX << TYPE_BITS | FrameType.UPER.code());
            }
            ByteBuf good = frames.bsm(to, kind.station(station), step, intendedUs, kind.state(standing));
            try {
                byte[] bsm = new byte[good.skipBytes(FrameHeader.BYTES).readableBytes()];
                good.readBytes(bsm);
                return Connection.uper(to, kind.spoil(bsm, random));
            } finally {
                good.release();
            }
        }

        @Override
        public void lost(String reason) {
            long againUs = surroundings.nowUs() + 1_000_000 / kind.framesPerSecond();
            if (againUs > scene.endUs()) {
                recorder.done();
            } else {
                vehicle = new Vehicle(surroundings, device, this);
                surroundings.at(againUs, this::connect);
            }
        }
    }
}
