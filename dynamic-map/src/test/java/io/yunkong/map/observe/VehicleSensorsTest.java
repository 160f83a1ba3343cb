package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yunkong.map.CrossroadsZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vehicle says of others is bound to what it says of itself. */
final class VehicleSensorsTest {
    private static final long STATION = 0x77;
    private static final long T0 = 1_800_000_000_000_000L;
    private static final double EAST = Math.PI / 2;

    private final Plausibility plausibility =
            new Plausibility(CrossroadsZone.create(), Plausibility.Parameters.defaults());

    /** A car of 4.6 by 1.9 m that drives east. */
    private @Nullable RejectReason self(long afterMs, double east, double speed) {
        long at = T0 + afterMs * 1000;
        return plausibility.check(
                new SelfReport(
                        STATION,
                        at,
                        at,
                        east,
                        0,
                        speed,
                        EAST,
                        0,
                        0,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        Double.NaN,
                        Announcement.NONE,
                        (int) (afterMs / 100 % 128)),
                at);
    }

    private @Nullable RejectReason sees(long afterMs, int number, double east, double north) {
        long at = T0 + afterMs * 1000;
        return plausibility.check(
                new SensorReport(
                        STATION, number, at, at, east, north, 5, EAST, 0, 0, 4.6, 1.9, RoadUserClass.CAR, Double.NaN),
                at);
    }

    @Test
    void whoHasNotSaidWhereItIsSeesNobody() {
        assertThat(sees(0, 1, 30, 0)).isEqualTo(RejectReason.SENSOR_PLACE_UNKNOWN);
        assertThat(self(0, 0, 0)).isNull();
        assertThat(sees(0, 1, 30, 0)).isNull();
        assertThat(sees(1500, 1, 30, 0)).isNull();
        assertThat(sees(1501, 1, 30, 0)).isEqualTo(RejectReason.SENSOR_PLACE_UNKNOWN);
    }

    @Test
    void whoIsNotBelievedAboutItselfIsNotBelievedAboutOthers() {
        assertThat(self(0, 0, 0)).isNull();
        assertThat(self(100, 300, 0)).isEqualTo(RejectReason.POSITION_JUMP);
        assertThat(sees(100, 1, 320, 0)).isEqualTo(RejectReason.OUT_OF_SENSOR_RANGE);
        assertThat(sees(100, 1, 30, 0)).as("from where it was believed to be").isNull();
    }

    @Test
    void seesNoFurtherThanItsRangeAndAFifth() {
        assertThat(self(0, 0, 0)).isNull();
        assertThat(sees(0, 1, 0, 179)).isNull();
        assertThat(sees(0, 2, -181, 0)).isEqualTo(RejectReason.OUT_OF_SENSOR_RANGE);
        assertThat(sees(0, 3, 0, Double.NaN)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, OWN_BODY",
        "3.6, -1.5, OWN_BODY",
        "-3.6, 1.5, OWN_BODY",
        "3.8, 0, ",
        "0, 1.6, ",
        "0, -3.5, ",
        "-6.1, 0, "
    })
    void whatOverlapsItsBodyIsItself(double along, double across, @Nullable RejectReason expected) {
        assertThat(self(0, 0, 0)).isNull();
        assertThat(sees(50, 1, along, across)).isEqualTo(expected);
    }

    @Test
    void aPersonBesideItIsSmallerThanACar() {
        assertThat(self(0, 0, 0)).isNull();
        long at = T0 + 50_000;
        SensorReport beside = new SensorReport(
                STATION, 1, at, at, 1, 1.3, 0, EAST, 0, 0, 0.5, 0.5, RoadUserClass.PEDESTRIAN, Double.NaN);
        assertThat(plausibility.check(beside, at)).isNull();
    }

    @Test
    void itsBodyIsWhereItHasDrivenToMeanwhile() {
        assertThat(self(0, 0, 15)).isNull();
        assertThat(sees(500, 1, 7.5, 0)).isEqualTo(RejectReason.OWN_BODY);
        assertThat(sees(500, 2, 0, 0)).as("whom it has left behind").isNull();
        assertThat(sees(500, 3, 7.5 + 15, 0)).as("a second ahead").isNull();
        assertThat(sees(500, 4, 7.5, 3.5)).as("in the next lane").isNull();
    }

    @Test
    void tellsNoMoreObjectsThanItMay() {
        assertThat(self(0, 0, 0)).isNull();
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            refused += sees(0, i, 30 + i % 100, 0) == RejectReason.RATE_LIMIT ? 1 : 0;
        }
        assertThat(refused).isEqualTo(360);
        assertThat(sees(100, 1, 30, 0)).isNull();
    }

    @Test
    void aStationThatComesBackStartsAnew() {
        assertThat(self(0, 0, 0)).isNull();
        plausibility.tick(T0 + 11_000_000);
        assertThat(self(11_000, 500, 0)).isNull();
        assertThat(sees(11_000, 1, 530, 0)).isNull();
    }

    @Test
    void parametersRefuseNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VehicleSensorParameters(Double.NaN, 1))
                .withMessage("parameter out of range: rangeM=NaN, limit=(0.0, 500.0]; refused");
        assertThatIllegalArgumentException().isThrownBy(() -> new VehicleSensorParameters(150, 0));
    }
}
