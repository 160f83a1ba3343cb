package io.yunkong.sim.sensor;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.sim.traffic.Place;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.World;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The onboard unit of one vehicle: a BSM every 0.1 s at a phase of its own. GNSS error per axis: a bias of 0.8 m (one sigma) that drifts
 * with 30 s memory, and 0.3 to 0.6 m white noise. 2 % of the messages are lost on the air.
 */
final class OnboardUnit {
    private static final double BIAS_M = 0.8;
    private static final double BIAS_MEMORY_S = 30;
    private static final double LOSS = 0.02;
    private static final double HARD_BRAKING_MPS2 = -4;

    private final RoadUser user;
    private final LocalPlane plane;
    private final SplittableRandom random;
    private final BsmWriter writer = new BsmWriter();
    private final byte[] buffer = new byte[BsmWriter.BYTES_MAX];
    private final int phaseMs;
    private final double whiteM;
    private double biasEastM;
    private double biasNorthM;
    private int sequence;

    OnboardUnit(RoadUser user, LocalPlane plane, long seed) {
        this.user = user;
        this.plane = plane;
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + user.number());
        phaseMs = random.nextInt(100);
        whiteM = 0.3 + 0.3 * random.nextDouble();
        biasEastM = BIAS_M * random.nextGaussian();
        biasNorthM = BIAS_M * random.nextGaussian();
    }

    RoadUser user() {
        return user;
    }

    /** The message of the step that just ended, null when it is lost. */
    @Nullable Message report(long stepStartUs, Timebase time) {
        drift();
        int number = sequence++;
        double noiseEast = biasEastM + whiteM * random.nextGaussian();
        double noiseNorth = biasNorthM + whiteM * random.nextGaussian();
        double noiseSpeed = 0.1 * random.nextGaussian();
        double noiseHeading = Math.toRadians(user.speedMps() > 1 ? 1 : 3) * random.nextGaussian();
        if (random.nextDouble() < LOSS) {
            return null;
        }
        double share = phaseMs / (1000 * World.STEP_S);
        Place from = user.before();
        Place to = user.now();
        double east = from.eastM + share * (to.eastM - from.eastM) + noiseEast;
        double north = from.northM + share * (to.northM - from.northM) + noiseNorth;
        double turn = Heading.turn(from.headingRad, to.headingRad);
        double speed = user.speedMps() - (1 - share) * World.STEP_S * user.accelerationMps2();
        writer.clear()
                .messageCount(number % 128)
                .id(user.stationId())
                .position(
                        Units.degreesE7(plane.latitudeDeg(east, north)),
                        Units.degreesE7(plane.longitudeDeg(east, north)))
                .positionAccuracy(20, 20, 0)
                .transmission(DataElements.TRANSMISSION_FORWARD)
                .speed(Units.speed(Math.max(0, speed + noiseSpeed)))
                .heading(Units.heading(from.headingRad + share * turn + noiseHeading))
                .acceleration(
                        Units.acceleration(user.accelerationMps2()),
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        Units.yawRate(user.yawRateRadps()))
                .size(Units.centimetres(user.widthM()), Units.centimetres(user.lengthM()))
                .vehicleClass(Units.vehicleClass(user.kind()));
        signals();
        long dueUs = stepStartUs + phaseMs * 1000L;
        byte[] fromStart = Message.encode(writer.secondMark(Units.secondMark(dueUs)), buffer);
        byte[] uper = Message.encode(writer.secondMark(Units.secondMark(time.realUs(dueUs))), buffer);
        return new Message(Message.Kind.BSM, user.stationId(), number, dueUs, uper, fromStart);
    }

    private void signals() {
        boolean braking = user.accelerationMps2() < -0.5;
        writer.brakePedal(braking ? 2 : 1).wheelBrakes(braking ? 0b11110 : 0);
        if (user.accelerationMps2() < HARD_BRAKING_MPS2) {
            writer.eventFlags(1 << 7);
        }
        int turnSignal = user.turnSignal();
        if (turnSignal != 0) {
            writer.exteriorLights(turnSignal < 0 ? 1 << 2 : 1 << 3);
        }
    }

    /** First-order Gauss-Markov drift. */
    private void drift() {
        double keep = Math.exp(-World.STEP_S / BIAS_MEMORY_S);
        double push = BIAS_M * Math.sqrt(1 - keep * keep);
        biasEastM = keep * biasEastM + push * random.nextGaussian();
        biasNorthM = keep * biasNorthM + push * random.nextGaussian();
    }
}
