package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.CoordinationDefect;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.RequestDefect;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.DriveSuggestion;
import io.yunkong.wire.csae.IARData;
import io.yunkong.wire.csae.LaneCoordination;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.MovementEx;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.ReferenceLink;
import io.yunkong.wire.csae.ReqInfo;
import io.yunkong.wire.csae.ReqStatus;
import io.yunkong.wire.csae.Req_SignalPriority;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.csae.VehicleCoordination;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bus asks for priority at signals (VIR) and hears what the roadside unit answers (RSC), over real sockets. */
final class SignalPriorityTest {
    private static final long BUS = 0x21;
    private static final long OTHER = 0x22;
    private static final int GO_STRAIGHT_ON = 0;
    private static final int STOP = 10;
    private static final int PARKING = 13;
    private static final long PRIORITY_INFO = 1L << 7;

    private final Zone zone;
    private final MapMessages.JunctionMap node;
    private final RoadsideUnit nearest;
    private final RoadsideUnit farthest;
    private EdgeFixture fixture;

    SignalPriorityTest() throws ZoneException {
        zone = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        node = MapMessages.of(zone).maps().stream()
                .filter(map -> map.name().equals("c"))
                .findFirst()
                .orElseThrow();
        List<RoadsideUnit> units = zone.roadsideUnits().stream()
                .sorted(Comparator.comparingDouble(
                        unit -> Math.hypot(unit.eastM() - node.eastM(), unit.northM() - node.northM())))
                .toList();
        nearest = units.getFirst();
        farthest = units.getLast();
    }

