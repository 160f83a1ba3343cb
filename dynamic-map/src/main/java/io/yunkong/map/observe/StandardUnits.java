package io.yunkong.map.observe;

import io.yunkong.wire.uper.DataElements;
import org.jspecify.annotations.Nullable;

/**
 * What the raw integers of T/CSAE 53 and 157 mean in SI units, and back, where several messages share them. What the sender marks as
 * unavailable is NaN or {@link RoadUserClass#UNKNOWN}. Pure. Thread-safe.
 */
public final class StandardUnits {
    private static final double DEGREES_PER_UNIT = 1e-7;
    private static final double SPEED_UNIT_MPS = 0.02;
    private static final double HEADING_UNIT_RAD = Math.toRadians(0.0125);
    private static final int HEADING_UNITS = 28_800;
    private static final double ACCELERATION_UNIT_MPS2 = 0.01;
    private static final double YAW_RATE_UNIT_RADPS = Math.toRadians(0.01);
    private static final double SEMI_AXIS_UNIT_M = 0.05;

    /** PositionConfidence 1..15: half width of the 95 % interval, metres (0 = unavailable). */
    private static final double[] POSITION_CONFIDENCE_M = {
        Double.NaN, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01
    };

    private StandardUnits() {}

    /** Why a measurement with these raw values is useless; null when it is not. */
    public static @Nullable RejectReason findUnusable(
            int latitude, int longitude, int speed, int heading, int secondMark) {
        if (latitude == DataElements.LATITUDE_UNAVAILABLE || longitude == DataElements.LONGITUDE_UNAVAILABLE) {
            return RejectReason.POSITION_UNAVAILABLE;
        } else if (latitude == 0 && longitude == 0) {
            return RejectReason.POSITION_ZERO;
        } else if (Math.abs((long) latitude) > 900_000_000 && Math.abs((long) longitude) <= 900_000_000) {
            return RejectReason.COORDINATES_SWAPPED;
        } else if (Math.abs(latitude) >= 890_000_000) {
            // the plane ends there, and so does every road
            return RejectReason.OUTSIDE_ZONE;
        } else if (speed == DataElements.SPEED_UNAVAILABLE || heading == DataElements.HEADING_FULL_CIRCLE) {
            return RejectReason.MOTION_UNAVAILABLE;
        } else if (secondMark >= DataElements.SECOND_MARK_END) {
            return RejectReason.TIME_UNAVAILABLE;
        }
        return null;
    }

    /** Latitude or longitude. */
    public static double degrees(int raw) {
        return raw * DEGREES_PER_UNIT;
    }

    /** Latitude or longitude. */
    public static int rawDegrees(double degrees) {
        return (int) Math.round(degrees / DEGREES_PER_UNIT);
    }

    public static double speedMps(int raw) {
        return raw * SPEED_UNIT_MPS;
    }

    /** The fastest that can be told, when it is faster. */
    public static int rawSpeed(double mps) {
        return Math.clamp(Math.round(mps / SPEED_UNIT_MPS), 0, DataElements.SPEED_UNAVAILABLE - 1);
    }

    public static double headingRad(int raw) {
        return raw * HEADING_UNIT_RAD;
    }

    public static int rawHeading(double rad) {
        return Math.floorMod((int) Math.round(rad / HEADING_UNIT_RAD), HEADING_UNITS);
    }

    public static double accelerationMps2(int raw) {
        return raw == DataElements.ACCELERATION_UNAVAILABLE ? Double.NaN : raw * ACCELERATION_UNIT_MPS2;
    }

    /** The strongest that can be told, when it is stronger. */
    public static int rawAcceleration(double mps2) {
        int most = DataElements.ACCELERATION_UNAVAILABLE - 1;
        return Math.clamp(Math.round(mps2 / ACCELERATION_UNIT_MPS2), -most, most);
    }

    public static double yawRateRadps(int raw) {
        return raw * YAW_RATE_UNIT_RADPS;
    }

