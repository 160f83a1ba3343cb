package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.geo.LocalPlane;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnMotionTest {
    private static final long START = 1_800_000_000_000_000L;
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);

    private final OwnMotion motion = new OwnMotion();

    private static Fix fix(long ms, double northM, double speedMps, double headingDeg) {
        return new Fix(
                START + ms * 1000,
                PLANE.latitudeDeg(0, northM),
                PLANE.longitudeDeg(0, northM),
                Double.NaN,
                new Fix.Movement(speedMps, headingDeg, Double.NaN, Double.NaN),
                Fix.Accuracy.round(1),
                Fix.Told.NOTHING);
    }

    private Fix known(long ms) {
        return ((OwnState.Known) motion.at(START + ms * 1000)).fix();
    }

    private Silence silent(long ms) {
        return ((OwnState.Unknown) motion.at(START + ms * 1000)).why();
    }

    private static double north(Fix fix) {
        return PLANE.northM(fix.latitudeDeg(), fix.longitudeDeg());
    }

    @Test
    void aReceiverOfOneHertzIsCarriedOnUntilItsNextFix() {
        motion.accept(fix(0, 0, 10, 0));
        for (int ms = 0; ms <= 1500; ms += 100) {
            Fix now = known(ms);
            assertThat(now.timeUs()).as("the time the state is true at").isEqualTo(START + ms * 1000L);
            assertThat(north(now)).isCloseTo(ms / 100.0, within(0.01));
            assertThat(now.accuracy().majorM()).isCloseTo(Math.hypot(1, ms * 1e-3 * ms * 1e-3), within(1e-9));
        }
    }

    @Test
    void anOldPositionIsNeverSentAsANewOne() {
        assertThat(silent(0)).isEqualTo(Silence.NO_FIX_YET);
        motion.accept(fix(0, 0, 10, 0));
        assertThat(silent(1501)).isEqualTo(Silence.FIX_OLD);
        motion.accept(fix(1600, 16, 10, 0));
        assertThat(north(known(1600))).isCloseTo(16, within(0.01));
        motion.accept(new Reading.NoFix("RMC status V"));
        assertThat(silent(1700)).isEqualTo(Silence.FIX_LOST);
        motion.accept(fix(1800, 18, 10, 0));
        assertThat(north(known(1800))).isCloseTo(18, within(0.01));
        motion.end();
        assertThat(silent(1900)).isEqualTo(Silence.FIX_LOST);
    }

    @Test
    void aFixFromTheFutureIsNotSent() {
        motion.accept(fix(5000, 0, 10, 0));
        assertThat(silent(0)).isEqualTo(Silence.FIX_FROM_FUTURE);
        assertThat(known(4850).timeUs()).as("but a little ahead is").isEqualTo(START + 5_000_000);
    }

    @Test
    void brakingEndsInStandingNotInReversing() {
        motion.accept(fix(0, 0, 4, 0));
        motion.accept(fix(1000, 2.5, 1, 0));
        Fix now = known(2400);
        assertThat(now.movement().accelerationMps2()).isCloseTo(-3, within(1e-9));
        assertThat(now.movement().speedMps()).isZero();
        assertThat(north(now)).isCloseTo(2.5 + 1.0 / 6, within(0.01));
    }

    @Test
    void standingStillKeepsTheHeadingOfTheDrive() {
        motion.accept(fix(0, 0, 0, Double.NaN));
        assertThat(silent(0)).isEqualTo(Silence.NO_HEADING);
        motion.accept(fix(1000, 0, 5, 42));
        motion.accept(fix(2000, 0, 0.1, 300));
        assertThat(known(2000).movement().headingDeg()).as("noise").isEqualTo(42);
    }

    @Test
    void aCurveIsCarriedOnAsACurve() {
        motion.accept(fix(0, 0, 10, 350));
        motion.accept(fix(1000, 10, 10, 10));
        Fix now = known(2000);
        assertThat(now.movement().yawRateDps()).isCloseTo(20, within(1e-9));
        assertThat(now.movement().headingDeg()).isCloseTo(30, within(1e-9));
        assertThat(PLANE.eastM(now.latitudeDeg(), now.longitudeDeg()))
                .isCloseTo(10 * Math.sin(Math.toRadians(20)), within(0.05));
    }

    @Test
    void anotherSeriesStartsAnew() {
        motion.accept(fix(60_000, 0, 30, 0));
        motion.accept(fix(0, 0, 10, 0));
        assertThat(Optional.of(known(0).movement().accelerationMps2())).hasValue(0.0);
    }
}
