package io.yunkong.map.exchange;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.wire.ConflictArea;
import io.yunkong.wire.InputUse;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.LimitOrigin;
import io.yunkong.wire.RejectedInput;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.SourceRef;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WireExchangeTest {
    private static final WarningSource CLOUD = new WarningSource("cloud-1", "cloud-1.a.2", 4);
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long T0 = 1_800_000_000_000_000L;
    private static final double NAN = Double.NaN;

    private final WireExchange exchange = new WireExchange(ZONE);

    @Test
    void observationsSurviveTheWire() {
        assertSurvives(new SelfReport(
                -3,
                T0,
                T0 + 1,
                123.45,
                -67.8,
                13.37,
                3.1,
                -2.5,
                0.1,
                12,
                2.55,
                RoadUserClass.BUS,
                0.8,
                new Announcement(1 << 7, 1 << 2, false),
                99));
        assertSurvives(new SelfReport(
                1, T0, T0 + 1, 1, 2, NAN, NAN, NAN, NAN, 0, 0, RoadUserClass.UNKNOWN, NAN, Announcement.NONE, 0));
        assertSurvives(new SensorReport(
                7, 65_535, T0, T0 + 1, -500, 900, 0, 0, 0, 0, 0.5, 0.6, RoadUserClass.PEDESTRIAN, 0.5));
    }

    private void assertSurvives(Observation sent) {
        Observation got = exchange.toObservation(exchange.toWire(sent), SelfReport.blank());
        assertThat(got).isInstanceOf(sent.getClass());
        assertThat(got.eastM()).isEqualTo(sent.eastM(), within(0.02));
        assertThat(got.northM()).isEqualTo(sent.northM(), within(0.02));
        assertSame(got.headingRad(), sent.headingRad(), 0.00011);
        assertSame(got.yawRateRadps(), sent.yawRateRadps(), 0.0001);
        assertThat(got)
                .usingRecursiveComparison()
                .ignoringFields("eastM", "northM", "headingRad", "yawRateRadps")
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(sent);
    }

    private static void assertSame(double got, double sent, double tolerance) {
        assertThat(Double.isNaN(got)).isEqualTo(Double.isNaN(sent));
        if (!Double.isNaN(sent)) {
            assertThat(got).isEqualTo(sent, within(tolerance));
        }
    }

    @Test
    void refusesAMeasurementWithoutSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        exchange.toObservation(io.yunkong.wire.Observation.getDefaultInstance(), SelfReport.blank()))
                .withMessage("unknown source of a measurement: source=0, limit=1..2; refused");
    }

    @Test
    void tellsTheStateOfATrack() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        Actor.on(line(-600, -5.25, 600, -5.25), 450, 12)
                                .equipped(0x11)
                                .seen(3))
                .run(3);
        TrackSnapshot track = traffic.tracksAt(2.9).getFirst();
        TrackState wire = exchange.toWire(track, track.atUs());
        assertThat(wire.getTrackId()).isEqualTo(track.trackId());
        assertThat(wire.getStationId()).isEqualTo(0x11);
        assertThat(ZONE.plane().eastM(wire.getLatitudeE7() / 1e7, wire.getLongitudeE7() / 1e7))
                .isEqualTo(track.eastM(), within(0.02));
        assertThat(wire.getSpeedCmps() / 100.0).isEqualTo(track.speedMps(), within(0.005));
        assertThat(wire.getHeadingUnits()).isBetween(6_900, 7_500);
        assertThat(wire.getLaneId()).isEqualTo("east_in_0");
        assertThat(wire.getAgeMs()).isBetween(50, 200);
        assertThat(wire.getSourcesList())
                .extracting(s -> s.getSource())
                .containsExactlyInAnyOrder(SourceKind.SOURCE_KIND_SELF_REPORT, SourceKind.SOURCE_KIND_SENSOR_REPORT);
    }

    @Test
    void tellsAWarningWithItsEvidenceInEightKilobytes() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        Actor.on(line(-600, -5.25, 600, -5.25), 496, 15)
                                .equipped(0x11)
                                .seen(1),
                        Actor.on(line(1.75, -600, 1.75, 600), 525.75, 10)
                                .equipped(0x22)
                                .seen(2))
                .run(9);
        assertThat(traffic.events).isNotEmpty();
        LatencyStamps stamps = LatencyStamps.newBuilder().setEdgeReceivedAtUs(5).build();
        for (WarningEvent event : traffic.events) {
            Warning wire = exchange.toWire(event, CLOUD, stamps);
            assertThat(wire.getSerializedSize()).isLessThan(8192);
            assertThat(wire.getPhase())
                    .isEqualTo(
                            switch (event) {
                                case WarningEvent.Raised _ -> WarningPhase.WARNING_PHASE_RAISED;
                                case WarningEvent.Updated _ -> WarningPhase.WARNING_PHASE_UPDATED;
                                case WarningEvent.Cleared _ -> WarningPhase.WARNING_PHASE_CLEARED;
                            });
        }
        Warning raised = exchange.toWire(traffic.events.getFirst(), CLOUD, stamps);
        assertThat(raised.getApplication()).isEqualTo(WarningApplication.WARNING_APPLICATION_ICW);
        assertThat(raised.getOrigin()).isEqualTo(WarningOrigin.WARNING_ORIGIN_CLOUD);
        assertThat(raised.getNode()).isEqualTo("cloud-1");
        assertThat(raised.getWarner()).isEqualTo("cloud-1.a.2");
        assertThat(raised.getEpoch()).isEqualTo(4);
        assertThat(raised.getZone()).isEqualTo("crossroads");
        assertThat(raised.getHostStationId()).isIn(0x11L, 0x22L);
        assertThat(raised.getTimeToCollisionMs()).isBetween(1_000, 2_700);
        assertThat(raised.getValidUntilUs()).isGreaterThan(raised.getUpdatedAtUs());
        assertThat(raised.getEvidence().getHostInputsCount()).isGreaterThan(0);
        assertThat(raised.getEvidence().getHostPath().getTimeMsCount())
                .isEqualTo(raised.getEvidence().getHostPath().getLatitudeE7Count());
        ConflictArea area = raised.getEvidence().getConflictArea();
        assertThat(List.of(area.getHostLaneId(), area.getCounterpartLaneId()))
                .containsExactlyInAnyOrder("east_x_0", "north_x_0");
        assertThat(area.getLatitudeE7()).isCloseTo(raised.getConflictLatitudeE7(), within(500));
        assertThat(area.getOutlineLatitudeE7Count()).isEqualTo(4).isEqualTo(area.getOutlineLongitudeE7Count());
        assertThat(area.getHost().getEntryMs())
                .isLessThan(area.getCounterpart().getExitMs())
                .isBetween(raised.getTimeToCollisionMs() - 700, raised.getTimeToCollisionMs() + 300);
        assertThat(raised.getEvidence().getHostRejectedList()).isEmpty();
        assertThat(raised.getEvidence().getStamps()).isEqualTo(stamps);
        assertThat(raised.getEvidence().getZoneVersion()).isEqualTo(ZONE.version());
        assertThat(exchange.toWire(traffic.events.getFirst(), WarningSource.edge("edge-1"), stamps)
                        .getOrigin())
                .isEqualTo(WarningOrigin.WARNING_ORIGIN_EDGE);
    }

    @Test
    void namesTheSignThatSetsTheSpeedLimitAndWhatTheMapSays() {
        List<RoadsideNotice.Point> lane =
                List.of(new RoadsideNotice.Point(-590, -5.25), new RoadsideNotice.Point(-20, -5.25));
        RoadsideNotice sign = new RoadsideNotice(
                0xab,
                RoadsideNotice.Kind.SIGN,
                9,
                85,
                0,
                "限速40",
                Optional.of(new RoadsideNotice.Point(-250, -9)),
                0,
                List.of(new RoadsideNotice.Path(lane, 2)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Traffic.START_US);
        Warning raised = firstOf(20, sign);
        assertThat(raised.getPlace().getLimitOrigin()).isEqualTo(LimitOrigin.LIMIT_ORIGIN_SIGN);
        assertThat(raised.getPlace().getSpeedLimitCmps()).isEqualTo(1_111);
        assertThat(raised.getPlace().getMapLimitCmps()).isEqualTo(1_670);
        assertThat(raised.getPlace().getCode()).isEqualTo(85);
        assertThat(raised.getPlace().getText()).isEqualTo("限速40");
        SourceRef input = raised.getEvidence().getPlaceInputs(0);
        assertThat(input.getSource()).isEqualTo(SourceKind.SOURCE_KIND_ROADSIDE_INFORMATION);
        assertThat(input.getStationId()).isEqualTo(0xab);
        assertThat(input.getObjectId()).isEqualTo(9);
        assertThat(input.getGeneratedAtUs()).isEqualTo(Traffic.START_US);
        assertThat(input.getAgeMs() * 1000L).isCloseTo(raised.getUpdatedAtUs() - Traffic.START_US, within(1_000L));

        Warning byMap = firstOf(20);
        assertThat(byMap.getPlace().getLimitOrigin()).isEqualTo(LimitOrigin.LIMIT_ORIGIN_MAP);
        assertThat(byMap.getPlace().getSpeedLimitCmps())
                .isEqualTo(byMap.getPlace().getMapLimitCmps())
                .isEqualTo(1_670);
        assertThat(byMap.getEvidence().getPlaceInputsList()).isEmpty();
    }

    /** To one who is too fast behind where the sign may be. */
    private Warning firstOf(double speedMps, RoadsideNotice... signs) {
        Traffic traffic = new Traffic(
                ZONE,
                1,
                0,
                Actor.on(line(-600, -5.25, 600, -5.25), 400, speedMps).equipped(0x11));
        for (RoadsideNotice sign : signs) {
            traffic.telling(sign);
        }
        return traffic.run(3).events.stream()
                .map(event -> exchange.toWire(event, CLOUD, LatencyStamps.getDefaultInstance()))
                .filter(warning -> warning.getApplication() == WarningApplication.WARNING_APPLICATION_SLW)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhereAPedestrianOnACrosswalkIsInTheWay() {
        // on the lane from 8 to 11 s, the car there at 9.1 s
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        Actor.on(line(-600, -5.25, 600, -5.25), 660 - 130, 14).equipped(0x11),
                        Actor.on(line(60, -40, 60, 40), 34.75 - 1.4 * 9.1, 1.4)
                                .as(RoadUserClass.PEDESTRIAN, 0.5, 0.6)
                                .seen(7))
                .run(9);
        Warning raised = exchange.toWire(traffic.events.getFirst(), CLOUD, LatencyStamps.getDefaultInstance());
        assertThat(raised.getApplication()).isEqualTo(WarningApplication.WARNING_APPLICATION_VRUCW);
        ConflictArea area = raised.getEvidence().getConflictArea();
        assertThat(area.getHostLaneId()).isEqualTo("east_out_0");
        assertThat(area.getCounterpartLaneId()).isEqualTo("crosswalk");
        assertThat(area.getLatitudeE7()).isCloseTo(raised.getConflictLatitudeE7(), within(500));
        assertThat(area.getHost().getEntryMs())
                .isBetween(raised.getTimeToCollisionMs() - 700, raised.getTimeToCollisionMs() + 300);
        assertThat(area.getCounterpart().getEntryMs()).isLessThan(area.getHost().getExitMs());
        assertThat(area.getCounterpart().getExitMs())
                .isGreaterThan(area.getHost().getEntryMs());
        assertThat(area.getOutlineLatitudeE7Count()).isEqualTo(4);
        for (int i = 0; i < area.getOutlineLatitudeE7Count(); i++) {
            double lat = area.getOutlineLatitudeE7(i) / 1e7;
            double lon = area.getOutlineLongitudeE7(i) / 1e7;
            assertThat(ZONE.plane().eastM(lat, lon)).isBetween(57.9, 62.1);
            assertThat(ZONE.plane().northM(lat, lon)).isBetween(-6.4, -4.1);
        }
    }

    @Test
    void tellsWhatWasNotUsedOfTheHostAndOfTheCounterpartInEightKilobytes() {
        Traffic traffic = new Traffic(
                ZONE,
                1,
                1,
                Actor.on(line(-600, -5.25, 600, -5.25), 496, 15).equipped(0x11),
                Actor.on(line(1.75, -600, 1.75, 600), 525.75, 10).equipped(0x22));
        for (RejectReason reason : RejectReason.values()) {
            traffic.warner.refused(0x11, reason, Traffic.START_US + 1_000_000);
            traffic.warner.refused(0x22, reason, Traffic.START_US + 1_000_000);
        }
        traffic.warner.refused(0x11, RejectReason.RATE_LIMIT, Traffic.START_US + 1_500_000);
        traffic.run(9);
        assertThat(traffic.events).isNotEmpty();
        Warning raised = exchange.toWire(traffic.events.getFirst(), CLOUD, LatencyStamps.getDefaultInstance());
        assertThat(raised.getSerializedSize()).isLessThan(8192);
        assertThat(raised.getEvidence().getCounterpartRejectedList()).hasSize(8);
        assertThat(raised.getEvidence().getHostRejectedList())
                .hasSize(8)
                .contains(RejectedInput.newBuilder()
                        .setSource(SourceKind.SOURCE_KIND_SELF_REPORT)
                        .setStationId(raised.getHostStationId())
                        .setUse(InputUse.INPUT_USE_REFUSED)
                        .setReason("rate_limit")
                        .setCount(raised.getHostStationId() == 0x11 ? 2 : 1)
                        .setAgeMs((int) ((raised.getUpdatedAtUs() - Traffic.START_US) / 1000)
                                - (raised.getHostStationId() == 0x11 ? 1500 : 1000))
                        .build());
    }

    @Test
    void tellsOfWhatEventAndOfWhatSignAWarningIs() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        Actor.on(line(-600, -5.25, 600, -5.25), 420, 15).equipped(0x11))
                .telling(notice(RoadsideNotice.Kind.EVENT, 401, "obstacle"))
                .telling(notice(RoadsideNotice.Kind.SIGN, 37, "slow"))
                .run(3);
        List<Warning> wires = traffic.raised().stream()
                .map(raised ->
                        exchange.toWire(new WarningEvent.Raised(raised), CLOUD, LatencyStamps.getDefaultInstance()))
                .toList();
        assertThat(wires)
                .extracting(Warning::getApplication)
                .containsExactlyInAnyOrder(
                        WarningApplication.WARNING_APPLICATION_HLW, WarningApplication.WARNING_APPLICATION_IVS);
        assertThat(wires)
                .extracting(wire -> wire.getPlace().getKind() + " "
                        + wire.getPlace().getId() + " "
                        + wire.getPlace().getCode() + " " + wire.getPlace().getText() + " "
                        + wire.getPlace().getLaneId())
                .containsExactlyInAnyOrder(
                        "PLACE_KIND_HAZARD event ab 1 401 obstacle east_in_0",
                        "PLACE_KIND_SIGN sign ab 1 37 slow east_in_0");
    }

    private static RoadsideNotice notice(RoadsideNotice.Kind kind, int code, String text) {
        return new RoadsideNotice(
                0xab,
                kind,
                1,
                code,
                0,
                text,
                Optional.of(new RoadsideNotice.Point(-50, -5.25)),
                0,
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Traffic.START_US);
    }
}