    /** The fastest that can be told, when it is faster. */
    public static int rawYawRate(double radps) {
        return Math.clamp(Math.round(radps / YAW_RATE_UNIT_RADPS), -32_767, 32_767);
    }

    /** One sigma of PositionConfidence: the standard gives 95 % intervals, which are two. */
    public static double sigmaOfConfidenceM(int raw) {
        return raw >= 0 && raw < POSITION_CONFIDENCE_M.length ? POSITION_CONFIDENCE_M[raw] / 2 : Double.NaN;
    }

    /** The narrowest PositionConfidence that two sigma fit into; 0 (unavailable) when none is wide enough. */
    public static int rawPositionConfidence(double sigmaM) {
        int raw = POSITION_CONFIDENCE_M.length - 1;
        while (raw > 0 && !(2 * sigmaM <= POSITION_CONFIDENCE_M[raw])) {
            raw--;
        }
        return raw;
    }

    /** One sigma of SemiMajorAxisAccuracy. */
    public static double sigmaOfSemiAxisM(int raw) {
        return raw == DataElements.SEMI_AXIS_UNAVAILABLE ? Double.NaN : raw * SEMI_AXIS_UNIT_M;
    }

    /** By BasicVehicleClass, else by ParticipantType. */
    public static RoadUserClass participantClass(int vehicleClass, int participantType) {
        RoadUserClass told = roadUserClass(vehicleClass);
        if (told != RoadUserClass.UNKNOWN) {
            return told;
        }
        return switch (participantType) {
            case DataElements.PARTICIPANT_MOTOR -> RoadUserClass.CAR;
            case DataElements.PARTICIPANT_NON_MOTOR -> RoadUserClass.BICYCLE;
            case DataElements.PARTICIPANT_PEDESTRIAN -> RoadUserClass.PEDESTRIAN;
            default -> RoadUserClass.UNKNOWN;
        };
    }

    /** By the tens of BasicVehicleClass: 10 car, 20 light truck, 30 truck, 40 motorcycle, 50 transit, 60 emergency, 80 vulnerable. */
    public static RoadUserClass roadUserClass(int vehicleClass) {
        return switch (vehicleClass / 10) {
            case 1 -> RoadUserClass.CAR;
            case 2, 3 -> RoadUserClass.TRUCK;
            case 4 -> RoadUserClass.MOTORCYCLE;
            case 5 -> RoadUserClass.BUS;
            case 6 -> RoadUserClass.EMERGENCY;
            // 81 pedestrian, 82 wheelchair ..., 85 cyclist (SAE J2735, whose numbers the standard took over)
            case 8 -> vehicleClass == 85 ? RoadUserClass.BICYCLE : RoadUserClass.PEDESTRIAN;
            default -> RoadUserClass.UNKNOWN;
        };
    }

    /** BasicVehicleClass; 0 (unknown) of an unknown one. */
    public static int rawVehicleClass(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case UNKNOWN -> 0;
            case CAR -> 10;
            case TRUCK -> 30;
            case BUS -> 50;
            case EMERGENCY -> 60;
            case MOTORCYCLE -> 40;
            case BICYCLE -> 85;
            case PEDESTRIAN -> 81;
        };
    }

    /** ParticipantType. */
    public static int rawParticipantType(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case UNKNOWN -> DataElements.PARTICIPANT_UNKNOWN;
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE -> DataElements.PARTICIPANT_MOTOR;
            case BICYCLE -> DataElements.PARTICIPANT_NON_MOTOR;
            case PEDESTRIAN -> DataElements.PARTICIPANT_PEDESTRIAN;
        };
    }

    /** Whether VehicleEmergencyExtensions tell of an emergency run: an emergency, a pursuit, siren or light bar in use; 0 = not told. */
    static boolean emergencyRun(int responseType, int siren, int lightBar) {
        return responseType == 1 || responseType == 3 || siren == 2 || lightBar == 2;
    }
}
