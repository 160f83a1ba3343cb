package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.AdviceTarget;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Hello;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.SpeedBand;
import io.yunkong.wire.csae.PathPlanningPoint;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehicleCoordination;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Advice of a cloud node on its way down, over real sockets. */
final class AdviceTest {
    private static final long STATION = 0x0102030405060708L;
    private static final int SLOW_DOWN_BIT = 11;

    private FakeCloud cloud;
    private EdgeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud("cloud-a", 0);
        fixture = EdgeFixture.start(cloud.address());
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        cloud.close();
    }

    /** To slow down to 8..10 m/s for a stop line 300 m ahead, where the light turns green in 20 s. */
    private Advice.Builder advice(String id) {
        long now = EdgeFixture.nowUs();
        return Advice.newBuilder()
                .setAdviceId(id)
                .setApplication(AdviceApplication.ADVICE_APPLICATION_GLOSA)
                .setZone("test-zone")
                .setStationId(STATION)
                .setManoeuvre(AdvisedManoeuvre.ADVISED_MANOEUVRE_SLOW_DOWN)
                .setSpeed(SpeedBand.newBuilder().setMinCmS(800).setMaxCmS(1000))
                .setTarget(AdviceTarget.newBuilder()
                        .setLatitudeE7((int) Math.round(fixture.zone().plane().latitudeDeg(800, 500) * 1e7))
                        .setLongitudeE7((int) Math.round(fixture.zone().plane().longitudeDeg(800, 500) * 1e7))
                        .setArrivalAtUs(now + 20_000_000))
                .setReason("signal turns green: in_s=20")
                .setGivenAtUs(now)
                .setValidUntilUs(now + 30_000_000)
                .setNode("cloud-a")
                .setEpoch(5);
    }

    private TestDevice vehicle(DownlinkMessage... understood) throws IOException {
        return vehicle(TestDevice.hello("veh-1", STATION).addAllDownlink(List.of(understood)));
    }

    private TestDevice vehicle(Hello.Builder hello) throws IOException {
        TestDevice device = TestDevice.open(fixture.tcp(), hello);
        cloud.own(5, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
        return device;
    }

    private List<DeliveryOutcome> reported(String adviceId) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasAdviceReport)
                .map(EdgeToCloud::getAdviceReport)
                .filter(report -> report.getAdviceId().equals(adviceId))
                .map(AdviceReport::getOutcome)
                .toList();
    }

    private void awaitReports(String adviceId, DeliveryOutcome... outcomes) {
        Awaitility.await()
                .atMost(EdgeFixture.PATIENCE)
                .untilAsserted(() -> assertThat(reported(adviceId)).containsExactly(outcomes));
    }

    private void expectBalance() {
        EdgeStatistics.AdviceGiven counts = fixture.statistics().advice();
        assertThat(counts.fromCloud())
                .isEqualTo(counts.sent()
                        + counts.expired()
                        + counts.noSession()
                        + counts.waiting()
                        + counts.oldEpoch()
                        + counts.notUsable());
    }

    @Test
    void adviceReachesItsVehicleAsItWasGivenAndItsAcknowledgementTheCloud() throws IOException {
        try (TestDevice device = vehicle();
                TestDevice other = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1)) {
            Advice given = advice("glosa-1").build();
            cloud.advise(given);
            assertThat(device.awaitMessage(EdgeMessage::hasAdvice).getAdvice()).isEqualTo(given);
            other.acknowledgeAdvice("glosa-1");
            fixture.awaitStatistics(s -> s.advice().acksUnknown() == 1);
            device.acknowledgeAdvice("glosa-1");
            fixture.awaitStatistics(s -> s.advice().acknowledged() == 1);
            awaitReports(
                    "glosa-1", DeliveryOutcome.DELIVERY_OUTCOME_SENT, DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED);
            device.acknowledgeAdvice("glosa-1");
            fixture.awaitStatistics(s -> s.advice().acksUnknown() == 2);
            other.heartbeat();
            assertThat(other.awaitMessage(m -> m.hasAdvice() || TestDevice.answersHeartbeat(m))
                            .hasAdvice())
                    .isFalse();
            expectBalance();
        }
    }

    @Test
    void renewedAdviceIsToldAgainAndAcknowledgedOnce() throws IOException {
        try (TestDevice device = vehicle()) {
            cloud.advise(advice("glosa-1").build());
            device.awaitMessage(EdgeMessage::hasAdvice);
            device.acknowledgeAdvice("glosa-1");
            fixture.awaitStatistics(s -> s.advice().acknowledged() == 1);
            cloud.advise(advice("glosa-1")
                    .setSpeed(SpeedBand.newBuilder().setMinCmS(700).setMaxCmS(900))
                    .build());
            assertThat(device.awaitMessage(EdgeMessage::hasAdvice)
                            .getAdvice()
                            .getSpeed()
                            .getMaxCmS())
                    .isEqualTo(900);
            device.acknowledgeAdvice("glosa-1");
            fixture.awaitStatistics(s -> s.advice().acksUnknown() == 1);
            assertThat(fixture.statistics().advice().acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void withdrawnAdviceIsToldToWhoWasGivenIt() throws IOException {
        try (TestDevice device = vehicle()) {
            Advice.Builder withdrawal = advice("glosa-1");
            withdrawal.setValidUntilUs(withdrawal.getGivenAtUs());
            cloud.advise(withdrawal.build());
            fixture.awaitStatistics(s -> s.advice().expired() == 1);
            cloud.advise(advice("glosa-1").build());
            device.awaitMessage(EdgeMessage::hasAdvice);
            cloud.advise(withdrawal.build());
            Advice told = device.awaitMessage(EdgeMessage::hasAdvice).getAdvice();
            assertThat(told.getValidUntilUs()).isEqualTo(told.getGivenAtUs());
            expectBalance();
        }
    }

    @Test
    void aWithdrawalIsTriedAgainUntilTheVehicleIsBack() throws IOException {
        Advice.Builder withdrawal = advice("glosa-1");
        withdrawal.setValidUntilUs(withdrawal.getGivenAtUs());
        try (TestDevice device = vehicle()) {
            cloud.advise(advice("glosa-1").build());
            device.awaitMessage(EdgeMessage::hasAdvice);
        }
        fixture.awaitStatistics(s -> s.sessions().connected() == 0);
        cloud.advise(withdrawal.build());
        fixture.awaitStatistics(s -> s.advice().waiting() == 1);
        try (TestDevice again = vehicle()) {
            Advice told = again.awaitMessage(EdgeMessage::hasAdvice).getAdvice();
            assertThat(told.getValidUntilUs()).isEqualTo(told.getGivenAtUs());
        }
        fixture.awaitStatistics(s -> s.advice().waiting() == 0);
        expectBalance();
    }

    @Test
    void goesDownAsRoadsideCoordinationToWhoKnowsNoNotices() throws IOException {
        try (TestDevice device = vehicle(DownlinkMessage.DOWNLINK_MESSAGE_RSC)) {
            cloud.advise(advice("glosa-1").build());
            RoadsideCoordination rsc = device.awaitFrame(
                            Edition.E2020, frame -> frame.getMsgFrameExt().hasRsc())
                    .getMsgFrameExt()
                    .getRsc();
            VehicleCoordination vehicle = rsc.getCoordinates(0);
            assertThat(ByteBuffer.wrap(vehicle.getVehId().toByteArray()).getLong())
                    .isEqualTo(STATION);
            assertThat(vehicle.getDriveSuggestion().getSuggestion().getBits()).isEqualTo(1L << SLOW_DOWN_BIT);
            assertThat(vehicle.getDriveSuggestion().getLifeTime()).isBetween(2_500, 3_000); // of 10 ms
            PathPlanningPoint point = vehicle.getPathGuidance(0);
            assertThat(point.getSpeed()).isEqualTo(450); // 9 m/s in 0.02 m/s
            assertThat(point.getEstimatedTime()).isBetween(1_500, 2_000);
            AdviceTarget target = advice("any").getTarget();
            assertThat(PositionOffsets.latitude(rsc.getRefPos(), point.getPos()))
                    .isCloseTo(target.getLatitudeE7(), within(1));
            assertThat(PositionOffsets.longitude(rsc.getRefPos(), point.getPos()))
                    .isCloseTo(target.getLongitudeE7(), within(1));
            assertThat(fixture.statistics().standard().sent()).containsEntry(DownlinkMessage.DOWNLINK_MESSAGE_RSC, 1L);
            awaitReports("glosa-1", DeliveryOutcome.DELIVERY_OUTCOME_SENT);
        }
    }

    @Test
    void aStationOfTheEditionWithoutRoadsideCoordinationGetsNone() throws IOException {
        try (TestDevice device = vehicle(TestDevice.hello("veh-1", STATION)
                .setEdition(io.yunkong.wire.Edition.EDITION_2019)
                .addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_RSC))) {
            cloud.advise(advice("glosa-1").build());
            fixture.awaitStatistics(
                    s -> s.advice().noSession() == 1 && s.standard().notEncodable() == 1);
            awaitReports("glosa-1", DeliveryOutcome.DELIVERY_OUTCOME_NOT_UNDERSTOOD);
            assertThat(device.readArrived()).noneMatch(TestDevice.Frame::isUper);
        }
    }

    @Test
    void adviceThatMustNotGoDownIsCountedByItsReason() throws IOException {
        try (TestDevice device = vehicle()) {
            long now = EdgeFixture.nowUs();
            cloud.advise(advice("late")
                    .setGivenAtUs(now - 2_000_000)
                    .setValidUntilUs(now - 1_000_000)
                    .build());
            cloud.advise(advice("nobody").setStationId(STATION + 7).build());
            cloud.advise(advice("deposed").setEpoch(4).build());
            cloud.advise(advice("").build());
            cloud.advise(advice("strange").setManoeuvreValue(99).build());
            cloud.advise(advice("long").setReason("x".repeat(9_000)).build());
            EdgeStatistics.AdviceGiven counts =
                    fixture.awaitStatistics(s -> s.advice().fromCloud() == 6).advice();
            assertThat(counts.expired()).isEqualTo(1);
            assertThat(counts.noSession()).isEqualTo(1);
            assertThat(counts.oldEpoch()).isEqualTo(1);
            assertThat(counts.notUsable()).isEqualTo(3);
            expectBalance();
            awaitReports("late", DeliveryOutcome.DELIVERY_OUTCOME_EXPIRED);
            awaitReports("nobody", DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION);
            awaitReports("deposed", DeliveryOutcome.DELIVERY_OUTCOME_OLD_EPOCH);
            awaitReports("strange", DeliveryOutcome.DELIVERY_OUTCOME_NOT_USABLE);
            device.heartbeat();
            assertThat(device.awaitMessage(m -> m.hasAdvice() || TestDevice.answersHeartbeat(m))
                            .hasAdvice())
                    .isFalse();
        }
    }
}
