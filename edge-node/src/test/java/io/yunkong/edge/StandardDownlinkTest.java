package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.edge.TestDevice.Frame;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stations that read standard messages and no notices, over real sockets. */
final class StandardDownlinkTest {
    private static final long DRIVER = 0x3001;
    private static final long STANDING = 0x3002;
    private static final long BYSTANDER = 0x3003;
    private static final long FAR = 0x3004;
    private static final double EAST = Math.PI / 2;

    private final LocalPlane plane = TestZone.create().plane();
    private final long startUs = EdgeFixture.nowUs();

    private static TestDevice open(
            EdgeFixture fixture, String name, long station, Edition edition, DownlinkMessage... understood)
            throws IOException {
        return TestDevice.open(
                fixture.tcp(),
                TestDevice.hello(name, station)
                        .setEdition(
                                edition == Edition.E2019
                                        ? io.yunkong.wire.Edition.EDITION_2019
                                        : io.yunkong.wire.Edition.EDITION_2020)
                        .addAllDownlink(List.of(understood)));
    }

    private byte[] driver(int count) {
        long now = EdgeFixture.nowUs();
        return Bsm.moving(plane, DRIVER, count, now, 600 + 15 * (now - startUs) * 1e-6, 500, 15, EAST);
    }

    private byte[] standing(long station, int count, double eastM, double northM) {
        return Bsm.moving(plane, station, count, EdgeFixture.nowUs(), eastM, northM, 0, EAST);
    }