    @BeforeEach
    void start() throws IOException {
        fixture = new EdgeFixture(zone, EdgeFixture.config());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestDevice unit(RoadsideUnit unit, DownlinkMessage... understood) throws IOException {
        return TestDevice.open(
                fixture.tcp(),
                TestDevice.hello(unit.id(), unit.stationId())
                        .setZone(zone.name())
                        .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                        .addAllDownlink(List.of(understood)));
    }

    private TestDevice vehicle(long station, DownlinkMessage... understood) throws IOException {
        Hello.Builder hello = bus("bus-" + station, station);
        return TestDevice.open(fixture.tcp(), hello.addAllDownlink(List.of(understood)));
    }

    private Hello.Builder bus(String deviceId, long station) {
        return TestDevice.hello(deviceId, station)
                .setZone(zone.name())
                .setKind(DeviceKind.DEVICE_KIND_PUBLIC_TRANSPORT);
    }

    private static DriveRequest.Builder request(int intersection) {
        return DriveRequest.newBuilder()
                .setReqID(5)
                .setStatus(ReqStatus.ReqStatus_request)
                .setInfo(ReqInfo.newBuilder()
                        .setSignalPriority(Req_SignalPriority.newBuilder()
                                .setIntersectionId(NodeReferenceID.newBuilder().setId(intersection))
                                .setRequiredMov(MovementEx.newBuilder()
                                        .setRemoteIntersection(
                                                NodeReferenceID.newBuilder().setId(intersection)))
                                .setEstimatedArrivalTime(1_000)));
    }

    private byte[] vir(int secondMark, DriveRequest.Builder... requests) {
        return vir(BUS, secondMark, requests);
    }

    private byte[] vir(long station, int secondMark, DriveRequest.Builder... requests) {
        IARData.Builder asked = IARData.newBuilder();
        for (DriveRequest.Builder request : requests) {
            asked.addReqs(request);
        }
        return Standard.encode(
                Edition.E2020,
                MessageFrame.newBuilder()
                        .setMsgFrameExt(MessageFrameExt.newBuilder()
                                .setVir(VehIntentionAndRequest.newBuilder()
                                        .setMsgCnt(1)
                                        .setId(Standard.id(station))
                                        .setSecMark(secondMark)
                                        .setRefPos(Standard.position(zone.plane(), node.eastM(), node.northM()))
                                        .setIntAndReq(asked))));
    }

    private byte[] vir(DriveRequest.Builder... requests) {
        return vir(Standard.secondMark(EdgeFixture.nowUs()), requests);
    }

    private static VehicleCoordination.Builder to(long vehicle, int behaviour, int lifeTime) {
        return VehicleCoordination.newBuilder()
                .setVehId(Standard.id(vehicle))
                .setInfo(BitString.newBuilder().setBits(PRIORITY_INFO))
                .setDriveSuggestion(DriveSuggestion.newBuilder()
                        .setSuggestion(BitString.newBuilder().setBits(1L << behaviour))
                        .setLifeTime(lifeTime));
    }

    private byte[] rsc(long unit, long atUs, VehicleCoordination.Builder... vehicles) {
        RoadsideCoordination.Builder told = RoadsideCoordination.newBuilder()
                .setMsgCnt(1)
                .setId(Standard.id(unit))
                .setSecMark(Standard.secondMark(atUs))
                .setRefPos(Standard.position(zone.plane(), node.eastM(), node.northM()));
        for (VehicleCoordination.Builder vehicle : vehicles) {
            told.addCoordinates(vehicle);
        }
        return encode(told);
    }

    private static byte[] encode(RoadsideCoordination.Builder told) {
        return Standard.encode(
                Edition.E2020,
                MessageFrame.newBuilder()
                        .setMsgFrameExt(MessageFrameExt.newBuilder().setRsc(told)));
    }

    private Map<RequestDefect, Long> awaitRefused(RequestDefect defect) {
        return fixture.awaitStatistics(s -> s.priority().requestsRefused().containsKey(defect))
                .priority()
                .requestsRefused();
    }

    @Test
    void aRequestGoesToTheUnitNearestToTheSignalsAsItCame() throws IOException {
        try (TestDevice near = unit(nearest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice far = unit(farthest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice bus = vehicle(BUS)) {
            byte[] asked = vir(request(node.node()));
            bus.uper(asked);
            assertThat(near.readUper()).isEqualTo(asked);
            EdgeStatistics s = fixture.awaitStatistics(x -> x.priority().requestsRelayed() == 1);
            assertThat(s.standard().intentions()).isEqualTo(1);
            assertThat(s.priority().requestsRefused()).isEmpty();
            assertThat(far.readArrived()).noneMatch(TestDevice.Frame::isUper);
        }
    }

    @Test
    void aRequestGoesToTheUnitThatItNames() throws IOException {
        try (TestDevice near = unit(nearest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice far = unit(farthest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice bus = vehicle(BUS)) {
            byte[] asked = vir(request(node.node()).setTargetRSU(Standard.id(farthest.stationId())));
            bus.uper(asked);
            assertThat(far.readUper()).isEqualTo(asked);
            assertThat(near.readArrived()).noneMatch(TestDevice.Frame::isUper);
            bus.uper(vir(request(node.node()).setTargetRSU(Standard.id(0x77))));
            assertThat(awaitRefused(RequestDefect.UNKNOWN_UNIT)).hasSize(1);
        }
    }

    @Test
    void onlyPublicTransportAndEmergencyVehiclesMayAsk() throws IOException {
        Hello.Builder car = bus("car", 0x33).setKind(DeviceKind.DEVICE_KIND_ONBOARD_UNIT);
        Hello.Builder ambulance = bus("ambulance", 0x34).setKind(DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE);
        try (TestDevice near = unit(nearest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice privateCar = TestDevice.open(fixture.tcp(), car);
                TestDevice emergency = TestDevice.open(fixture.tcp(), ambulance)) {
            privateCar.uper(vir(0x33, Standard.secondMark(EdgeFixture.nowUs()), request(node.node())));
            awaitRefused(RequestDefect.NOT_ENTITLED);
            byte[] asked = vir(0x34, Standard.secondMark(EdgeFixture.nowUs()), request(node.node()));
            emergency.uper(asked);
            assertThat(near.readUper()).isEqualTo(asked);
        }
    }

    @Test
    void aUnitThatSendsDatagramsGetsRequestsByDatagram() throws IOException {
        try (EdgeFixture datagrams = new EdgeFixture(zone, EdgeFixture.config().datagramDownlink(List.of("vir")));
                DatagramSocket unit = new DatagramSocket();
                TestDevice bus = TestDevice.open(datagrams.tcp(), bus("bus", BUS))) {
            unit.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
            byte[] told = Standard.rsi(zone.plane(), nearest.stationId(), 1);
            unit.send(new DatagramPacket(
                    told, told.length, datagrams.edge().udpAddress().orElseThrow()));
            datagrams.awaitStatistics(s -> s.processed() == 1);
            byte[] asked = vir(request(node.node()));
            bus.uper(asked);
            DatagramPacket heard = new DatagramPacket(new byte[2_000], 2_000);
            unit.receive(heard);
            assertThat(Arrays.copyOf(heard.getData(), heard.getLength())).isEqualTo(asked);
        }
    }

    @Test
    void whatCannotBePassedOnIsCountedByItsReasonAndTheMessageIsTaken() throws IOException {
        try (TestDevice deaf = unit(nearest);
                TestDevice bus = vehicle(BUS)) {
            bus.uper(vir(request(node.node())));
            awaitRefused(RequestDefect.UNIT_NOT_REACHED);
            bus.uper(vir(request(65_000)));
            awaitRefused(RequestDefect.UNKNOWN_INTERSECTION);
            bus.uper(vir(request(node.node()).setStatus(ReqStatus.ReqStatus_comfirmed)));
            awaitRefused(RequestDefect.NO_REQUEST);
            bus.uper(vir(61_000, request(node.node())));
            awaitRefused(RequestDefect.NOT_TOLD);
            bus.uper(vir(Standard.secondMark(EdgeFixture.nowUs() - 2_000_000), request(node.node())));
            awaitRefused(RequestDefect.TOO_OLD);
            bus.uper(vir(Standard.secondMark(EdgeFixture.nowUs() + 5_000_000), request(node.node())));
            awaitRefused(RequestDefect.FROM_FUTURE);
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 6);
            assertThat(s.priority().requestsRefused())
                    .hasSize(6)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
            assertThat(s.priority().requestsRelayed()).isZero();
            assertThat(deaf.readArrived()).noneMatch(TestDevice.Frame::isUper);
        }
    }

    @Test
    void onlyASessionOfTheVehicleItselfMayAsk() throws IOException {
        try (TestDevice unit = unit(nearest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice other = vehicle(OTHER);
                DatagramSocket socket = new DatagramSocket()) {
            byte[] asked = vir(request(node.node()));
            other.uper(asked);
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            socket.send(new DatagramPacket(
                    asked, asked.length, fixture.edge().udpAddress().orElseThrow()));
            awaitRefused(RequestDefect.NOT_IN_SESSION);
            assertThat(unit.readArrived()).noneMatch(TestDevice.Frame::isUper);
        }
    }

    @Test
    void aStationThatAsksWithoutPauseIsPassedOnFiveTimesASecond() throws IOException {
        try (TestDevice unit = unit(nearest, DownlinkMessage.DOWNLINK_MESSAGE_VIR);
                TestDevice bus = vehicle(BUS)) {
            for (int i = 0; i < 20; i++) {
                bus.uper(vir(request(node.node())));
            }
            bus.uper(vir(request(65_000)));
            awaitRefused(RequestDefect.UNKNOWN_INTERSECTION);
            EdgeStatistics s = fixture.statistics();
            assertThat(s.priority().requestsRelayed()).isBetween(3L, 19L);
            assertThat(s.priority().requestsRelayed()
                            + s.priority().requestsRefused().getOrDefault(RequestDefect.OVER_RATE, 0L)
                            + s.shedTotal())
                    .isEqualTo(20);
            unit.readUper();
        }
    }

    @Test
    void whatAUnitAnswersReachesItsVehicleAsAdviceThatEndsAndIsAcknowledged() throws IOException {
        try (TestDevice unit = unit(nearest);
                TestDevice bus = vehicle(BUS);
                TestDevice other = vehicle(OTHER)) {
            long now = EdgeFixture.nowUs();
            unit.uper(rsc(nearest.stationId(), now, to(BUS, GO_STRAIGHT_ON, 1_500)));
            Advice advice = bus.awaitMessage(EdgeMessage::hasAdvice).getAdvice();
            assertThat(advice.getApplication()).isEqualTo(AdviceApplication.ADVICE_APPLICATION_SIGNAL_PRIORITY);
            assertThat(advice.getManoeuvre()).isEqualTo(AdvisedManoeuvre.ADVISED_MANOEUVRE_KEEP_SPEED);
            assertThat(advice.getStationId()).isEqualTo(BUS);
            assertThat(advice.getReason()).isEqualTo("roadside coordination: unit=" + nearest.id());
            assertThat(advice.getValidUntilUs() - advice.getGivenAtUs()).isEqualTo(15_000_000);
            bus.acknowledgeAdvice(advice.getAdviceId());
            fixture.awaitStatistics(s -> s.advice().acknowledged() == 1);
            unit.uper(rsc(nearest.stationId(), EdgeFixture.nowUs(), to(BUS, STOP, 1)));
            Advice withdrawn = bus.awaitMessage(EdgeMessage::hasAdvice).getAdvice();
            assertThat(withdrawn.getAdviceId()).isEqualTo(advice.getAdviceId());
            assertThat(withdrawn.getValidUntilUs()).isEqualTo(withdrawn.getGivenAtUs());
            other.heartbeat();
            assertThat(other.awaitMessage(m -> m.hasAdvice() || TestDevice.answersHeartbeat(m))
                            .hasAdvice())
                    .isFalse();
            assertThat(fixture.statistics().advice().fromRoadside()).isEqualTo(2);
        }
    }

    @Test
    void whoKnowsNoNoticesGetsTheCoordinationAsItCame() throws IOException {
        try (TestDevice unit = unit(nearest);
                TestDevice bus = vehicle(BUS, DownlinkMessage.DOWNLINK_MESSAGE_RSC)) {
            byte[] told = rsc(nearest.stationId(), EdgeFixture.nowUs(), to(BUS, GO_STRAIGHT_ON, 1_500));
            unit.uper(told);
            assertThat(bus.readUper()).isEqualTo(told);
        }
    }

    @Test
    void nobodyHearsWhatIsForAnother() throws IOException {
        try (TestDevice unit = unit(nearest);
                TestDevice bus = vehicle(BUS, DownlinkMessage.DOWNLINK_MESSAGE_RSC);
                TestDevice other = vehicle(OTHER, DownlinkMessage.DOWNLINK_MESSAGE_RSC)) {
            unit.uper(rsc(
                    nearest.stationId(), EdgeFixture.nowUs(), to(BUS, GO_STRAIGHT_ON, 1_500), to(OTHER, STOP, 900)));
            RoadsideCoordination first =
                    bus.awaitFrame(Edition.E2020, _ -> true).getMsgFrameExt().getRsc();
            RoadsideCoordination second =
                    other.awaitFrame(Edition.E2020, _ -> true).getMsgFrameExt().getRsc();
            assertThat(first.getCoordinatesList())
                    .extracting(VehicleCoordination::getVehId)
                    .containsExactly(Standard.id(BUS));
            assertThat(second.getCoordinatesList())
                    .extracting(VehicleCoordination::getVehId)
                    .containsExactly(Standard.id(OTHER));
            assertThat(second.getId()).isEqualTo(Standard.id(nearest.stationId()));
        }
    }

    @Test
    void coordinationThatCannotBeUsedIsCountedByItsReason() throws IOException {
        try (TestDevice unit = unit(nearest);
                TestDevice bus = vehicle(BUS)) {
            long now = EdgeFixture.nowUs();
            bus.uper(rsc(BUS, now, to(BUS, STOP, 100)));
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.UNKNOWN_ROADSIDE_UNIT, 0L) == 1);
            unit.uper(rsc(farthest.stationId(), now, to(BUS, STOP, 100)));
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            unit.uper(rsc(nearest.stationId(), EdgeFixture.nowUs() - 2_000_000, to(BUS, STOP, 100)));
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.TOO_OLD, 0L) == 1);
            unit.uper(rsc(nearest.stationId(), EdgeFixture.nowUs() + 5_000_000, to(BUS, STOP, 100)));
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.FROM_FUTURE, 0L) == 1);
            unit.uper(rsc(nearest.stationId(), EdgeFixture.nowUs(), to(0, STOP, 100), to(BUS, PARKING, 100)));
            unit.uper(encode(RoadsideCoordination.newBuilder()
                    .setMsgCnt(2)
                    .setId(Standard.id(nearest.stationId()))
                    .setSecMark(Standard.secondMark(EdgeFixture.nowUs()))
                    .setRefPos(Standard.position(zone.plane(), node.eastM(), node.northM()))
                    .addLaneCoordinates(LaneCoordination.newBuilder()
                            .setTargetLane(ReferenceLink.newBuilder()
                                    .setUpstreamNodeId(
                                            NodeReferenceID.newBuilder().setId(1))
                                    .setDownstreamNodeId(
                                            NodeReferenceID.newBuilder().setId(2))))));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 2);
            assertThat(s.priority().coordinationRefused())
                    .isEqualTo(Map.of(
                            CoordinationDefect.NO_VEHICLE,
                            1L,
                            CoordinationDefect.NO_MANOEUVRE,
                            1L,
                            CoordinationDefect.FOR_LANES,
                            1L));
            unit.uper(rsc(nearest.stationId(), EdgeFixture.nowUs(), to(OTHER, STOP, 100)));
            fixture.awaitStatistics(x -> x.advice().noSession() == 1);
        }
    }
}
