package io.yunkong.sim.scenario;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.csae.LightbarInUse;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the onboard unit of an equipped actor sends: a BSM every 0.1 s. Its noise is small, because a scenario is about what happens and not
 * about how well it is measured: 0.1 m per axis on a fixed error of as much, 0.05 m/s, 0.3 degrees.
 */
final class SelfReports {
    private static final double NOISE_M = 0.1;
    private static final double NOISE_MPS = 0.05;
    private static final double NOISE_RAD = Math.toRadians(0.3);
    /** One sigma of the place as it is told, 0.05 m. */
    private static final int ACCURACY = 6;

    private static final int EVERY_MS = 100;

    private final Play play;
    private final Actor actor;
    private final SplittableRandom random;
    private final BsmWriter writer = new BsmWriter();
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final byte[] buffer = new byte[BsmWriter.BYTES_MAX];

    SelfReports(Play play, Actor actor) {
        this.play = play;
        this.actor = actor;
        random = new SplittableRandom(play.scenario().seed() * 0x9E3779B97F4A7C15L + play.actorId(actor));
    }

    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        int phaseMs = random.nextInt(EVERY_MS);
        double errorEastM = NOISE_M * random.nextGaussian();
        double errorNorthM = NOISE_M * random.nextGaussian();
        for (int atMs = phaseMs; atMs < play.scenario().lastsS() * 1000; atMs += EVERY_MS) {
            Motion.State state = play.motion(actor).at(atMs / 1000.0);
            long atUs = startUs + atMs * 1000L;
            double east = state.eastM() + errorEastM + NOISE_M * random.nextGaussian();
            double north = state.northM() + errorNorthM + NOISE_M * random.nextGaussian();
            byte[] uper = message(frames.size(), state, east, north, atUs);
            if (!state.shown().silent()) {
                frames.add(new Frame(Message.Kind.BSM, play.stationId(actor), atUs, uper));
            }
        }
        return frames;
    }

    private byte[] message(int count, Motion.State state, double eastM, double northM, long atUs) {
        LocalPlane plane = play.zone().plane();
        boolean braking = state.accelerationMps2() < -0.5;
        Motion.Shown shown = state.shown();
        double toldMps = Double.isNaN(shown.toldSpeedMps()) ? state.speedMps() : shown.toldSpeedMps();
        writer.clear()
                .messageCount(count % 128)
                .id(play.stationId(actor))
                .secondMark(Units.secondMark(atUs))
                .position(
                        Units.degreesE7(plane.latitudeDeg(eastM, northM)),
                        Units.degreesE7(plane.longitudeDeg(eastM, northM)))
                .positionAccuracy(ACCURACY, ACCURACY, 0)
                .transmission(DataElements.TRANSMISSION_FORWARD)
                .speed(Units.speed(Math.max(0, toldMps + NOISE_MPS * random.nextGaussian())))
                .heading(Units.heading(state.headingRad() + NOISE_RAD * random.nextGaussian()))
                .acceleration(
                        Units.acceleration(state.accelerationMps2()),
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        Units.yawRate(state.yawRateRadps()))
                .brakePedal(braking ? 2 : 1)
                .wheelBrakes(braking ? 0b11110 : 0)
                .size(
                        Units.centimetres(actor.type().widthM()),
                        Units.centimetres(actor.type().lengthM()))
                .vehicleClass(actor.type().vehicleClass());
        if (shown.events() != 0) {
            writer.eventFlags(shown.events());
        }
        if (shown.lights() != 0) {
            writer.exteriorLights(shown.lights());
        }
        byte[] uper = Arrays.copyOf(buffer, writer.encode(buffer));
        return shown.emergencyRun() ? onEmergencyRun(uper) : uper;
    }

    /** The same with its light bar in use, which the writer has no room for. */
    private byte[] onEmergencyRun(byte[] uper) {
        try {
            MessageFrame.Builder frame = codec.decode(uper).toBuilder();
            frame.getBsmFrameBuilder().getEmergencyExtBuilder().setLightsUse(LightbarInUse.LightbarInUse_inUse);
            return codec.encode(frame.build());
        } catch (UperException | ValueException e) {
            throw new IllegalStateException("own message not readable: message=BSM", e);
        }
    }
}
