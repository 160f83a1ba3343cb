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
import io.yunkong.wire.csae.AnimalPropelledType;
import io.yunkong.wire.csae.DetectedObstacleData;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.DetectedPTCType;
import io.yunkong.wire.csae.EquipmentType;
import io.yunkong.wire.csae.HumanPropelledType;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.MotorizedPropelledType;
import io.yunkong.wire.csae.Non_motorData;
import io.yunkong.wire.csae.NumberOfParticipantsInCluster;
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
import io.yunkong.wire.csae.SourceType;
import io.yunkong.wire.csae.VehicleSize;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private SelfReport read(PersonalSafetyMessage psm, long receivedAtUs) {
        SelfReport self = SelfReport.blank();
        assertThat(reader.selfReport(psm, receivedAtUs, self, rejected::add)).isTrue();
        return self;
    }

    @Test
    void aPersonalSafetyMessageIsASelfReport() {
        SelfReport self = read(psm().build(), NOW_US);
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
        SelfReport self = read(psm().setOverallRadius(60).build(), NOW_US);
        assertThat(self.lengthM()).isZero();
        assertThat(self.widthM()).isZero();
    }

    @Test
    void sentinelsOfAPersonalSafetyMessageAreReasons() {
        SelfReport unused = SelfReport.blank();
        assertThat(reader.selfReport(psm().setSpeed(8191).build(), NOW_US, unused, rejected::add))
                .isFalse();
        assertThat(reader.selfReport(psm().setSecMark(65_535).build(), NOW_US, unused, rejected::add))
                .isFalse();
        Position3D nowhere = Position3D.newBuilder()
                .setLat(900_000_001)
                .setLong(1_800_000_001)
                .build();
        assertThat(reader.selfReport(psm().setPos(nowhere).build(), NOW_US, unused, rejected::add))
                .isFalse();
        assertThat(unused.stationId()).isZero();
        assertThat(rejected)
                .containsExactly(
                        RejectReason.MOTION_UNAVAILABLE,
                        RejectReason.TIME_UNAVAILABLE,
                        RejectReason.POSITION_UNAVAILABLE);
    }

    private static MessageFrameExt decoded(String hex) throws UperException {
        return MessageCodec.of(Edition.E2020)
                .decode(HexFormat.of().parseHex(hex))
                .getMsgFrameExt();
    }

    @Test
    void readsTheReferenceEncodingOfAPersonalSafetyMessage() throws UperException {
        // day2_PersonalSafetyMessage of the reference encodings (proto/src/test/resources/vectors)
        PersonalSafetyMessage psm = decoded("8049000F46283FEAE601F21A7681FA166CA6321C3B2C8A0A4B43B67A58718FDD4E6E8C0127"
                        + "6C119900D698C04BEE2820D6BD862548C4F021B28E0E1D04048E2A93BC857357C088022ED809")
                .getPsm();
        SelfReport self = read(psm, NOW_US + 11_400_000);
        assertThat(self.stationId()).isEqualTo(0xFEAE601F21A7681FL);
        assertThat(self.generatedAtUs()).isEqualTo(NOW_US + 11_318_000);
        assertThat(PLANE.latitudeDeg(self.eastM(), self.northM())).isCloseTo(34.8010691, within(1e-7));
        assertThat(PLANE.longitudeDeg(self.eastM(), self.northM())).isCloseTo(119.9492773, within(1e-7));
        assertThat(self.speedMps()).isCloseTo(162.44, within(1e-9));
        assertThat(Math.toDegrees(self.headingRad())).isCloseTo(250.975, within(1e-9));
        assertThat(self.accelerationMps2()).isCloseTo(2.4, within(1e-9));
        assertThat(Math.toDegrees(self.yawRateRadps())).isCloseTo(-282.62, within(1e-9));
        assertThat(self.positionSigmaM()).isCloseTo(5.15, within(1e-9));
        assertThat(self.roadUserClass()).as("in a wheelchair").isEqualTo(RoadUserClass.PEDESTRIAN);
        assertThat(self.lengthM()).as("5.3 m around").isZero();
        assertThat(self.messageCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "aPEDESTRIAN, motor, PEDESTRIAN",
        "aROADWORKER, none, PEDESTRIAN",
        "aPEDALCYCLIST, none, BICYCLE",
        "anANIMAL, none, UNKNOWN",
        "unavailable, none, PEDESTRIAN",
        "unavailable, human, PEDESTRIAN",
        "unavailable, motor, BICYCLE",
        "unavailable, animal, UNKNOWN"
    })
    void theClassOfAPersonIsToldOrElseByWhatMovesIt(String type, String propulsion, RoadUserClass expected) {
        Non_motorData.Builder person = Non_motorData.newBuilder()
                .setBasicType(PersonalDeviceUserType.valueOf("PersonalDeviceUserType_" + type));
        switch (propulsion) {
            case "human" -> person.getPropulsionBuilder().setHuman(HumanPropelledType.HumanPropelledType_onFoot);
            case "motor" ->
                person.getPropulsionBuilder().setMotor(MotorizedPropelledType.MotorizedPropelledType_scooter);
            case "animal" ->
                person.getPropulsionBuilder().setAnimal(AnimalPropelledType.AnimalPropelledType_animalMounted);
            default -> assertThat(propulsion).isEqualTo("none");
        }
        SelfReport self = read(psm().setNonMotorData(person).build(), NOW_US);
        assertThat(self.roadUserClass()).isEqualTo(expected);
    }

    @Test
    void aGroupHasNoFootprintHoweverSmallItIsSaidToBe() {
        PersonalSafetyMessage.Builder group = psm();
        group.getNonMotorDataBuilder()
                .setClusterSize(NumberOfParticipantsInCluster.NumberOfParticipantsInCluster_small);
        SelfReport self = read(group.build(), NOW_US);
        assertThat(self.widthM()).isZero();
    }

    @Test
    void readsTheReferenceEncodingOfASensorSharingMessage() throws UperException {
        // day2_ssm_hand of the reference encodings
        SensorSharingMsg ssm = decoded(
                        "8041000C3E30152535530303030352C35094C5F0015E3CA4FE00308004001DD8510A0FA1F061425800"
                                + "C82D0708D7C0016000050003360E01802A0144800000000A0300")
                .getSsm();
        List<Observation> objects = reader.sensorReports(ssm, NOW_US - 5_000_000, rejected::add);
        assertThat(rejected).isEmpty();
        assertThat(objects).hasSize(2);
        SensorReport bus = (SensorReport) objects.getFirst();
        assertThat(bus.stationId()).isEqualTo(0x5253553030303035L);
        assertThat(bus.objectId()).isEqualTo(7);
        assertThat(bus.generatedAtUs()).isEqualTo(NOW_US - 5_100_000);
        assertThat(PLANE.latitudeDeg(bus.eastM(), bus.northM())).isCloseTo(34.7999, within(1e-8));
        assertThat(PLANE.longitudeDeg(bus.eastM(), bus.northM())).isCloseTo(113.8001, within(1e-8));
        assertThat(bus.speedMps()).isEqualTo(12);
        assertThat(bus.roadUserClass()).isEqualTo(RoadUserClass.BUS);
        assertThat(bus.lengthM()).isEqualTo(4.5);
        SensorReport goods = (SensorReport) objects.getLast();
        assertThat(goods.objectId()).isEqualTo(SensorReport.OBSTACLE_NUMBERS + 3);
        assertThat(goods.roadUserClass()).isEqualTo(RoadUserClass.UNKNOWN);
        assertThat(goods.lengthM()).isCloseTo(1.2, within(1e-9));
    }

    @Test
    void whatIsNotSeenByTheSendersSensorsIsNoDetection() {
        Position3D sensor = position(100, 100);
        SensorSharingMsg.Builder ssm = SensorSharingMsg.newBuilder()
                .setId(ID)
                .setEquipmentType(EquipmentType.EquipmentType_obu)
                .setSensorPos(sensor)
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 1).setSource(SourceType.SourceType_selfinfo)))
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 2).setId(ID)))
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 3).setSource(SourceType.SourceType_v2x)))
                .addParticipants(DetectedPTCData.newBuilder()
                        .setPtc(participant(sensor, 4).setSource(SourceType.SourceType_lidar)));
        assertThat(reader.sensorReports(ssm.build(), NOW_US, rejected::add)).hasSize(1);
        assertThat(rejected).containsExactly(RejectReason.OWN_BODY, RejectReason.OWN_BODY, RejectReason.HEARSAY);
        rejected.clear();
        ssm.setEquipmentType(EquipmentType.EquipmentType_rsu);
        assertThat(reader.sensorReports(ssm.build(), NOW_US, rejected::add))
                .as("a roadside unit may hear whom nobody else does")
                .hasSize(2);
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
