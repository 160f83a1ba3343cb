package io.yunkong.map.exchange;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.wire.csae.DetectedObstacleData;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.DetectedPTCType;
import io.yunkong.wire.csae.EquipmentType;
import io.yunkong.wire.csae.Non_motorData;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.PathPlanningPoint;
import io.yunkong.wire.csae.PersonalSafetyMessage;
import io.yunkong.wire.csae.PropelledInformation;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.csae.SourceType;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From the Day 2 messages that tell where road users are (PSM, SSM of T/CSAE 157), or where they are going (VIR), to SI units. BSM and RSM, which come ten
 * times as often, are read by {@link io.yunkong.map.observe.ObservationReader}. Pure: no state. Thread-safe.
 */
public final class MessageObservations {
    /** A person with all he carries along; told to be larger, he comes with others, and what he covers is no footprint. */
    private static final double PERSON_RADIUS_MAX_M = 2;

    /** TimeOffset from here on tells no time. */
    private static final int TIME_OFFSET_END = 65_534;

    private final LocalPlane plane;

    /** @param plane the zone's plane */
    public MessageObservations(LocalPlane plane) {
        this.plane = plane;
    }

    /** The eight octets of a message's id as a station id, most significant first. */
    public static long stationId(ByteString id) {
        return id.size() == Long.BYTES ? id.asReadOnlyByteBuffer().getLong() : 0;
    }

    /**
     * A vulnerable road user's own report.
     *
     * @param receivedAtUs when the frame was read
     * @param into is written over, unless it cannot be used
     * @param rejected gets the reason when it cannot be used
     * @return whether it can be used
     */
    public boolean selfReport(
            PersonalSafetyMessage psm, long receivedAtUs, SelfReport into, Consumer<RejectReason> rejected) {
        int latitude = psm.getPos().getLat();
        int longitude = psm.getPos().getLong();
        RejectReason reason =
                StandardUnits.findUnusable(latitude, longitude, psm.getSpeed(), psm.getHeading(), psm.getSecMark());
        if (reason != null) {
            rejected.accept(reason);
            return false;
        }
        double radiusM = psm.getOverallRadius() / 10.0;
        double acrossM = radiusM <= PERSON_RADIUS_MAX_M && !isGroup(psm.getNonMotorData()) ? 2 * radiusM : 0;
        into.write(
                stationId(psm.getId()),
                SecondMark.toEpochUs(psm.getSecMark(), receivedAtUs),
                receivedAtUs,
                east(latitude, longitude),
                north(latitude, longitude),
                StandardUnits.speedMps(psm.getSpeed()),
                StandardUnits.headingRad(psm.getHeading()),
                psm.hasAccelSet()
                        ? StandardUnits.accelerationMps2(psm.getAccelSet().getLong())
                        : Double.NaN,
                psm.hasAccelSet() ? StandardUnits.yawRateRadps(psm.getAccelSet().getYaw()) : Double.NaN,
                acrossM,
                acrossM,
                userClass(psm.getNonMotorData()),
                StandardUnits.sigmaOfSemiAxisM(psm.getPosAccuracy().getSemiMajor()),
                Announcement.NONE,
                psm.getMsgCnt());
        return true;
    }

    /**
     * The way that a vehicle says it is going to take.
     *
     * @param receivedAtUs when the frame was read
     * @param refused gets the reason when its plan cannot be used
     * @return null when it tells no path, or it cannot be used
     */
    public @Nullable PlannedPath plannedPath(
            VehIntentionAndRequest vir, long receivedAtUs, Consumer<PlanDefect> refused) {
        List<PathPlanningPoint> planned = vir.getIntAndReq().getPathPlanningList();
        if (planned.isEmpty()) {
            return null;
        }
        List<PlannedPath.Point> points = new ArrayList<>(planned.size());
        for (PathPlanningPoint point : planned) {
            int latitude = PositionOffsets.latitude(vir.getRefPos(), point.getPos());
            int longitude = PositionOffsets.longitude(vir.getRefPos(), point.getPos());
            if (StandardUnits.findUnusable(latitude, longitude, 0, 0, vir.getSecMark()) != null) {
                refused.accept(PlanDefect.NOT_TOLD);
                return null;
            }
            boolean timed = point.hasEstimatedTime() && point.getEstimatedTime() < TIME_OFFSET_END;
            points.add(new PlannedPath.Point(
                    east(latitude, longitude),
                    north(latitude, longitude),
                    timed ? point.getEstimatedTime() / 100.0 : Double.NaN));
        }
        return new PlannedPath(stationId(vir.getId()), SecondMark.toEpochUs(vir.getSecMark(), receivedAtUs), points);
    }

