package io.yunkong.map.observe;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmParticipant;
import io.yunkong.wire.uper.RsmView;
import org.jspecify.annotations.Nullable;

/**
 * From the raw integers of a message to an {@link Observation} in SI units. What the sender marks as unavailable becomes NaN, or a
 * {@link RejectReason} where the measurement is useless without it. Allocates the observation and nothing else. Not thread-safe: one for
 * each event loop.
 */
public final class ObservationReader {
    private static final double DEGREES_PER_UNIT = 1e-7;
    private static final double SPEED_UNIT_MPS = 0.02;
    private static final double HEADING_UNIT_RAD = Math.toRadians(0.0125);
    private static final double ACCELERATION_UNIT_MPS2 = 0.01;
    private static final double YAW_RATE_UNIT_RADPS = Math.toRadians(0.01);
    private static final double SEMI_AXIS_UNIT_M = 0.05;

    /** PositionConfidence 1..15: half width of the 95 % interval, metres (0 = unavailable). */
    private static final double[] POSITION_CONFIDENCE_M = {
        Double.NaN, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01
    };

    private final LocalPlane plane;
    private RejectReason rejection = RejectReason.MALFORMED;

    /** @param plane the zone's plane */
    public ObservationReader(LocalPlane plane) {
        this.plane = plane;
    }

    /** Why the last call returned null; means nothing otherwise. */
    public RejectReason rejection() {
        return rejection;
    }

    /**
     * A road user's own report.
     *
     * @param receivedAtUs when the frame was read
     * @return null when it cannot be used: see {@link #rejection()}
     */
    public @Nullable SelfReport selfReport(BsmView bsm, long receivedAtUs) {
        if (bsm.id() == 0) {
            rejection = RejectReason.STATION_ID_ZERO;
            return null;
        }
        if (unusable(bsm.latitude(), bsm.longitude(), bsm.speed(), bsm.heading(), bsm.secondMark())) {
            return null;
        }
        double latitude = bsm.latitude() * DEGREES_PER_UNIT;
        double longitude = bsm.longitude() * DEGREES_PER_UNIT;
        double sigma = bsm.hasPositionAccuracy() && bsm.semiMajorAxis() != DataElements.SEMI_AXIS_UNAVAILABLE
                ? bsm.semiMajorAxis() * SEMI_AXIS_UNIT_M
                : sigmaOf(bsm.positionConfidence());
        return new SelfReport(
                bsm.id(),
                SecondMark.toEpochUs(bsm.secondMark(), receivedAtUs),
                receivedAtUs,
                plane.eastM(latitude, longitude),
                plane.northM(latitude, longitude),
                bsm.speed() * SPEED_UNIT_MPS,
                bsm.heading() * HEADING_UNIT_RAD,
                acceleration(bsm.longitudinalAcceleration()),
                bsm.yawRate() * YAW_RATE_UNIT_RADPS,
                bsm.length() / 100.0,
                bsm.width() / 100.0,
                roadUserClass(bsm.vehicleClass()),
                sigma,
                bsm.eventFlags(),
                bsm.exteriorLights(),
                bsm.messageCount());
    }

    /**
     * What a roadside unit says of the participant that {@link RsmView#next()} went to.
     *
     * @param receivedAtUs when the frame was read
     * @return null when it cannot be used: see {@link #rejection()}
     */
    public @Nullable SensorReport sensorReport(RsmView rsm, long receivedAtUs) {
        RsmParticipant object = rsm.participant();
        if (rsm.id() == 0) {
            rejection = RejectReason.STATION_ID_ZERO;
            return null;
        }
        if (unusable(object.latitude(), object.longitude(), object.speed(), object.heading(), object.secondMark())) {
            return null;
        }
        double latitude = object.latitude() * DEGREES_PER_UNIT;
        double longitude = object.longitude() * DEGREES_PER_UNIT;
        return new SensorReport(
                rsm.id(),
                object.participantId(),
                SecondMark.toEpochUs(object.secondMark(), receivedAtUs),
                receivedAtUs,
                plane.eastM(latitude, longitude),
                plane.northM(latitude, longitude),
                object.speed() * SPEED_UNIT_MPS,
                object.heading() * HEADING_UNIT_RAD,
                acceleration(object.longitudinalAcceleration()),
                object.hasAcceleration() ? object.yawRate() * YAW_RATE_UNIT_RADPS : Double.NaN,
                object.length() / 100.0,
                object.width() / 100.0,
                participantClass(object),
                sigmaOf(object.positionConfidence()));
    }

    private boolean unusable(int latitude, int longitude, int speed, int heading, int secondMark) {
        if (latitude == DataElements.LATITUDE_UNAVAILABLE || longitude == DataElements.LONGITUDE_UNAVAILABLE) {
            rejection = RejectReason.POSITION_UNAVAILABLE;
        } else if (latitude == 0 && longitude == 0) {
            rejection = RejectReason.POSITION_ZERO;
        } else if (Math.abs(latitude) >= 890_000_000) {
            // the plane ends there, and so does every road
            rejection = RejectReason.OUTSIDE_ZONE;
        } else if (speed == DataElements.SPEED_UNAVAILABLE || heading == DataElements.HEADING_FULL_CIRCLE) {
            rejection = RejectReason.MOTION_UNAVAILABLE;
        } else if (secondMark >= DataElements.SECOND_MARK_END) {
            rejection = RejectReason.TIME_UNAVAILABLE;
        } else {
            return false;
        }
        return true;
    }

    private static double acceleration(int raw) {
        return raw == DataElements.ACCELERATION_UNAVAILABLE ? Double.NaN : raw * ACCELERATION_UNIT_MPS2;
    }

    /** The standard gives 95 % intervals: two sigma. */
    private static double sigmaOf(int confidence) {
        return confidence >= 0 && confidence < POSITION_CONFIDENCE_M.length
                ? POSITION_CONFIDENCE_M[confidence] / 2
                : Double.NaN;
    }

    private static RoadUserClass participantClass(RsmParticipant object) {
        RoadUserClass told = roadUserClass(object.vehicleClass());
        if (told != RoadUserClass.UNKNOWN) {
            return told;
        }
        return switch (object.type()) {
            case DataElements.PARTICIPANT_MOTOR -> RoadUserClass.CAR;
            case DataElements.PARTICIPANT_NON_MOTOR -> RoadUserClass.BICYCLE;
            case DataElements.PARTICIPANT_PEDESTRIAN -> RoadUserClass.PEDESTRIAN;
            default -> RoadUserClass.UNKNOWN;
        };
    }

    /** By the tens of BasicVehicleClass: 10 car, 20 light truck, 30 truck, 40 motorcycle, 50 transit, 60 emergency, 80 vulnerable. */
    private static RoadUserClass roadUserClass(int vehicleClass) {
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
}
