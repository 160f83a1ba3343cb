package io.yunkong.sim.sensor;

import io.yunkong.map.geo.Heading;
import io.yunkong.sim.traffic.UserKind;
import io.yunkong.wire.uper.DataElements;

/** SI to the raw units of T/CSAE 53. */
public final class Units {
    private Units() {}

    /** 1e-7 degree. */
    public static int degreesE7(double degrees) {
        return (int) Math.round(degrees * 1e7);
    }

    /** 0.02 m/s. */
    public static int speed(double mps) {
        return Math.clamp(Math.round(mps / 0.02), 0, DataElements.SPEED_UNAVAILABLE - 1);
    }

    /** 0.0125 degree. */
    public static int heading(double rad) {
        return (int) (Math.round(Math.toDegrees(Heading.normalize(rad)) / 0.0125) % DataElements.HEADING_FULL_CIRCLE);
    }

    /** 0.01 m/s2. */
    public static int acceleration(double mps2) {
        return Math.clamp(Math.round(mps2 * 100), -2000, 2000);
    }

    /** 0.01 degree/s. */
    public static int yawRate(double radps) {
        return Math.clamp(Math.round(Math.toDegrees(radps) * 100), -32_767, 32_767);
    }

    /** 1 cm. */
    public static int centimetres(double metres) {
        return (int) Math.round(metres * 100);
    }

    /** BasicVehicleClass. */
    public static int vehicleClass(UserKind kind) {
        return switch (kind) {
            case CAR -> 10;
            case TRUCK -> 25;
            case BUS -> 54;
            case BICYCLE -> 85;
            case PEDESTRIAN -> 80;
        };
    }

    /** DSecond: milliseconds of the minute of a time, microseconds since 1970 UTC. */
    public static int secondMark(long us) {
        return (int) Math.floorMod(us / 1000, 60_000L);
    }

    /** ParticipantType. */
    public static int participantType(UserKind kind) {
        return switch (kind) {
            case CAR, TRUCK, BUS -> DataElements.PARTICIPANT_MOTOR;
            case BICYCLE -> DataElements.PARTICIPANT_NON_MOTOR;
            case PEDESTRIAN -> DataElements.PARTICIPANT_PEDESTRIAN;
        };
    }
}