    /** Who works on the road is on foot; an animal is none of our classes, but it is there. */
    private static RoadUserClass userClass(Non_motorData person) {
        return switch (person.getBasicType()) {
            case PersonalDeviceUserType_aPEDESTRIAN, PersonalDeviceUserType_aROADWORKER -> RoadUserClass.PEDESTRIAN;
            case PersonalDeviceUserType_aPEDALCYCLIST -> RoadUserClass.BICYCLE;
            case PersonalDeviceUserType_unavailable -> propelledClass(person.getPropulsion());
            case PersonalDeviceUserType_anANIMAL, UNRECOGNIZED -> RoadUserClass.UNKNOWN;
        };
    }

    /** Who sends a PSM is no motor vehicle: unless it rides, it is taken for the one that needs the most care. */
    private static RoadUserClass propelledClass(PropelledInformation propulsion) {
        return switch (propulsion.getAlternativeCase()) {
            case MOTOR ->
                switch (propulsion.getMotor()) {
                    case MotorizedPropelledType_bicycle, MotorizedPropelledType_scooter -> RoadUserClass.BICYCLE;
                    case MotorizedPropelledType_unavailable,
                            MotorizedPropelledType_otherTypes,
                            MotorizedPropelledType_wheelChair,
                            MotorizedPropelledType_selfBalancingDevice,
                            UNRECOGNIZED -> RoadUserClass.PEDESTRIAN;
                };
            case ANIMAL -> RoadUserClass.UNKNOWN;
            case HUMAN, UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET -> RoadUserClass.PEDESTRIAN;
        };
    }

    private static boolean isGroup(Non_motorData person) {
        return switch (person.getClusterSize()) {
            case NumberOfParticipantsInCluster_unavailable -> false;
            case NumberOfParticipantsInCluster_small,
                    NumberOfParticipantsInCluster_medium,
                    NumberOfParticipantsInCluster_large,
                    UNRECOGNIZED -> true;
        };
    }

