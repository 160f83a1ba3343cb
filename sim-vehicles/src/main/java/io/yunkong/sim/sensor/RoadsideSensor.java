package io.yunkong.sim.sensor;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.UserKind;
import io.yunkong.sim.traffic.World;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmParticipantWriter;
import io.yunkong.wire.uper.RsmWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The sensors of one roadside unit: every 0.1 s an RSM of whatever is in range, or several when there are more than 16 objects. Noise
 * 0.5 m per axis on a fixed bias of 0.3 m (one sigma), 5 % misses, ghosts that live 0.3 to 2 s, own numbers that switch about every 25 s,
 * 3 % of the objects of a wrong class. Nothing hides behind anything.
 */
final class RoadsideSensor {
    private static final double NOISE_M = 0.5;
    private static final double BIAS_M = 0.3;
    private static final double MISSES = 0.05;
    private static final double GHOSTS_PER_S = 0.2;
    private static final double NUMBER_LASTS_S = 25;

    /** A road user as the sensor knows it. */
    private static final class Known {
        int number;
        double switchAtS;
        double seenAtS;
        UserKind kind = UserKind.CAR;
    }

    private record Ghost(
            int number,
            UserKind kind,
            double eastM,
            double northM,
            double headingRad,
            double speedMps,
            double untilS) {}

    private final RoadsideUnit unit;
    private final LocalPlane plane;
    private final SplittableRandom random;
    private final RsmWriter writer = new RsmWriter();
    private final byte[] buffer = new byte[RsmWriter.BYTES_MAX];
    private final Map<Integer, Known> known = new HashMap<>();
    private final List<Ghost> ghosts = new ArrayList<>();
    private final List<RsmParticipantWriter> participants = new ArrayList<>();
    private final int phaseMs;
    private final double biasEastM;
    private final double biasNorthM;
    private int sequence;
    private int lastNumber;

