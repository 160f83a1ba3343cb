package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.wire.csae.AccelerationSet4Way;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.DetectedPTCType;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionConfidenceSet;
import io.yunkong.wire.csae.SourceType;
import io.yunkong.wire.csae.VehicleClassification;
import io.yunkong.wire.csae.VehicleSize;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmParticipantWriter;
import org.jspecify.annotations.Nullable;

/**
 * A road user of the map in the raw values of the standard, made once for all the stations of a neighbourhood that are told about it. Not
 * thread-safe.
 */
final class SharedObject {
    private static final int WIDTH_MAX_CM = 1023;
    private static final int LENGTH_MAX_CM = 4095;

    private final TrackSnapshot track;
    private final int number;
    private final SourceType source;
    private final int secondMark;
    private final int latitude;
    private final int longitude;
    private final int confidence;
    private final int speed;
    private final int heading;
    private final int acceleration;
    private final int yawRate;
    private final int widthCm;
    private final int lengthCm;
    private @Nullable DetectedPTCData detected;
    private double squareDistanceM;

    /** @param number ptcId, 1..65535 */
    SharedObject(TrackSnapshot track, int number, LocalPlane plane) {
        this.track = track;
        this.number = number;
        this.source = sourceOf(track);
        this.secondMark = SecondMark.of(track.atUs());
        this.latitude = StandardUnits.rawDegrees(plane.latitudeDeg(track.eastM(), track.northM()));
        this.longitude = StandardUnits.rawDegrees(plane.longitudeDeg(track.eastM(), track.northM()));
        this.confidence = StandardUnits.rawPositionConfidence(track.positionSigmaM());
        this.speed = StandardUnits.rawSpeed(track.speedMps());
        this.heading = StandardUnits.rawHeading(track.headingRad());
        this.acceleration = StandardUnits.rawAcceleration(track.accelerationMps2());
        this.yawRate = StandardUnits.rawYawRate(track.yawRateRadps());
        this.widthCm = Math.clamp(Math.round(track.widthM() * 100), 0, WIDTH_MAX_CM);
        this.lengthCm = Math.clamp(Math.round(track.lengthM() * 100), 0, LENGTH_MAX_CM);
    }

    /** V2X: known by its own messages alone. Integrated: sensors see it, by whatever they work, perhaps beside its own messages. */
    private static SourceType sourceOf(TrackSnapshot track) {
        for (TrackSnapshot.Source source : track.sources()) {
            if (!source.selfReport()) {
                return SourceType.SourceType_integrated;
            }
        }
        return SourceType.SourceType_v2x;
    }

    /** 0 = it does not report itself. */
    long stationId() {
        return track.stationId();
    }

    /** secMark of its state. */
    int secondMark() {
        return secondMark;
    }

    /** Measures how far it is from the station that is being told; see {@link #squareDistanceM}. */
    void measure(Listener from) {
        double east = track.eastM() - from.eastM();
        double north = track.northM() - from.northM();
        squareDistanceM = east * east + north * north;
    }

    double squareDistanceM() {
        return squareDistanceM;
    }

    void write(RsmParticipantWriter out) {
        out.type(StandardUnits.rawParticipantType(track.roadUserClass()))
                .participantId(number)
                .source(source.getNumber())
                .secondMark(secondMark)
                .position(latitude, longitude)
                .positionConfidence(confidence)
                .speed(speed)
                .heading(heading)
                .acceleration(
                        acceleration,
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        yawRate)
                .size(widthCm, lengthCm);
        if (track.equipped()) {
            out.id(track.stationId());
        }
        if (track.roadUserClass() != RoadUserClass.UNKNOWN) {
            out.vehicleClass(StandardUnits.rawVehicleClass(track.roadUserClass()));
        }
    }

    /** For an SSM of the neighbourhood, whose reference position is the same for all. */
    DetectedPTCData detected(Position3D reference) {
        DetectedPTCData known = detected;
        if (known == null) {
            known = DetectedPTCData.newBuilder()
                    .setPtc(participant(reference))
                    .setDetectedPTCType(type())
                    .build();
            detected = known;
        }
        return known;
    }

    private ParticipantData participant(Position3D reference) {
        ParticipantData.Builder participant = ParticipantData.newBuilder()
                .setPtcTypeValue(StandardUnits.rawParticipantType(track.roadUserClass()))
                .setPtcId(number)
                .setSource(source)
                .setSecMark(secondMark)
                .setPos(PositionOffsets.of(reference, latitude, longitude))
                .setPosConfidence(PositionConfidenceSet.newBuilder().setPosValue(confidence))
                .setSpeed(speed)
                .setHeading(heading)
                .setAccelSet(AccelerationSet4Way.newBuilder()
                        .setLong(acceleration)
                        .setLat(DataElements.ACCELERATION_UNAVAILABLE)
                        .setVert(DataElements.VERTICAL_ACCELERATION_UNAVAILABLE)
                        .setYaw(yawRate))
                .setSize(VehicleSize.newBuilder().setWidth(widthCm).setLength(lengthCm));
        if (track.equipped()) {
            participant.setId(ByteString.copyFrom(MessageId.octets(track.stationId())));
        }
        if (track.roadUserClass() != RoadUserClass.UNKNOWN) {
            participant.setVehicleClass(VehicleClassification.newBuilder()
                    .setClassification(StandardUnits.rawVehicleClass(track.roadUserClass())));
        }
        return participant.build();
    }

    private DetectedPTCType type() {
        return switch (track.roadUserClass()) {
            case UNKNOWN -> DetectedPTCType.DetectedPTCType_unknown_movable;
            case CAR, EMERGENCY -> DetectedPTCType.DetectedPTCType_car;
            case TRUCK -> DetectedPTCType.DetectedPTCType_truck;
            case BUS -> DetectedPTCType.DetectedPTCType_bus;
            case MOTORCYCLE -> DetectedPTCType.DetectedPTCType_motorcyclist;
            case BICYCLE -> DetectedPTCType.DetectedPTCType_cyclist;
            case PEDESTRIAN -> DetectedPTCType.DetectedPTCType_pedestrian;
        };
    }
}