    /**
     * The participants and obstacles that the sensors of a roadside unit or a vehicle see; obstacles are of unknown class.
     *
     * @param receivedAtUs when the frame was read
     * @param rejected gets a reason for each one that cannot be used
     */
    public List<Observation> sensorReports(SensorSharingMsg ssm, long receivedAtUs, Consumer<RejectReason> rejected) {
        List<Observation> objects = new ArrayList<>(ssm.getParticipantsCount() + ssm.getObstaclesCount());
        for (DetectedPTCData participant : ssm.getParticipantsList()) {
            SensorReport object = participant(ssm, participant, receivedAtUs, rejected);
            if (object != null) {
                objects.add(object);
            }
        }
        for (DetectedObstacleData obstacle : ssm.getObstaclesList()) {
            SensorReport object = obstacle(ssm, obstacle, receivedAtUs, rejected);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    private @Nullable SensorReport participant(
            SensorSharingMsg ssm, DetectedPTCData detected, long receivedAtUs, Consumer<RejectReason> rejected) {
        ParticipantData object = detected.getPtc();
        int latitude = PositionOffsets.latitude(ssm.getSensorPos(), object.getPos());
        int longitude = PositionOffsets.longitude(ssm.getSensorPos(), object.getPos());
        RejectReason reason = notSensed(ssm, object);
        if (reason == null) {
            reason = StandardUnits.findUnusable(
                    latitude, longitude, object.getSpeed(), object.getHeading(), object.getSecMark());
        }
        if (reason != null) {
            rejected.accept(reason);
            return null;
        }
        return new SensorReport(
                stationId(ssm.getId()),
                object.getPtcId(),
                SecondMark.toEpochUs(object.getSecMark(), receivedAtUs),
                receivedAtUs,
                east(latitude, longitude),
                north(latitude, longitude),
                StandardUnits.speedMps(object.getSpeed()),
                StandardUnits.headingRad(object.getHeading()),
                object.hasAccelSet()
                        ? StandardUnits.accelerationMps2(object.getAccelSet().getLong())
                        : Double.NaN,
                object.hasAccelSet()
                        ? StandardUnits.yawRateRadps(object.getAccelSet().getYaw())
                        : Double.NaN,
                object.getSize().getLength() / 100.0,
                object.getSize().getWidth() / 100.0,
                participantClass(detected),
                StandardUnits.sigmaOfConfidenceM(object.getPosConfidence().getPosValue()));
    }

    /** Why a participant is none that the sender's sensors see, though it is in the list; null when it is one. */
    private static @Nullable RejectReason notSensed(SensorSharingMsg ssm, ParticipantData object) {
        if (object.getSource() == SourceType.SourceType_selfinfo
                || object.getId().equals(ssm.getId())) {
            return RejectReason.OWN_BODY;
        }
        boolean aboard = ssm.getEquipmentType() == EquipmentType.EquipmentType_obu
                || ssm.getEquipmentType() == EquipmentType.EquipmentType_vru;
        return aboard && object.getSource() == SourceType.SourceType_v2x ? RejectReason.HEARSAY : null;
    }

    /** What the SSM adds to the classes of the RSM comes first. */
    private static RoadUserClass participantClass(DetectedPTCData detected) {
        RoadUserClass told = detectedClass(detected.getDetectedPTCType());
        return told != RoadUserClass.UNKNOWN
                ? told
                : StandardUnits.participantClass(
                        detected.getPtc().getVehicleClass().getClassification(),
                        detected.getPtc().getPtcTypeValue());
    }

    private static RoadUserClass detectedClass(DetectedPTCType type) {
        return switch (type) {
            case DetectedPTCType_car, DetectedPTCType_van -> RoadUserClass.CAR;
            case DetectedPTCType_truck -> RoadUserClass.TRUCK;
            case DetectedPTCType_bus -> RoadUserClass.BUS;
            case DetectedPTCType_cyclist, DetectedPTCType_tricyclist -> RoadUserClass.BICYCLE;
            case DetectedPTCType_motorcyclist -> RoadUserClass.MOTORCYCLE;
            case DetectedPTCType_pedestrian -> RoadUserClass.PEDESTRIAN;
            case DetectedPTCType_unknown,
                    DetectedPTCType_unknown_movable,
                    DetectedPTCType_unknown_unmovable,
                    UNRECOGNIZED -> RoadUserClass.UNKNOWN;
        };
    }

    /** Measures of obstacles are in 10 cm. */
    private @Nullable SensorReport obstacle(
            SensorSharingMsg ssm, DetectedObstacleData object, long receivedAtUs, Consumer<RejectReason> rejected) {
        int latitude = PositionOffsets.latitude(ssm.getSensorPos(), object.getPos());
        int longitude = PositionOffsets.longitude(ssm.getSensorPos(), object.getPos());
        RejectReason reason = StandardUnits.findUnusable(
                latitude, longitude, object.getSpeed(), object.getHeading(), object.getSecMark());
        if (reason != null) {
            rejected.accept(reason);
            return null;
        }
        return new SensorReport(
                stationId(ssm.getId()),
                SensorReport.OBSTACLE_NUMBERS + object.getObsId(),
                SecondMark.toEpochUs(object.getSecMark(), receivedAtUs),
                receivedAtUs,
                east(latitude, longitude),
                north(latitude, longitude),
                StandardUnits.speedMps(object.getSpeed()),
                StandardUnits.headingRad(object.getHeading()),
                object.hasAccelSet()
                        ? StandardUnits.accelerationMps2(object.getAccelSet().getLong())
                        : Double.NaN,
                object.hasAccelSet()
                        ? StandardUnits.yawRateRadps(object.getAccelSet().getYaw())
                        : Double.NaN,
                object.getSize().getLength() / 10.0,
                object.getSize().getWidth() / 10.0,
                RoadUserClass.UNKNOWN,
                StandardUnits.sigmaOfConfidenceM(object.getPosConfidence().getPosValue()));
    }

    private double east(int latitude, int longitude) {
        return plane.eastM(StandardUnits.degrees(latitude), StandardUnits.degrees(longitude));
    }

    private double north(int latitude, int longitude) {
        return plane.northM(StandardUnits.degrees(latitude), StandardUnits.degrees(longitude));
    }
}