    RoadsideSensor(RoadsideUnit unit, LocalPlane plane, long seed) {
        this.unit = unit;
        this.plane = plane;
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ unit.stationId());
        phaseMs = random.nextInt(100);
        biasEastM = BIAS_M * random.nextGaussian();
        biasNorthM = BIAS_M * random.nextGaussian();
    }

    /** The messages of the step that just ended. */
    void report(long stepStartUs, List<RoadUser> users, Timebase time, List<Message> out) {
        long dueUs = stepStartUs + phaseMs * 1000L;
        double nowS = dueUs / 1e6;
        double share = phaseMs / (1000 * World.STEP_S);
        List<RoadUser> seen = new ArrayList<>();
        for (RoadUser user : users) {
            double east = user.now().eastM - unit.eastM();
            double north = user.now().northM - unit.northM();
            if (east * east + north * north < (unit.rangeM() - 3) * (unit.rangeM() - 3)) {
                seen.add(user);
            }
        }
        begin();
        for (RoadUser user : seen) {
            Known as = known(user, nowS);
            if (random.nextDouble() >= MISSES) {
                as.seenAtS = nowS;
                double east = user.before().eastM + share * (user.now().eastM - user.before().eastM);
                double north = user.before().northM + share * (user.now().northM - user.before().northM);
                add(
                        as.number,
                        as.kind,
                        east,
                        north,
                        user.now().headingRad,
                        user.speedMps(),
                        user.lengthM(),
                        user.widthM());
                flush(false, dueUs, time, out);
            }
        }
        haunt(nowS, dueUs, time, out);
        flush(true, dueUs, time, out);
        known.values().removeIf(as -> nowS - as.seenAtS > 1);
    }

    private Known known(RoadUser user, double nowS) {
        Known as = known.computeIfAbsent(user.number(), n -> new Known());
        if (nowS >= as.switchAtS) {
            as.number = nextNumber();
            as.switchAtS = nowS + NUMBER_LASTS_S * (0.5 + random.nextDouble());
            as.seenAtS = nowS;
            as.kind = user.kind();
            if (random.nextDouble() < 0.03) {
                as.kind = user.kind().motor()
                        ? UserKind.TRUCK
                        : user.kind() == UserKind.BICYCLE ? UserKind.PEDESTRIAN : UserKind.BICYCLE;
            }
        }
        return as;
    }

    private void haunt(double nowS, long dueUs, Timebase time, List<Message> out) {
        ghosts.removeIf(ghost -> nowS > ghost.untilS());
        if (random.nextDouble() < GHOSTS_PER_S * World.STEP_S) {
            double far = unit.rangeM() * 0.9 * Math.sqrt(random.nextDouble());
            double around = 2 * Math.PI * random.nextDouble();
            UserKind kind = random.nextDouble() < 0.7 ? UserKind.CAR : UserKind.PEDESTRIAN;
            ghosts.add(new Ghost(
                    nextNumber(),
                    kind,
                    unit.eastM() + far * Math.sin(around),
                    unit.northM() + far * Math.cos(around),
                    2 * Math.PI * random.nextDouble(),
                    random.nextDouble() * (kind == UserKind.CAR ? 8 : 1.5),
                    nowS + 0.3 + 1.7 * random.nextDouble()));
        }
        for (Ghost ghost : ghosts) {
            boolean car = ghost.kind() == UserKind.CAR;
            add(
                    ghost.number(),
                    ghost.kind(),
                    ghost.eastM(),
                    ghost.northM(),
                    ghost.headingRad(),
                    ghost.speedMps(),
                    car ? 4.5 : 0.5,
                    car ? 1.8 : 0.5);
            flush(false, dueUs, time, out);
        }
    }

    private int nextNumber() {
        lastNumber = lastNumber % 65_535 + 1;
        return lastNumber;
    }

    private void begin() {
        writer.clear().id(unit.stationId());
        writer.referencePosition(
                Units.degreesE7(plane.latitudeDeg(unit.eastM(), unit.northM())),
                Units.degreesE7(plane.longitudeDeg(unit.eastM(), unit.northM())));
    }

    private void add(
            int number,
            UserKind kind,
            double east,
            double north,
            double heading,
            double speed,
            double length,
            double width) {
        double e = east + biasEastM + NOISE_M * random.nextGaussian();
        double n = north + biasNorthM + NOISE_M * random.nextGaussian();
        double direction = heading + Math.toRadians(speed > 1 ? 2 : 6) * random.nextGaussian();
        participants.add(writer.addParticipant()
                .type(Units.participantType(kind))
                .participantId(number)
                .source(7)
                .position(Units.degreesE7(plane.latitudeDeg(e, n)), Units.degreesE7(plane.longitudeDeg(e, n)))
                .transmission(DataElements.TRANSMISSION_UNAVAILABLE)
                .speed(Units.speed(Math.max(0, speed + 0.25 * random.nextGaussian())))
                .heading(Units.heading(Heading.normalize(direction)))
                .size(Units.centimetres(width), Units.centimetres(length))
                .vehicleClass(Units.vehicleClass(kind)));
    }

    /** Sends what is collected when the message is full, or at the end of the cycle. */
    private void flush(boolean end, long dueUs, Timebase time, List<Message> out) {
        if (participants.isEmpty() || (!end && participants.size() < RsmWriter.PARTICIPANTS_MAX)) {
            return;
        }
        int number = sequence++;
        writer.messageCount(number % 128);
        byte[] fromStart = encode(Units.secondMark(dueUs));
        byte[] uper = encode(Units.secondMark(time.realUs(dueUs)));
        out.add(new Message(Message.Kind.RSM, unit.stationId(), number, dueUs, uper, fromStart));
        participants.clear();
        writer.clearParticipants();
    }

    private byte[] encode(int secondMark) {
        for (RsmParticipantWriter participant : participants) {
            participant.secondMark(secondMark);
        }
        return Message.encode(writer, buffer);
    }
}