    private static List<MessageFrame> decoded(Edition edition, List<Frame> frames) throws IOException {
        List<MessageFrame> messages = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.isUper()) {
                messages.add(TestDevice.decode(edition, frame.payload().toByteArray()));
            }
        }
        return messages;
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aWarningGoesDownAsRoadsideInformationToItsStationOnly(Edition edition) throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice driver = open(fixture, "driver", DRIVER, edition, DownlinkMessage.DOWNLINK_MESSAGE_RSI);
                TestDevice standing =
                        open(fixture, "standing", STANDING, edition, DownlinkMessage.DOWNLINK_MESSAGE_RSI);
                TestDevice bystander =
                        open(fixture, "bystander", BYSTANDER, edition, DownlinkMessage.DOWNLINK_MESSAGE_RSI)) {
            List<Frame> frames = new ArrayList<>();
            for (int count = 0; frames.stream().filter(Frame::isUper).count() < 4 && count < 60; count++) {
                standing.uper(standing(STANDING, count, 665, 500));
                bystander.uper(standing(BYSTANDER, count, 500, 200));
                driver.uper(driver(count));
                LockSupport.parkNanos(100_000_000);
                frames.addAll(driver.readArrived());
            }
            // now they fall silent, and the warning ends
            List<RoadSideInformation> told = new ArrayList<>();
            decoded(edition, frames).forEach(frame -> told.add(frame.getRsiFrame()));
            expectForwardCollision(told.getFirst());
            while (holds(told.getLast())) {
                told.add(driver.awaitFrame(edition, MessageFrame::hasRsiFrame).getRsiFrame());
            }
            for (int i = 1; i < told.size(); i++) {
                assertThat(told.get(i).getMsgCnt()).isEqualTo(told.get(i - 1).getMsgCnt() + 1);
                assertThat(told.get(i).getRtes(0).getRteId())
                        .isEqualTo(told.getFirst().getRtes(0).getRteId());
            }
            for (TestDevice other : List.of(standing, bystander)) {
                assertThat(other.readArrived()).noneMatch(Frame::isUper);
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.warnings().messagesSent()
                    == x.standard().sent().getOrDefault(DownlinkMessage.DOWNLINK_MESSAGE_RSI, 0L));
            assertThat(s.warnings().delivered()).isEqualTo(1);
            assertThat(s.standard().notEncodable()).isZero();
        }
    }

    /** An event that is over is said to have ended in the minute it began. */
    private static boolean holds(RoadSideInformation rsi) {
        return rsi.getRtes(0).getTimeDetails().getEndTime()
                > rsi.getRtes(0).getTimeDetails().getStartTime();
    }

    private void expectForwardCollision(RoadSideInformation rsi) {
        assertThat(rsi.getId().size()).isEqualTo(8);
        assertThat(rsi.getId().substring(0, 2).toStringUtf8()).isEqualTo("YK");
        RTEData event = rsi.getRtes(0);
        assertThat(event.getEventType()).isEqualTo(401);
        assertThat(event.getDescription().getTextGB2312().toString(Charset.forName("GB2312")))
                .isEqualTo("前向碰撞预警");
        assertThat(event.getPriority().byteAt(0) & 0xE0).isPositive();
        assertThat(event.getReferencePaths(0).getActivePathCount()).isBetween(2, 32);
        assertThat(event.getEventRadius()).isBetween(20, 80);
        int latitude = PositionOffsets.latitude(rsi.getRefPos(), event.getEventPos());
        int longitude = PositionOffsets.longitude(rsi.getRefPos(), event.getEventPos());
        assertThat(plane.eastM(latitude * 1e-7, longitude * 1e-7)).isCloseTo(665, within(3.0));
        assertThat(plane.northM(latitude * 1e-7, longitude * 1e-7)).isCloseTo(500, within(3.0));
        assertThat(event.getTimeDetails().getEndTime())
                .isGreaterThan(event.getTimeDetails().getStartTime());
    }

    @Test
    void whoUnderstandsNoticesGetsNoneOfItTwice() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice driver = open(
                        fixture,
                        "driver",
                        DRIVER,
                        Edition.E2020,
                        DownlinkMessage.DOWNLINK_MESSAGE_RSI,
                        DownlinkMessage.DOWNLINK_MESSAGE_NOTICE);
                TestDevice standing = TestDevice.vehicle(fixture.tcp(), "standing", STANDING)) {
            List<Frame> frames = new ArrayList<>();
            for (int count = 0; fixture.statistics().warnings().messagesSent() < 3 && count < 60; count++) {
                standing.uper(standing(STANDING, count, 665, 500));
                driver.uper(driver(count));
                LockSupport.parkNanos(100_000_000);
                frames.addAll(driver.readArrived());
            }
            assertThat(fixture.statistics().warnings().delivered()).isEqualTo(1);
            assertThat(frames).noneMatch(Frame::isUper);
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void roadUsersGoDownAsRsmWithoutTheStationItselfAndWithoutWhoIsFar(Edition edition) throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice listener =
                        open(fixture, "listener", BYSTANDER, edition, DownlinkMessage.DOWNLINK_MESSAGE_RSM);
                TestDevice near = TestDevice.vehicle(fixture.tcp(), "near", STANDING);
                TestDevice far = TestDevice.vehicle(fixture.tcp(), "far", FAR)) {
            List<Frame> frames = new ArrayList<>();
            for (int count = 0; count < 12; count++) {
                listener.uper(standing(BYSTANDER, count, 500, 400));
                near.uper(standing(STANDING, count, 500, 450));
                far.uper(standing(FAR, count, 500, 600));
                LockSupport.parkNanos(100_000_000);
                frames.addAll(listener.readArrived());
            }
            List<RoadsideSafetyMessage> told = decoded(edition, frames).stream()
                    .map(MessageFrame::getRsmFrame)
                    .toList();
            assertThat(told).hasSizeBetween(6, 14);
            Set<Integer> numbers = new HashSet<>();
            for (RoadsideSafetyMessage rsm : told) {
                assertThat(rsm.getParticipantsList())
                        .singleElement()
                        .satisfies(p -> assertThat(p.getId()).isEqualTo(Standard.id(STANDING)));
                numbers.add(rsm.getParticipants(0).getPtcId());
                expectCar(rsm.getParticipants(0));
            }
            assertThat(numbers).hasSize(1).doesNotContain(0);
            // the others fall silent: what is not measured any more is not told any more
            for (int count = 12; count < 18; count++) {
                listener.uper(standing(BYSTANDER, count, 500, 400));
                LockSupport.parkNanos(100_000_000);
                frames = listener.readArrived();
            }
            assertThat(frames).noneMatch(Frame::isUper);
            assertThat(near.readArrived()).noneMatch(Frame::isUper);
        }
    }

    private static void expectCar(ParticipantData car) {
        assertThat(car.getPtcTypeValue()).isEqualTo(1);
        assertThat(car.getVehicleClass().getClassification()).isEqualTo(10);
        assertThat(car.getSize().getLength()).isEqualTo(450);
        assertThat(car.getSpeed()).isLessThan(50);
        int mark = Standard.secondMark(EdgeFixture.nowUs());
        assertThat(Math.floorMod(mark - car.getSecMark(), 60_000)).isLessThan(3_000);
    }

    @Test
    void manyRoadUsersGoDownInSeveralRsmsOrInOneSsmNearestFirst() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice unit = StandardUplinkTest.roadsideUnit(fixture);
                TestDevice byRsm =
                        open(fixture, "by-rsm", BYSTANDER, Edition.E2020, DownlinkMessage.DOWNLINK_MESSAGE_RSM);
                TestDevice bySsm = open(
                        fixture,
                        "by-ssm",
                        DRIVER,
                        Edition.E2020,
                        DownlinkMessage.DOWNLINK_MESSAGE_RSM,
                        DownlinkMessage.DOWNLINK_MESSAGE_SSM);
                TestDevice earlier =
                        open(fixture, "earlier", FAR, Edition.E2019, DownlinkMessage.DOWNLINK_MESSAGE_SSM)) {
            List<Frame> rsms = new ArrayList<>();
            List<Frame> ssms = new ArrayList<>();
            for (int count = 0; count < 14; count++) {
                byRsm.uper(standing(BYSTANDER, count, 500, 510));
                bySsm.uper(standing(DRIVER, count, 500, 515));
                earlier.uper(standing(FAR, count, 500, 520));
                unit.uper(Standard.ssm(plane, TestZone.ROADSIDE_STATION, count, EdgeFixture.nowUs(), 360, 500));
                LockSupport.parkNanos(100_000_000);
                rsms.addAll(byRsm.readArrived());
                ssms.addAll(bySsm.readArrived());
            }
            List<MessageFrame> byFrame = decoded(Edition.E2020, rsms);
            assertThat(byFrame).anyMatch(f -> f.getRsmFrame().getParticipantsCount() == 16);
            assertThat(byFrame).allMatch(f -> f.getRsmFrame().getParticipantsCount() <= 16);
            SensorSharingMsg last =
                    decoded(Edition.E2020, ssms).getLast().getMsgFrameExt().getSsm();
            assertThat(last.getParticipantsCount()).isGreaterThan(16);
            assertThat(last.getParticipantsList().stream()
                            .map(DetectedPTCData::getPtc)
                            .map(ParticipantData::getPtcId)
                            .distinct())
                    .hasSize(last.getParticipantsCount());
            assertThat(last.getParticipantsList())
                    .noneMatch(p -> p.getPtc().getId().equals(Standard.id(DRIVER)));
            assertThat(decoded(Edition.E2020, ssms)).noneMatch(MessageFrame::hasRsmFrame);
            assertThat(earlier.readArrived()).as("its edition has no SSM").noneMatch(Frame::isUper);
        }
    }

    @Test
    void signalsMapsAndEventsAreRelayedToWhoUnderstandsThemAndIsNear() throws IOException {
        DownlinkMessage[] all = {
            DownlinkMessage.DOWNLINK_MESSAGE_SPAT,
            DownlinkMessage.DOWNLINK_MESSAGE_MAP,
            DownlinkMessage.DOWNLINK_MESSAGE_RSI
        };
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice unit = StandardUplinkTest.roadsideUnit(fixture);
                TestDevice near = open(fixture, "near", STANDING, Edition.E2020, all);
                TestDevice earlier =
                        open(fixture, "earlier", DRIVER, Edition.E2019, DownlinkMessage.DOWNLINK_MESSAGE_MAP);
                TestDevice far = open(fixture, "far", FAR, Edition.E2020, all)) {
            for (int count = 0; count < 3; count++) { // so that they are known to be where they are
                near.uper(standing(STANDING, count, 400, 400));
                earlier.uper(standing(DRIVER, count, 410, 410));
                far.uper(standing(FAR, count, 900, 500));
                LockSupport.parkNanos(100_000_000);
            }
            byte[] spat = Standard.spat(1, EdgeFixture.nowUs());
            byte[] map = Standard.map(Edition.E2020, 1);
            byte[] rsi = Standard.rsi(plane, TestZone.ROADSIDE_STATION, 1);
            unit.uper(spat);
            unit.uper(map);
            unit.uper(rsi);
            assertThat(List.of(near.readUper(), near.readUper(), near.readUper()))
                    .as("octets as they came")
                    .containsExactly(spat, map, rsi);
            byte[] reencoded = earlier.readUper();
            assertThat(reencoded).isEqualTo(Standard.map(Edition.E2019, 1)).isNotEqualTo(map);
            for (int i = 0; i < 20; i++) {
                unit.uper(Standard.map(Edition.E2020, i));
                unit.uper(Standard.spat(i, EdgeFixture.nowUs()));
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 9 + 3 + 40);
            assertThat(s.standard().sent().get(DownlinkMessage.DOWNLINK_MESSAGE_MAP))
                    .isLessThanOrEqualTo(4);
            assertThat(s.standard().sent().get(DownlinkMessage.DOWNLINK_MESSAGE_SPAT))
                    .isLessThan(15);
            assertThat(s.standard().overRate()).isPositive();
            assertThat(far.readArrived()).noneMatch(Frame::isUper);
            assertThat(unit.readArrived()).noneMatch(Frame::isUper);
        }
    }

    @Test
    void stationsThatSendDatagramsGetBareFramesWhenTheyAreSaidToKnowNothingElse() throws IOException {
        EdgeConfig.Builder config = EdgeFixture.config().datagramDownlink(List.of("rsi", "rsm"));
        try (EdgeFixture fixture = new EdgeFixture(TestZone.create(), config);
                DatagramSocket driver = new DatagramSocket();
                DatagramSocket standing = new DatagramSocket()) {
            driver.setSoTimeout(100);
            List<MessageFrame> told = new ArrayList<>();
            for (int count = 0; told.stream().noneMatch(MessageFrame::hasRsiFrame) && count < 60; count++) {
                send(fixture, standing, standing(STANDING, count, 665, 500));
                send(fixture, driver, driver(count));
                receive(driver, told);
            }
            assertThat(told).anyMatch(MessageFrame::hasRsiFrame).anyMatch(MessageFrame::hasRsmFrame);
        }
    }

    private static void send(EdgeFixture fixture, DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }

    private static void receive(DatagramSocket socket, List<MessageFrame> told) throws IOException {
        long untilUs = EdgeFixture.nowUs() + 100_000;
        while (EdgeFixture.nowUs() < untilUs) {
            DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
            try {
                socket.receive(packet);
            } catch (java.net.SocketTimeoutException e) {
                return;
            }
            byte[] octets = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
            told.add(TestDevice.decode(Edition.E2020, octets));
        }
    }
}
