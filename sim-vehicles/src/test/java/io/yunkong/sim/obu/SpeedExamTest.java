package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeedExamTest {
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);

    private static Fix fix(double atS, double eastM, double northM, double toldMps) {
        return new Fix(
                Math.round(atS * 1e6),
                PLANE.latitudeDeg(eastM, northM),
                PLANE.longitudeDeg(eastM, northM),
                Double.NaN,
                new Fix.Movement(toldMps, 90, Double.NaN, Double.NaN),
                Fix.Accuracy.UNKNOWN,
                Fix.Told.NOTHING);
    }

    /** Drives eastward; both functions take seconds. */
    private static List<Fix> drive(double hz, double seconds, DoubleUnaryOperator placeM, DoubleUnaryOperator toldMps) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i <= seconds * hz; i++) {
            double atS = i / hz;
            fixes.add(fix(atS, placeM.applyAsDouble(atS), 0, toldMps.applyAsDouble(atS)));
        }
        return fixes;
    }

    private static Check check(List<Fix> fixes) {
        return SpeedExam.check(fixes, FixSource.Format.JSONL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5, 10, 25})
    void aSpeedThatAgreesWithTheWayIsGood(double hz) {
        Check check = check(drive(hz, 4, s -> 12 * s, s -> 12));
        assertThat(check.level()).isEqualTo(Check.Level.OK);
        assertThat(check.measured()).isEqualTo("12.0 m/s told, 12.0 m/s driven, 0.0 m/s apart");
        assertThat(check.limit()).isEqualTo("3.0 m/s");
    }

    @Test
    void brakingAndCurvesAreNoContradiction() {
        assertThat(check(drive(10, 4, s -> 14 * s - 1.75 * s * s, s -> 14 - 3.5 * s))
                        .level())
                .isEqualTo(Check.Level.OK);
        List<Fix> circle = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
            double turned = 8.0 / 15 * i / 10;
            circle.add(fix(i / 10.0, 15 * Math.sin(turned), 15 * Math.cos(turned), 8));
        }
        assertThat(check(circle).level()).isEqualTo(Check.Level.OK);
    }

    /** Three seconds of a receiver that is a metre off, each time otherwise, and tells its speed half a second late. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 10})
    void noiseAndDelayAreNoContradiction(double hz) {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Check check = check(drive(
                    hz,
                    2.9,
                    s -> 8 * s + s * s / 2 + random.nextGaussian(),
                    s -> 8 + (s - 0.5) + 0.3 * random.nextGaussian()));
            assertThat(check.level()).as("seed %d: %s", seed, check).isEqualTo(Check.Level.OK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JSONL, 3.6, 'speed_mps holds km/h, it seems: divide it by 3.6'",
        "JSONL, 1.944, 'speed_mps holds knots, it seems: divide it by 1.944'",
        "JSONL, 0.278, 'check speed_mps, which is in m/s: the edge takes no BSM like this'",
        "NMEA, 1.852, 'RMC tells km/h, it seems, where NMEA 0183 has knots: set the receiver'",
        "NMEA, 0.514, 'RMC tells m/s, it seems, where NMEA 0183 has knots: set the receiver'",
        "NMEA, 3.6, 'check the speed in RMC, which is in knots: the edge takes no BSM like this'"
    })
    void aSpeedInAnotherUnitIsNamed(FixSource.Format format, double ratio, String fix) {
        Random random = new Random(1);
        Check check = SpeedExam.check(
                drive(10, 2.9, s -> 9 * s + 0.3 * random.nextGaussian(), s -> ratio * (9 + 0.1 * Math.sin(s))), format);
        assertThat(check.level()).as("%s", check).isEqualTo(Check.Level.FAIL);
        assertThat(check.fix()).isEqualTo(fix);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 10})
    void aSpeedThatStaysAtOneValueWhileTheVehicleDoesNotIsNamed(double stuck) {
        Check check = check(drive(10, 9.9, s -> s * s, s -> stuck));
        assertThat(check.level()).as("%s", check).isEqualTo(Check.Level.FAIL);
        assertThat(check.fix()).isEqualTo("the speed stays at one value: tell the newest one with each line");
    }

    @Test
    void positionsThatStandWhileTheSpeedDoesNotAreNamed() {
        Check check = check(drive(10, 2.9, s -> 40, s -> 12 + s));
        assertThat(check.level()).as("%s", check).isEqualTo(Check.Level.FAIL);
        assertThat(check.fix()).startsWith("the positions stand still while the speed does not");
    }

    @Test
    void standingOrTooShortTellsNothing() {
        assertThat(check(drive(10, 9.9, s -> 2 * s, s -> 2)).level()).isEqualTo(Check.Level.SKIP);
        assertThat(check(drive(10, 1.5, s -> 12 * s, s -> 40)).level()).isEqualTo(Check.Level.SKIP);
        assertThat(check(drive(10, 0, s -> 0, s -> 12)).level()).isEqualTo(Check.Level.SKIP);
        assertThat(check(drive(0.2, 60, s -> 12 * s, s -> 40)).level())
                .as("what happened in between is not known")
                .isEqualTo(Check.Level.SKIP);
    }

    @Test
    void linesThatWaitedInAPipeAreNoWay() {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            fixes.add(fix(i * 1e-4, 1.2 * i, 0, 12));
        }
        fixes.addAll(drive(10, 2.9, s -> 22.8 + 12 * (s + 0.1), s -> 12).stream()
                .map(fix -> fix.at(fix.timeUs() + 100_000))
                .toList());
        assertThat(check(fixes).measured()).isEqualTo("12.0 m/s told, 12.0 m/s driven, 0.0 m/s apart");
    }
}
