package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.road.Zone;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long T0 = 1_800_000_000_000_000L;

    private final Plausibility plausibility = new Plausibility(ZONE, Plausibility.Parameters.defaults());
    private int count;

    private SelfReport self(long generatedAtUs, long receivedAtUs, double east, double speed) {
        return new SelfReport(
                0x11,
                generatedAtUs,
                receivedAtUs,
                east,
                0,
                speed,
                1.57,
                0,
                0,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN,
                Announcement.NONE,
                ++count % 128);
    }

    private @Nullable RejectReason check(long afterMs, double east, double speed) {
        long at = T0 + afterMs * 1000;
        return plausibility.check(self(at, at + 50_000, east, speed), at + 50_000);
    }

    private static SensorReport sensed(long station, double east) {
        return new SensorReport(station, 1, T0, T0, east, 0, 5, 1.57, 0, 0, 4.6, 1.9, RoadUserClass.CAR, Double.NaN);
    }

    @Test
    void takesAnOrdinaryStreamOfReports() {
        for (int i = 0; i < 100; i++) {
            assertThat(check(i * 100L, i * 1.5, 15)).isNull();
        }
        assertThat(plausibility.proven(0x11)).isTrue();
    }

    @Test
    void provesAStationThatReportsOnceASecondOrALittleLater() {
        for (int i = 0; i < 10; i++) {
            assertThat(check(i * 1050L, i * 1.05 * 15, 15)).isNull();
        }
        assertThat(plausibility.proven(0x11)).isTrue();
    }

    @Test
    void noticesAStuckSpeedOfAStationThatReportsOnceASecond() {
        for (int i = 0; i < 5; i++) {
            check(i * 1000L, 0, 14);
        }
        assertThat(plausibility.proven(0x11)).isFalse();
    }

    @Test
    void refusesOldAndFutureReportsByEitherClock() {
        assertThat(plausibility.check(self(T0, T0 + 501_000, 0, 5), T0 + 501_000))
                .isEqualTo(RejectReason.TOO_OLD);
        assertThat(plausibility.check(self(T0, T0 + 20_000, 0, 5), T0 + 600_000))
                .isEqualTo(RejectReason.TOO_OLD);
        assertThat(plausibility.check(self(T0, T0 - 201_000, 0, 5), T0 - 201_000))
                .isEqualTo(RejectReason.FROM_FUTURE);
        assertThat(plausibility.check(self(T0, T0 - 199_000, 0, 5), T0 - 199_000))
                .isNull();
        assertThat(plausibility.check(self(T0 + 300_000, T0 + 800_000, 0, 5), T0 + 800_000))
                .isNull();
    }

    @Test
    void refusesRepeatedAndLateReports() {
        SelfReport first = self(T0, T0, 0, 5);
        assertThat(plausibility.check(first, T0)).isNull();
        assertThat(plausibility.check(first, T0 + 10_000)).isEqualTo(RejectReason.DUPLICATE);
        assertThat(plausibility.check(self(T0 - 100_000, T0 + 20_000, 0, 5), T0 + 20_000))
                .isEqualTo(RejectReason.OUT_OF_ORDER);
    }

    @Test
    void refusesWhatNoRoadUserCanBe() {
        assertThat(check(0, 100_000, 5)).isEqualTo(RejectReason.OUTSIDE_ZONE);
        assertThat(check(0, Double.NaN, 5)).isEqualTo(RejectReason.OUTSIDE_ZONE);
        assertThat(check(0, 0, 71)).isEqualTo(RejectReason.SPEED_IMPLAUSIBLE);
        SelfReport huge = new SelfReport(
                0x11, T0, T0, 0, 0, 5, 0, 0, 0, 40.95, 10.23, RoadUserClass.CAR, Double.NaN, Announcement.NONE, 1);
        assertThat(plausibility.check(huge, T0)).isEqualTo(RejectReason.SIZE_IMPLAUSIBLE);
    }

    @Test
    void refusesAJumpAndGoesOnFromTheNewPlace() {
        assertThat(check(0, 0, 10)).isNull();
        assertThat(check(100, 1, 10)).isNull();
        assertThat(check(200, 400, 10)).isEqualTo(RejectReason.POSITION_JUMP);
        assertThat(check(300, 401, 10)).isNull();
    }

    @Test
    void noticesAStuckSpeedWithinTwoSecondsAndNeverOnOneMessage() {
        Map<@Nullable RejectReason, Integer> reasons = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            RejectReason reason = check(i * 100L, 0, 14);
            reasons.merge(reason, 1, Integer::sum);
            if (i < 10) {
                assertThat(reason).isNull();
            }
            if (i > 20) {
                assertThat(reason).isEqualTo(RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
            }
        }
        assertThat(plausibility.proven(0x11)).isFalse();
        for (int i = 40; i < 80; i++) {
            reasons.put(check(i * 100L, (i - 40) * 1.4, 14), 0);
        }
        assertThat(check(8_000, 40 * 1.4, 14)).as("taken again").isNull();
        assertThat(plausibility.proven(0x11)).as("excluded").isFalse();
        for (int i = 81; i < 250; i++) {
            assertThat(check(i * 100L, (i - 40) * 1.4, 14)).isNull();
        }
        assertThat(plausibility.proven(0x11)).as("believed again").isTrue();
    }

    @Test
    void noticesASpeedThatSticksWhileTheVehicleSlowsDownGently() {
        int firstRefused = -1;
        double east = 0;
        for (int i = 0; i < 200 && firstRefused < 0; i++) {
            double speed = Math.max(9, 15 - 0.5 * Math.max(0, i - 20) / 10.0);
            east += speed / 10;
            firstRefused = check(i * 100L, east, 15) == RejectReason.SPEED_CONTRADICTS_DISPLACEMENT ? i : -1;
        }
        // 4 m/s off, and so a contradiction within one second, only at the 100th
        assertThat(firstRefused).isBetween(40, 90);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "0.6, 0.5, true",
        "0.2, 0.2, true",
        "0.19, 0.5, false",
        "4.6, 0.01, false",
        "4.6, 0, false"
    })
    void refusesWhatIsTooSmallToBeARoadUserUnlessTheSizeIsNotKnown(double length, double width, boolean taken) {
        SelfReport report = new SelfReport(
                0x11, T0, T0, 0, 0, 5, 0, 0, 0, length, width, RoadUserClass.UNKNOWN, Double.NaN, Announcement.NONE, 1);
        assertThat(plausibility.check(report, T0)).isEqualTo(taken ? null : RejectReason.SIZE_IMPLAUSIBLE);
    }

    @Test
    void takesATurnForNoContradiction() {
        for (int i = 0; i < 100; i++) {
            double angle = Math.clamp((i - 30) / 30.0, 0, 1) * Math.PI;
            double before = Math.min(i, 30) * 0.8;
            double after = Math.max(0, i - 60) * 0.8;
            double radius = 0.8 * 30 / Math.PI;
            long at = T0 + i * 100_000L;
            SelfReport report = new SelfReport(
                    0x11,
                    at,
                    at,
                    before + radius * Math.sin(angle) - after,
                    radius * Math.cos(angle),
                    8,
                    Math.PI / 2 + angle,
                    0,
                    0,
                    4.6,
                    1.9,
                    RoadUserClass.CAR,
                    Double.NaN,
                    Announcement.NONE,
                    i % 128);
            assertThat(plausibility.check(report, at)).as("report %d", i).isNull();
        }
    }

    @Test
    void doesNotTakePositionNoiseForAContradiction() {
        long seed = 5;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 6_000; i++) {
            refused +=
                    check(i * 100L, (i % 300) * 0.5 + 0.6 * random.nextGaussian(), 5) != null && i % 300 > 25 ? 1 : 0;
        }
        assertThat(refused).as("seed " + seed).isLessThan(30);
    }

    @Test
    void refusesMoreThanAStationMaySend() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            refused += check(i, i * 0.01, 10) == RejectReason.RATE_LIMIT ? 1 : 0;
        }
        assertThat(refused).isBetween(50, 60);
    }

    @Test
    void takesSensorDataOfKnownRoadsideUnitsWithinTheirRangeOnly() {
        assertThat(plausibility.check(sensed(CrossroadsZone.ROADSIDE_UNIT, 150), T0))
                .isNull();
        assertThat(plausibility.check(sensed(CrossroadsZone.ROADSIDE_UNIT, 300), T0))
                .isEqualTo(RejectReason.OUT_OF_SENSOR_RANGE);
        assertThat(plausibility.check(sensed(4711, 0), T0)).isEqualTo(RejectReason.SENSOR_PLACE_UNKNOWN);
    }

    @Test
    void holdsNoMoreStationsThanItMayAndForgetsSilentOnes() {
        Plausibility small = new Plausibility(
                ZONE,
                new Plausibility.Parameters(
                        500, 200, 70, 30, 4.5, 200, 15, 4, 1.2, VehicleSensorParameters.defaults(), 40, 10, 10));
        for (int i = 1; i <= 12; i++) {
            SelfReport report = new SelfReport(
                    i, T0, T0, 0, 0, 5, 0, 0, 0, 4.6, 1.9, RoadUserClass.CAR, Double.NaN, Announcement.NONE, 1);
            assertThat(small.check(report, T0)).isNull();
        }
        assertThat(small.stations()).isEqualTo(10);
        assertThat(small.tableFull()).isEqualTo(2);
        small.tick(T0 + 11_000_000);
        assertThat(small.stations()).isZero();
    }

    @Test
    void parametersRefuseNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plausibility.Parameters(
                        Double.NaN, 200, 70, 30, 4.5, 200, 15, 4, 1.2, VehicleSensorParameters.defaults(), 40, 10, 10))
                .withMessage("parameter out of range: ageMaxMs=NaN, limit=[50.0, 10000.0]; refused");
    }
}
