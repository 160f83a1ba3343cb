package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.wire.csae.DetectedObstacleData;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.DetectedPTCType;
import io.yunkong.wire.csae.Non_motorData;
import io.yunkong.wire.csae.ObjectSize;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.ParticipantType;
import io.yunkong.wire.csae.PersonalDeviceUserType;
import io.yunkong.wire.csae.PersonalSafetyMessage;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionConfidence;
import io.yunkong.wire.csae.PositionConfidenceSet;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.PositionalAccuracy;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.csae.VehicleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MessageObservationsTest {
    private static final long NOW_US = 1_800_000_030_000_000L; // 0 s into a minute, and 30
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);
    private static final ByteString ID = ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 1, 2});

    private final MessageObservations reader = new MessageObservations(PLANE);
    private final List<RejectReason> rejected = new ArrayList<>();

    private static Position3D position(double eastM, double northM) {
        return Position3D.newBuilder()
                .setLat((int) Math.round(PLANE.latitudeDeg(eastM, northM) * 1e7))
                .setLong((int) Math.round(PLANE.longitudeDeg(eastM, northM) * 1e7))
                .build();
    }

    private static PersonalSafetyMessage.Builder psm() {
        return PersonalSafetyMessage.newBuilder()
                .setMsgCnt(9)
                .setId(ID)
                .setSecMark((int) (NOW_US / 1000 % 60_000) - 40)
                .setPos(position(120, 80))
                .setPosAccuracy(PositionalAccuracy.newBuilder().setSemiMajor(20))
                .setSpeed(70)
                .setHeading(7200)
                .setOverallRadius(4)
                .setNonMotorData(Non_motorData.newBuilder()
                        .setBasicType(PersonalDeviceUserType.PersonalDeviceUserType_aPEDALCYCLIST));
    }

    @Test
    void aPersonalSafetyMessageIsASelfReport() {
        SelfReport self = Objects.requireNonNull(reader.selfReport(psm().build(), NOW_US, rejected::add));
        assertThat(self.stationId()).isEqualTo(0x102);
        assertThat(self.generatedAtUs()).isEqualTo(NOW_US - 40_000);
        assertThat(self.eastM()).isCloseTo(120, within(0.02));
        assertThat(self.northM()).isCloseTo(80, within(0.02));
        assertThat(self.speedMps()).isCloseTo(1.4, within(1e-9));
        assertThat(self.headingRad()).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(self.positionSigmaM()).isEqualTo(1.0);
        assertThat(self.roadUserClass()).isEqualTo(RoadUserClass.BICYCLE);
        assertThat(self.widthM()).isCloseTo(0.8, within(1e-9));
        assertThat(self.accelerationMps2()).isNaN();
    }

    @Test
    void aWholeGroupOfPeopleHasNoFootprint() {
        SelfReport self = Objects.requireNonNull(
                reader.selfReport(psm().setOverallRadius(60).build(), NOW_US, rejected::add));
        assertThat(self.lengthM()).isZero();
        assertThat(self.widthM()).isZero();
    }

    @Test
    void sentinelsOfAPersonalSafetyMessageAreReasons() {
        assertThat(reader.selfReport(psm().setSpeed(8191).build(), NOW_US, rejected::add))
                .isNull();
        assertThat(reader.selfReport(psm().setSecMark(65_535).build(), NOW_US, rejected::add))
                .isNull();
        Position3D nowhere = Position3D.newBuilder()
                .setLat(900_000_001)
                .setLong(1_800_000_001)
                .build();
        assertThat(reader.selfReport(psm().setPos(nowhere).build(), NOW_US, rejected::add))
                .isNull();
        assertThat(rejected)
                .containsExactly(
                        RejectReason.MOTION_UNAVAILABLE,
                        RejectReason.TIME_UNAVAILABLE,
                        RejectReason.POSITION_UNAVAILABLE);
    }

    private static PositionOffsetLLV offset(Position3D from, double eastM, double northM) {
        Position3D to = position(eastM, northM);
        return PositionOffsets.of(from, to.getLat(), to.getLong());
    }

    private static ParticipantData.Builder participant(Position3D sensor, int number) {
        return ParticipantData.newBuilder()
                .setPtcType(ParticipantType.ParticipantType_motor)
                .setPtcId(number)
                .setSecMark((int) (NOW_US / 1000 % 60_000))
                .setPos(offset(sensor, 130, 90))
                .setPosConfidence(PositionConfidenceSet.newBuilder().setPos(PositionConfidence.PositionConfidence_a1m))
                .setSize(VehicleSize.newBuilder().setWidth(250).setLength(1200));
    }

    @Test
    void whatASensorSharesBecomesSensorReportsInTheUnitsOfEach() {
        Position3D sensor = position(100, 100);
        SensorSharingMsg ssm = SensorSharingMsg.newBuilder()
                .setId(ID)
                .setSensorPos(sensor)
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 7))
                        .setDetectedPTCType(DetectedPTCType.DetectedPTCType_bus))
                .addParticipants(DetectedPTCData.newBuilder().setPtc(participant(sensor, 8)))
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 9).setHeading(28_800)))
                .addObstacles(DetectedObstacleData.newBuilder()
                        .setObsId(7)
                        .setSecMark((int) (NOW_US / 1000 % 60_000))
                        .setPos(offset(sensor, 110, 110))
                        .setPosConfidence(PositionConfidenceSet.newBuilder())
                        .setSize(ObjectSize.newBuilder().setWidth(8).setLength(12)))
                .build();
        List<Observation> objects = reader.sensorReports(ssm, NOW_US, rejected::add);
        assertThat(rejected).containsExactly(RejectReason.MOTION_UNAVAILABLE);
        assertThat(objects).hasSize(3).allMatch(o -> o instanceof SensorReport && o.stationId() == 0x102);
        SensorReport bus = (SensorReport) objects.getFirst();
        assertThat(bus.objectId()).isEqualTo(7);
        assertThat(bus.eastM()).isCloseTo(130, within(0.02));
        assertThat(bus.roadUserClass()).isEqualTo(RoadUserClass.BUS);
        assertThat(bus.lengthM()).isEqualTo(12);
        assertThat(bus.positionSigmaM()).isEqualTo(0.5);
        assertThat(objects.get(1).roadUserClass()).isEqualTo(RoadUserClass.CAR);
        SensorReport obstacle = (SensorReport) objects.get(2);
        assertThat(obstacle.objectId()).isEqualTo(SensorReport.OBSTACLE_NUMBERS + 7);
        assertThat(obstacle.lengthM()).as("units of 10 cm").isCloseTo(1.2, within(1e-9));
        assertThat(obstacle.positionSigmaM()).isNaN();
    }
}
