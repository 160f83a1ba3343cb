package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.TestDevice.Frame;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.roadside.RoadsideDefect;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionConfidenceSet;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.csae.TimeChangeDetails;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.csae.VehicleSize;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in good form that say what cannot be, over real sockets. */
final class BadSemanticsTest {
    private static final long STATION = 0x71;
    private static final long NEAR = 0x72;
    private static final long UNIT = TestZone.ROADSIDE_STATION;
    private static final LocalPlane PLANE = TestZone.create().plane();

    private EdgeFixture fixture;
    private TestDevice device;

    @BeforeEach
    void start() throws IOException {
        fixture = EdgeFixture.start();
        device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        fixture.close();
    }

    private void awaitRejected(RejectReason reason, long count) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == count);
    }

    private void sendInProtobuf(TestDevice from, MessageFrame.Builder frame) throws IOException {
        from.octets(TestDevice.frame(FrameType.MESSAGE.code(), frame.build().toByteArray()));
    }

    static Stream<Arguments> notOfTheStandard() {
        return Stream.of(
                row("heading -1", bsm -> bsm.setHeading(-1)),
                row("heading 28801", bsm -> bsm.setHeading(28_801)),
                row("speed 8192", bsm -> bsm.setSpeed(8192)),
                row("latitude 113.8", bsm -> bsm.getPosBuilder().setLat(1_138_000_000)),
                row("length 4096", bsm -> bsm.getSizeBuilder().setLength(4096)),
                row("DSecond 65536", bsm -> bsm.setSecMark(65_536)));
    }

    private static Arguments row(String name, Consumer<BasicSafetyMessage.Builder> change) {
        return Arguments.of(name, change);
    }

    /** UPER has no bits for them, so they come in protobuf or JSON only. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("notOfTheStandard")
    void aValueThatTheStandardDoesNotHaveIsMalformed(String name, Consumer<BasicSafetyMessage.Builder> change)
            throws IOException, UperException {
        MessageFrame.Builder frame =
                MessageCodec.of(Edition.E2020).decode(fixture.bsm(STATION, 1, 500, 500)).toBuilder();
        change.accept(frame.getBsmFrameBuilder());
        sendInProtobuf(device, frame);
        awaitRejected(RejectReason.MALFORMED, 1);
        device.uper(fixture.bsm(STATION, 2, 500, 500));
        assertThat(fixture.awaitStatistics(s -> s.processed() == 1).tracks())
                .as(name)
                .isEqualTo(1);
    }

    @Test
    void oneDeviceCannotTellAHundredGhosts() throws IOException {
        for (int ghost = 0; ghost < 100; ghost++) {
            device.uper(Bsm.moving(PLANE, 0x1000 + ghost, 1, EdgeFixture.nowUs(), 100 + 6 * ghost, 500, 1.4, 1.57));
        }
        awaitRejected(RejectReason.FOREIGN_STATION_ID, 100);
        assertThat(fixture.statistics().tracks()).isZero();
    }

    @Test
    void oneDeviceCannotChangeItsIdWithEveryMessage() throws IOException {
        for (int i = 0; i < 10; i++) {
            device.uper(fixture.bsm(STATION + i, i, 500, 500));
        }
        awaitRejected(RejectReason.FOREIGN_STATION_ID, 9);
        fixture.awaitStatistics(s -> s.processed() == 1);
    }

    @Test
    void aStationThatIsNotBelievedIsToldOnceInTheLog() throws IOException {
        try (LogLines log = new LogLines("io.yunkong.edge.fastpath.TrustLog")) {
            long atUs = 0;
            for (int i = 0; i < 30; i++) {
                atUs = Math.max(EdgeFixture.nowUs(), atUs + 1_000); // DSecond counts milliseconds
                device.uper(Bsm.at(fixture.zone().plane(), STATION, i, atUs, i % 2 * 300 + 100, 500));
                fixture.awaitStatistics(s -> s.received() == s.processed() + s.rejectedTotal());
            }
            awaitRejected(RejectReason.POSITION_JUMP, 29);
            await().atMost(EdgeFixture.PATIENCE)
                    .until(() -> !log.lines().isEmpty() && log.lines().getLast().startsWith("station excluded"));
            assertThat(log.lines().getLast())
                    .matches(
                            "station excluded: station=71, device=veh-1, about=itself, doubt=position_jump, score=0\\.[0-9]{2}"
                                    + "; nobody is warned on its word");
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static MessageFrame.Builder shared(int participants, int numbers) {
        SensorSharingMsg.Builder ssm = SensorSharingMsg.newBuilder()
                .setMsgCnt(1)
                .setId(Standard.id(UNIT))
                .setSecMark(Standard.secondMark(EdgeFixture.nowUs()))
                .setSensorPos(Standard.position(PLANE, 500, 500));
        Position3D sensor = ssm.getSensorPos();
        for (int i = 0; i < participants; i++) {
            Position3D place = Standard.position(PLANE, 400 + i % 16 * 12, 400 + i / 16 * 12);
            ssm.addParticipants(DetectedPTCData.newBuilder()
                    .setPtc(ParticipantData.newBuilder()
                            .setPtcId(1 + i % numbers)
                            .setSecMark(ssm.getSecMark())
                            .setPos(PositionOffsets.of(sensor, place.getLat(), place.getLong()))
                            .setPosConfidence(PositionConfidenceSet.newBuilder())
                            .setSize(VehicleSize.newBuilder().setWidth(180).setLength(450))));
        }
        return MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder().setSsm(ssm));
    }

    @Test
    void aSensorMessageMayHoldNobodyOrTwoHundredAndFiftyFiveAlsoUnderOneNumber() throws IOException {
        try (TestDevice unit = StandardUplinkTest.roadsideUnit(fixture)) {
            unit.uper(Standard.encode(Edition.E2020, shared(0, 1)));
            fixture.awaitStatistics(s -> s.processed() == 1 && s.objects().accepted() == 0);
            unit.uper(Standard.encode(Edition.E2020, shared(255, 255)));
            fixture.awaitStatistics(s -> s.processed() == 2 && s.objects().accepted() == 255);
            unit.uper(Standard.encode(Edition.E2020, shared(255, 1)));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 3);
            assertThat(s.objects().accepted()
                            + s.objects().rejected().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .isEqualTo(2 * 255);
            assertThat(s.tracks()).as("none seen often enough").isZero();
        }
    }

    @Test
    void anRsmOfNobodyOrOfMoreThanSixteenIsMalformed() throws IOException, UperException {
        try (TestDevice unit = StandardUplinkTest.roadsideUnit(fixture)) {
            MessageFrame one =
                    MessageCodec.of(Edition.E2020).decode(Bsm.sensed(PLANE, UNIT, 1, EdgeFixture.nowUs(), 500, 500));
            RoadsideSafetyMessage.Builder rsm = one.getRsmFrame().toBuilder();
            ParticipantData participant = rsm.getParticipants(0);
            sendInProtobuf(unit, MessageFrame.newBuilder().setRsmFrame(rsm.clearParticipants()));
            awaitRejected(RejectReason.MALFORMED, 1);
            for (int i = 0; i < 17; i++) {
                rsm.addParticipants(participant);
            }
            sendInProtobuf(unit, MessageFrame.newBuilder().setRsmFrame(rsm));
            awaitRejected(RejectReason.MALFORMED, 2);
            sendInProtobuf(unit, MessageFrame.newBuilder().setRsmFrame(rsm.removeParticipants(0)));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 1);
            assertThat(s.objects().accepted()).as("%s", s.objects()).isEqualTo(1);
            assertThat(s.objects().rejected()).containsEntry(RejectReason.DUPLICATE, 15L);
        }
    }

    private static MessageFrame.Builder signals(int node, LightState light, int startTime, int endTime) {
        IntersectionState.Builder intersection = IntersectionState.newBuilder()
                .setIntersectionId(NodeReferenceID.newBuilder().setId(node))
                .setTimeStamp(Standard.secondMark(EdgeFixture.nowUs()));
        for (int phase = 1; phase <= 4; phase++) {
            intersection.addPhases(Phase.newBuilder()
                    .setId(phase)
                    .addPhaseStates(PhaseState.newBuilder()
                            .setLight(light)
                            .setTiming(TimeChangeDetails.newBuilder()
                                    .setCounting(TimeCountingDown.newBuilder()
                                            .setStartTime(startTime)
                                            .setLikelyEndTime(endTime)))));
        }
        return MessageFrame.newBuilder()
                .setSpatFrame(SPAT.newBuilder().setMsgCnt(1).addIntersections(intersection));
    }

    private static MessageFrame.Builder event(int number, double... eastNorth) {
        Position3D reference = Standard.position(PLANE, 500, 500);
        ReferencePath.Builder path = ReferencePath.newBuilder().setPathRadius(20);
        for (int i = 0; i < eastNorth.length; i += 2) {
            Position3D place = Standard.position(PLANE, eastNorth[i], eastNorth[i + 1]);
            path.addActivePath(PositionOffsets.of(reference, place.getLat(), place.getLong()));
        }
        return MessageFrame.newBuilder()
                .setRsiFrame(RoadSideInformation.newBuilder()
                        .setMsgCnt(1)
                        .setId(Standard.id(UNIT))
                        .setRefPos(reference)
                        .addRtes(RTEData.newBuilder()
                                .setRteId(number)
                                .setEventType(501)
                                .addReferencePaths(path)));
    }

    /** What is relayed is whose it is and young enough; that it is right nobody says. The map takes nothing of what cannot be. */
    @Test
    void signalsAndEventsThatCannotBeAreRelayedAsTheyCameAndChangeNothingHere() throws IOException {
        try (TestDevice unit = StandardUplinkTest.roadsideUnit(fixture);
                TestDevice near = TestDevice.open(
                        fixture.tcp(),
                        TestDevice.hello("near", NEAR)
                                .addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_SPAT)
                                .addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_RSI))) {
            near.uper(fixture.bsm(NEAR, 1, 450, 450));
            byte[] first = Standard.encode(Edition.E2020, signals(4710, LightState.LightState_red, 0, 50));
            long sent = untilRelayed(first, unit, near);
            List<byte[]> odd = List.of(
                    Standard.encode(Edition.E2020, signals(4711, LightState.LightState_red, 0, 50)),
                    Standard.encode(Edition.E2020, signals(4712, LightState.LightState_red, 300, 50)),
                    Standard.encode(Edition.E2020, signals(4713, LightState.LightState_protected_green, 0, 300)),
                    Standard.encode(Edition.E2020, event(1, 400, 400, 600, 600, 600, 400, 400, 600, 400, 400)),
                    Standard.encode(Edition.E2020, event(2, 400, 400, 400, 400)),
                    Standard.encode(Edition.E2020, event(3, 400, 500, 4_000, 500)));
            for (byte[] frame : odd) {
                unit.uper(frame);
                assertThat(nextBut(first, near)).isEqualTo(frame);
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 1 + sent + odd.size());
            assertThat(s.tracks()).isEqualTo(1);
            assertThat(s.warnings().raised().values()).allMatch(count -> count == 0);
            assertThat(s.signals().refused()).isEqualTo(Map.of(SignalDefect.UNKNOWN_CONTROLLER, sent + 3));
            assertThat(s.roadside().notices()).isEqualTo(1);
            assertThat(s.roadside().refused())
                    .isEqualTo(Map.of(RoadsideDefect.OFF_LANES, 1L, RoadsideDefect.TOO_FEW_POINTS, 1L));
        }
    }

    /** Sends a frame until the edge has found, at one of its ticks, that somebody is near enough to be told it. Returns how often. */
    private static long untilRelayed(byte[] frame, TestDevice from, TestDevice to) {
        AtomicLong sent = new AtomicLong();
        await().atMost(EdgeFixture.PATIENCE).until(() -> {
            from.uper(frame);
            sent.incrementAndGet();
            return to.readArrived().stream().anyMatch(Frame::isUper);
        });
        return sent.get();
    }

    private static byte[] nextBut(byte[] known, TestDevice device) throws IOException {
        byte[] frame = device.readUper();
        while (Arrays.equals(frame, known)) {
            frame = device.readUper();
        }
        return frame;
    }

    @Test
    void anEventWithMorePointsThanThirtyTwoOrWithOneIsMalformed() throws IOException {
        try (TestDevice unit = StandardUplinkTest.roadsideUnit(fixture)) {
            sendInProtobuf(unit, event(1, new double[2]));
            awaitRejected(RejectReason.MALFORMED, 1);
            sendInProtobuf(unit, event(1, new double[2 * 33]));
            awaitRejected(RejectReason.MALFORMED, 2);
            unit.uper(Standard.encode(Edition.E2020, event(1, new double[2 * 32])));
            fixture.awaitStatistics(s -> s.processed() == 1);
        }
    }
}
