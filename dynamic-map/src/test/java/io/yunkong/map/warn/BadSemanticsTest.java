package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmParticipantWriter;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.RsmWriter;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in good form that say what cannot be: the semantic part of docs/bad-input.md, from the octets to the map. */
class BadSemanticsTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long T0 = 1_800_000_000_000_000L;
    private static final long STATION = 0x11;
    private static final double EAST = Math.PI / 2;

    private final CooperativeWarner warner = new CooperativeWarner(ZONE, "edge-1", host -> true);
    private final ObservationReader reader = new ObservationReader(ZONE.plane());
    private final List<WarningEvent> events = new ArrayList<>();
    private final Map<RejectReason, Integer> rejected = new EnumMap<>(RejectReason.class);

    private static int latitude(double east, double north) {
        return (int) Math.round(ZONE.plane().latitudeDeg(east, north) * 1e7);
    }

    private static int longitude(double east, double north) {
        return (int) Math.round(ZONE.plane().longitudeDeg(east, north) * 1e7);
    }

    /** A car eastward at 10 m/s, as of second t. */
    private static BsmWriter bsm(double t) {
        return new BsmWriter()
                .messageCount((int) Math.round(t * 10) & 127)
                .id(STATION)
                .secondMark((int) Math.round(t * 1000) % 60_000)
                .position(latitude(-400 + 10 * t, -5.25), longitude(-400 + 10 * t, -5.25))
                .speed(500)
                .heading(7200)
                .size(190, 460)
                .vehicleClass(10);
    }

    private @Nullable RejectReason send(BsmWriter writer, double t) {
        byte[] frame = new byte[BsmWriter.BYTES_MAX];
        BsmView view = new BsmView();
        try {
            view.wrap(frame, 0, writer.encode(frame));
        } catch (UperException e) {
            throw new IllegalStateException(e);
        }
        long now = T0 + Math.round(t * 1e6) + 30_000;
        SelfReport report = reader.selfReport(view, now);
        return report == null ? reader.rejection() : accept(report, now);
    }

    private @Nullable RejectReason accept(Observation observation, long nowUs) {
        RejectReason reason = warner.accept(observation, nowUs, events::add);
        if (reason != null) {
            rejected.merge(reason, 1, Integer::sum);
        }
        return reason;
    }

    private static SelfReport self(long station, long atUs, long receivedAtUs, double east, double speed, int count) {
        return new SelfReport(
                station,
                atUs,
                receivedAtUs,
                east,
                -5.25,
                speed,
                EAST,
                0,
                0,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN,
                Announcement.NONE,
                count & 127);
    }

    static Stream<Arguments> harmlessSentinels() {
        return Stream.of(
                bsmRow("nothing", b -> {}),
                bsmRow("elevation", b -> b.elevation(DataElements.ELEVATION_UNAVAILABLE)),
                bsmRow("accuracy", b -> b.positionAccuracy(255, 255, 65_535)),
                bsmRow("position confidence", b -> b.positionConfidence(0, 0)),
                bsmRow("transmission", b -> b.transmission(DataElements.TRANSMISSION_UNAVAILABLE)),
                bsmRow("steering", b -> b.steeringWheelAngle(DataElements.STEERING_WHEEL_ANGLE_UNAVAILABLE)),
                bsmRow("acceleration", b -> b.acceleration(2001, 2001, -127, 0)),
                bsmRow("size", b -> b.size(0, 0)),
                bsmRow("class", b -> b.vehicleClass(0)),
                bsmRow(
                        "confidences",
                        b -> b.speedConfidence(0).headingConfidence(0).steeringConfidence(0)),
                bsmRow(
                        "all of them",
                        b -> b.elevation(-4096)
                                .positionAccuracy(255, 255, 65_535)
                                .positionConfidence(0, 0)
                                .transmission(7)
                                .steeringWheelAngle(127)
                                .acceleration(2001, 2001, -127, 0)
                                .size(0, 0)
                                .vehicleClass(0)));
    }

    private static Arguments bsmRow(String name, Consumer<BsmWriter> change) {
        return Arguments.of(name, change);
    }

    private static void assertGoesEastAtTen(TrackSnapshot track, double east) {
        assertThat(track.eastM()).isCloseTo(east, within(0.5));
        assertThat(track.northM()).isCloseTo(-5.25, within(0.5));
        assertThat(track.speedMps()).isCloseTo(10, within(0.5));
        assertThat(track.headingRad()).isCloseTo(EAST, within(0.05));
        assertThat(track.accelerationMps2()).isBetween(-1.0, 1.0);
        assertThat(track.yawRateRadps()).isBetween(-0.1, 0.1);
        assertThat(track.lengthM()).isBetween(1.0, 6.0);
        assertThat(track.positionSigmaM()).isBetween(0.05, 3.0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmlessSentinels")
    void sentinelsOfABsmNeverBecomeNumbers(String name, Consumer<BsmWriter> change) {
        for (int i = 0; i < 40; i++) {
            BsmWriter writer = bsm(i / 10.0);
            change.accept(writer);
            assertThat(send(writer, i / 10.0)).as(name).isNull();
        }
        assertGoesEastAtTen(warner.findStation(STATION, T0 + 3_900_000).orElseThrow(), -361);
    }

    static Stream<Arguments> harmlessSensorSentinels() {
        return Stream.of(
                Arguments.of("nothing", change(p -> {})),
                Arguments.of("elevation", change(p -> p.elevation(-4096))),
                Arguments.of("position confidence", change(p -> p.positionConfidence(0, 0))),
                Arguments.of("transmission", change(p -> p.transmission(7))),
                Arguments.of("steering", change(p -> p.steeringWheelAngle(127))),
                Arguments.of("acceleration", change(p -> p.acceleration(2001, 2001, -127, 0))),
                Arguments.of("size", change(p -> p.size(0, 0))),
                Arguments.of("class", change(p -> p.vehicleClass(0))),
                Arguments.of(
                        "confidences",
                        change(p -> p.speedConfidence(0).headingConfidence(0).steeringConfidence(0))));
    }

    private static Consumer<RsmParticipantWriter> change(Consumer<RsmParticipantWriter> change) {
        return change;
    }

    private RsmView rsm(double t, List<Consumer<RsmParticipantWriter>> changes) {
        RsmWriter writer = new RsmWriter()
                .messageCount(1)
                .id(CrossroadsZone.ROADSIDE_UNIT)
                .referencePosition(348_000_000, 1_138_000_000);
        int number = 0;
        for (Consumer<RsmParticipantWriter> change : changes) {
            double east = -100 + 10 * t;
            double north = -5.25 + 40 * number++;
            change.accept(writer.addParticipant()
                    .type(DataElements.PARTICIPANT_MOTOR)
                    .participantId(number)
                    .secondMark((int) Math.round(t * 1000) % 60_000)
                    .position(latitude(east, north), longitude(east, north))
                    .speed(500)
                    .heading(7200)
                    .size(190, 460));
        }
        byte[] frame = new byte[RsmWriter.BYTES_MAX];
        RsmView view = new RsmView();
        try {
            view.wrap(frame, 0, writer.encode(frame));
        } catch (UperException e) {
            throw new IllegalStateException(e);
        }
        return view;
    }

    private List<RejectReason> send(RsmView view, double t) {
        List<RejectReason> reasons = new ArrayList<>();
        long now = T0 + Math.round(t * 1e6) + 80_000;
        while (view.next()) {
            SensorReport report = reader.sensorReport(view, now);
            RejectReason reason = report == null ? reader.rejection() : accept(report, now);
            if (reason != null) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmlessSensorSentinels")
    void sentinelsOfAnRsmNeverBecomeNumbers(String name, Consumer<RsmParticipantWriter> change) {
        for (int i = 0; i < 30; i++) {
            assertThat(send(rsm(i / 10.0, List.of(change)), i / 10.0)).as(name).isEmpty();
        }
        List<TrackSnapshot> tracks = warner.tracks(T0 + 2_900_000);
        assertThat(tracks).hasSize(1);
        assertGoesEastAtTen(tracks.getFirst(), -71);
    }

    @Test
    void participantsThatCannotBeUsedAreCountedAndTheOthersAreTaken() {
        List<Consumer<RsmParticipantWriter>> changes = List.of(
                p -> {},
                p -> p.position(DataElements.LATITUDE_UNAVAILABLE, DataElements.LONGITUDE_UNAVAILABLE),
                p -> p.position(0, 0),
                p -> p.speed(DataElements.SPEED_UNAVAILABLE),
                p -> p.heading(DataElements.HEADING_FULL_CIRCLE),
                p -> p.secondMark(65_535),
                p -> p.speed(DataElements.SPEED_UNAVAILABLE - 1),
                p -> p.size(1023, 4095),
                p -> p.size(0, 1));
        List<RejectReason> reasons = send(rsm(0.5, changes), 0.5);
        assertThat(reasons)
                .containsExactly(
                        RejectReason.POSITION_UNAVAILABLE,
                        RejectReason.POSITION_ZERO,
                        RejectReason.MOTION_UNAVAILABLE,
                        RejectReason.MOTION_UNAVAILABLE,
                        RejectReason.TIME_UNAVAILABLE,
                        RejectReason.SPEED_IMPLAUSIBLE,
                        RejectReason.SIZE_IMPLAUSIBLE,
                        RejectReason.SIZE_IMPLAUSIBLE);
        assertThat(warner.counters().tracks()).isEqualTo(1);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        "latitude 90.0000001",
                        RejectReason.POSITION_UNAVAILABLE,
                        bsmChange(b -> b.position(900_000_001, 1_138_000_000))),
                Arguments.of(
                        "the pole", RejectReason.OUTSIDE_ZONE, bsmChange(b -> b.position(900_000_000, 1_138_000_000))),
                Arguments.of("0, 0", RejectReason.POSITION_ZERO, bsmChange(b -> b.position(0, 0))),
                Arguments.of(
                        "5 km away",
                        RejectReason.OUTSIDE_ZONE,
                        bsmChange(b -> b.position(latitude(5_000, 0), longitude(5_000, 0)))),
                Arguments.of("163.8 m/s", RejectReason.SPEED_IMPLAUSIBLE, bsmChange(b -> b.speed(8190))),
                Arguments.of("1023 x 4095 cm", RejectReason.SIZE_IMPLAUSIBLE, bsmChange(b -> b.size(1023, 4095))),
                Arguments.of("1 x 1 cm", RejectReason.SIZE_IMPLAUSIBLE, bsmChange(b -> b.size(1, 1))),
                Arguments.of("no length", RejectReason.SIZE_IMPLAUSIBLE, bsmChange(b -> b.size(190, 0))),
                Arguments.of("1 s ahead", RejectReason.FROM_FUTURE, bsmChange(b -> b.secondMark(2_000))),
                Arguments.of("1 s old", RejectReason.TOO_OLD, bsmChange(b -> b.secondMark(0))),
                Arguments.of("no time", RejectReason.TIME_UNAVAILABLE, bsmChange(b -> b.secondMark(65_535))));
    }

    private static Consumer<BsmWriter> bsmChange(Consumer<BsmWriter> change) {
        return change;
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("impossible")
    void whatCannotBeIsRefusedAndTheNextMessageCounts(String name, RejectReason reason, Consumer<BsmWriter> change) {
        BsmWriter writer = bsm(1);
        change.accept(writer);
        assertThat(send(writer, 1)).as(name).isEqualTo(reason);
        assertThat(warner.counters().tracks()).isZero();
        assertThat(send(bsm(1.1), 1.1)).isNull();
    }

    /** A BSM tells the millisecond of its minute and no more: an hour ahead or ten minutes old looks like now. */
    @ParameterizedTest
    @CsvSource({"3600", "-600"})
    void wholeMinutesOfAClockErrorDoNotShowInABsm(int offsetS) {
        for (int i = 0; i < 10; i++) {
            int mark = (int) Math.floorMod(i * 100L + offsetS * 1000L, 60_000L);
            assertThat(send(bsm(i / 10.0).secondMark(mark), i / 10.0)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, TOO_OLD",
        "1, TOO_OLD",
        "-1, TOO_OLD",
        "2147483648000000, FROM_FUTURE",
        "4294967296000000, FROM_FUTURE",
        "1800003600000000, FROM_FUTURE",
        "1799999400000000, TOO_OLD",
        "-9223372036854775808, TOO_OLD",
        "9223372036854775807, FROM_FUTURE"
    })
    void timesOfOtherAgesAreRefusedByNameWhereTheyAreToldInFull(long generatedAtUs, RejectReason reason) {
        assertThat(accept(self(STATION, generatedAtUs, T0, 0, 5, 1), T0)).isEqualTo(reason);
        RejectReason wherever = accept(self(STATION, generatedAtUs, generatedAtUs, 0, 5, 1), T0);
        assertThat(wherever).isIn(RejectReason.TOO_OLD, RejectReason.FROM_FUTURE);
        assertThat(warner.counters().tracks()).isZero();
    }

    @Test
    void aMessageCountThatStandsOrJumpsIsNoReasonButTheSameMessageIs() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            long at = T0 + i * 100_000L;
            int count = i < 30 ? 5 : random.nextInt(128);
            assertThat(accept(self(STATION, at, at, -400 + i, 10, count), at)).isNull();
            assertThat(accept(self(STATION, at, at, -400 + i, 10, count), at + 1))
                    .isEqualTo(RejectReason.DUPLICATE);
        }
    }

    @Test
    void aTeleportIsRefusedAlsoAfterASilence() {
        for (int i = 0; i < 20; i++) {
            long at = T0 + i * 100_000L;
            assertThat(accept(self(STATION, at, at, -500 + i, 10, i), at)).isNull();
        }
        long at = T0 + 5_000_000;
        assertThat(accept(self(STATION, at, at, 500, 10, 50), at)).isEqualTo(RejectReason.POSITION_JUMP);
        assertThat(accept(self(STATION, at + 100_000, at + 100_000, 501, 10, 51), at + 100_000))
                .as("it may be there")
                .isNull();
    }

    @Test
    void aClockThatStepsBackCostsAsMuchTimeAsItSteps() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            long now = T0 + i * 100_000L;
            RejectReason reason =
                    accept(self(STATION, now - (i < 50 ? 0 : 350_000), now, -400 + i - (i < 50 ? 0 : 3.5), 10, i), now);
            refused += reason == null ? 0 : 1;
        }
        assertThat(refused).isEqualTo(3);
        assertThat(rejected).containsOnly(Map.entry(RejectReason.OUT_OF_ORDER, 3));
        for (int i = 100; i < 200; i++) {
            long now = T0 + i * 100_000L;
            assertThat(accept(self(STATION, now - 2_000_000, now, -400 + i - 20, 10, i), now))
                    .isEqualTo(RejectReason.TOO_OLD);
        }
    }

    @Test
    void oneIdFromTwoPlacesIsExcludedAndFromTwoEdgesCountsOnce() {
        long bothEdges = 0x22;
        for (int i = 0; i < 60; i++) {
            long at = T0 + i * 100_000L;
            assertThat(accept(self(bothEdges, at, at + 20_000, -300 + i, 10, i), at + 20_000))
                    .isNull();
            assertThat(accept(self(bothEdges, at, at + 40_000, -300 + i, 10, i), at + 40_000))
                    .isEqualTo(RejectReason.DUPLICATE);
            boolean here = i % 2 == 0;
            var _ = accept(self(STATION, at + 1, at + 40_000, (here ? -500 : 500) + i, 10, i), at + 40_000);
            warner.tick(at + 90_000, events::add);
        }
        assertThat(rejected).containsEntry(RejectReason.POSITION_JUMP, 59);
        assertThat(warner.counters().stationsExcluded()).containsExactly(Map.entry(Doubt.POSITION_JUMP, 1L));
        assertThat(warner.findStation(STATION, T0 + 6_000_000)).isEmpty();
        assertThat(warner.findStation(bothEdges, T0 + 6_000_000)).isPresent();
    }

    /** What nothing contradicts is believed; that one sender cannot tell it all is the edge's part (a session speaks for one station). */
    @Test
    void aHundredGhostsInALaneChangeNothingForTheOthers() {
        for (int i = 0; i < 60; i++) {
            long at = T0 + i * 100_000L;
            for (int ghost = 0; ghost < 100; ghost++) {
                SelfReport jam = self(0x1000 + ghost, at, at, -590 + 3 * ghost + 0.12 * i, 1.2, i);
                assertThat(accept(jam, at)).isNull();
            }
            assertThat(accept(self(0x21, at, at, 340, 0, i), at)).isNull();
            assertThat(accept(self(0x22, at, at, 250 + 1.5 * i, 15, i), at)).isNull();
            warner.tick(at, events::add);
        }
        assertThat(warner.counters().tracks()).isEqualTo(102);
        assertThat(events)
                .filteredOn(WarningEvent.Raised.class::isInstance)
                .extracting(event -> event.warning().host().stationId())
                .containsOnly(0x22L);
    }

    @Test
    void aNumberToldTwiceInOneMessageHarmsNoOther() {
        Consumer<RsmParticipantWriter> sameNumber = p -> p.participantId(1);
        for (int i = 0; i < 30; i++) {
            assertThat(send(rsm(i / 10.0, List.of(p -> {}, sameNumber, p -> {})), i / 10.0))
                    .isEmpty();
            warner.tick(T0 + i * 100_000L + 90_000, events::add);
        }
        assertThat(warner.tracks(T0 + 2_900_000))
                .anySatisfy(track -> assertThat(track.northM()).isCloseTo(74.75, within(0.5)))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(warner.counters().tracks()).as("bounded").isLessThan(30);
    }

    @Test
    void aVehicleThatIsExcludedWarnsNobodyUntilItIsBelievedAgain() {
        for (boolean liar : new boolean[] {false, true}) {
            CooperativeWarner fresh = new CooperativeWarner(ZONE, "edge-1", host -> true);
            List<WarningEvent> raised = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long at = T0 + i * 100_000L;
                // stands in the way; the liar is now here, now there at first
                double east = liar && i < 60 && i / 5 % 2 == 0 ? 500 : 340;
                var _ = fresh.accept(self(0x31, at, at, east, 0, i), at, raised::add);
                if (i >= 80) {
                    var _ = fresh.accept(self(0x32, at, at, 160 + 1.5 * (i - 80), 15, i), at, raised::add);
                }
                fresh.tick(at, raised::add);
            }
            assertThat(raised.isEmpty()).as("liar %s", liar).isEqualTo(liar);
            assertThat(fresh.counters().stationsExcluded().isEmpty()).isEqualTo(!liar);
            assertThat(fresh.findStation(0x31, T0 + 19_900_000))
                    .as("it stays on the map")
                    .isPresent();
        }
    }
}
