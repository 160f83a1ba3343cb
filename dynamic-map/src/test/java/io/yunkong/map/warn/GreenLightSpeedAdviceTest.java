package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GreenLightSpeedAdviceTest {
    private static final long NOW = 1_800_000_000_000_000L;
    private static final long SEED = 20_261_122;
    private static final double LIMIT_MPS = 50 / 3.6;

    private final GreenLightSpeedAdvice.Parameters parameters =
            ParameterSheet.of(GreenLightSpeedAdvice.Parameters.class).with(Map.of());
    private final GreenLightSpeedAdvice glosa = new GreenLightSpeedAdvice(parameters);

    private static OptionalLong inS(double seconds) {
        return OptionalLong.of(NOW + Math.round(seconds * 1e6));
    }

    private static SignalState shows(Light light, OptionalLong untilUs, LightToCome... next) {
        return new SignalState(light, NOW - 10_000_000, untilUs, List.of(next), NOW);
    }

    private static LightToCome green(double fromS, double untilS) {
        return new LightToCome(Light.PROTECTED_GREEN, inS(fromS).getAsLong(), inS(untilS));
    }

    private static SignalAhead ahead(SignalState state, double wayM, int waiting) {
        return new SignalAhead(7, state, wayM, LIMIT_MPS, waiting, 1, 0, 0);
    }

    private Advice.Recommendation advised(SignalState state, double wayM, double speedMps, int waiting) {
        return glosa.evaluate(ahead(state, wayM, waiting), speedMps, NOW).orElseThrow();
    }

    /** Seconds to the line, by small steps: an independent account of what the rule calculates. */
    private double drive(double wayM, double fromMps, double toMps) {
        double step = 0.001;
        double speed = fromMps;
        double seconds = 0;
        for (double way = 0; way < wayM; seconds += step) {
            double change = toMps > speed ? parameters.accelerationMps2() : -parameters.decelerationMps2();
            double then = Math.abs(toMps - speed) < step * 2 ? toMps : speed + change * step;
            way += (speed + then) / 2 * step;
            speed = then;
        }
        return seconds;
    }

    @Test
    void everySpeedOfTheBandPassesOnGreenAndWhereThereIsNoneNoSpeedDoes() {
        Random random = new Random(SEED);
        int bands = 0;
        int stops = 0;
        for (int run = 0; run < 400; run++) {
            double wayM = 20 + random.nextDouble() * 280;
            double speed = 2 + random.nextDouble() * (LIMIT_MPS - 2);
            double redS = random.nextDouble() * 40;
            double greenS = 3 + random.nextDouble() * 20;
            SignalState red = shows(Light.RED, inS(redS), green(redS, redS + greenS));
            Advice.Recommendation what = advised(red, wayM, speed, 0);
            String told = "seed=" + SEED + " run=" + run + " " + what;
            double slowest = what.band().map(Advice.SpeedBand::minMps).orElse(parameters.speedMinMps());
            double fastest = what.band().map(Advice.SpeedBand::maxMps).orElse(LIMIT_MPS);
            boolean band = what.band().isPresent();
            bands += band ? 1 : 0;
            stops += band ? 0 : 1;
            for (int i = 0; i <= 10; i++) {
                double arrivalS = drive(wayM, speed, slowest + (fastest - slowest) * i / 10);
                boolean green = arrivalS > redS + 0.95 && arrivalS < redS + greenS - 1.95;
                boolean clearlyGreen = arrivalS > redS + 1.05 && arrivalS < redS + greenS - 2.05;
                assertThat(band ? green : !clearlyGreen)
                        .as("%s arrival %.2f", told, arrivalS)
                        .isTrue();
            }
        }
        assertThat(bands).isGreaterThan(50);
        assertThat(stops).isGreaterThan(50);
    }

    @Test
    void whoComesTooEarlyIsToldToSlowDownAndWhoComesTooLateToSpeedUp() {
        Advice.Recommendation early = advised(shows(Light.RED, inS(20), green(20, 50)), 200, LIMIT_MPS, 0);
        assertThat(early.manoeuvre()).isEqualTo(Advice.Manoeuvre.SLOW_DOWN);
        assertThat(early.band().orElseThrow().maxMps()).isBetween(8.0, 9.9);
        assertThat((early.arrivalAtUs() - NOW) / 1e6).isCloseTo(21, within(0.1));

        Advice.Recommendation late = advised(shows(Light.PROTECTED_GREEN, inS(18)), 160, 9, 0);
        assertThat(late.manoeuvre()).isEqualTo(Advice.Manoeuvre.SPEED_UP);
        assertThat(late.band().orElseThrow().maxMps()).isEqualTo(LIMIT_MPS);

        assertThat(advised(shows(Light.PROTECTED_GREEN, inS(30)), 160, 10, 0).manoeuvre())
                .isEqualTo(Advice.Manoeuvre.KEEP_SPEED);
    }

    @Test
    void whoWaitsAtTheLineIsGivenTimeToStart() {
        SignalState red = shows(Light.RED, inS(10), green(10, 60));
        long free = advised(red, 150, LIMIT_MPS, 0).arrivalAtUs();
        long behindThree = advised(red, 150, LIMIT_MPS, 3).arrivalAtUs();
        assertThat((free - NOW) / 1e6).isBetween(10.9, 12.0);
        assertThat((behindThree - NOW) / 1e6).isCloseTo(18, within(0.1));
    }

    @Test
    void whenNoSpeedPassesItIsToldToRollOutAndWhenItMayGoOn() {
        Advice.Recommendation what = advised(shows(Light.PROTECTED_GREEN, inS(4), green(60, 80)), 150, 12, 0);
        assertThat(what.manoeuvre()).isEqualTo(Advice.Manoeuvre.STOP);
        assertThat(what.band()).isEmpty();
        assertThat((what.arrivalAtUs() - NOW) / 1e6).isCloseTo(61, within(0.1));
    }

    @Test
    void whoHasToStopIsToldOfTheGreenItWaitsForNotOfOneThatItMisses() {
        Advice.Recommendation what = advised(shows(Light.RED, inS(1), green(1, 15), green(76, 90)), 290, 10, 0);
        assertThat(what.manoeuvre()).isEqualTo(Advice.Manoeuvre.STOP);
        assertThat((what.arrivalAtUs() - NOW) / 1e6).isCloseTo(77, within(0.1));
        Advice.Recommendation behindCars = advised(shows(Light.PROTECTED_GREEN, inS(3), green(60, 80)), 150, 12, 6);
        assertThat((behindCars.arrivalAtUs() - NOW) / 1e6).isCloseTo(74, within(0.1));
    }

    @Test
    void greenThatGivesWayAndGoesOnWithRightOfWayIsOneGreen() {
        LightToCome protectedGreen = new LightToCome(Light.PROTECTED_GREEN, inS(6).getAsLong(), inS(16));
        Advice.Recommendation what = advised(shows(Light.PERMISSIVE_GREEN, inS(6), protectedGreen), 80, LIMIT_MPS, 0);
        assertThat(what.manoeuvre()).isEqualTo(Advice.Manoeuvre.KEEP_SPEED);
        assertThat(what.band().orElseThrow().maxMps()).isEqualTo(LIMIT_MPS);
    }

    @Test
    void theNextGreenIsTakenWhenThisOneCannotBeMade() {
        Advice.Recommendation what = advised(shows(Light.PROTECTED_GREEN, inS(4), green(25, 45)), 250, 12, 0);
        assertThat(what.manoeuvre()).isEqualTo(Advice.Manoeuvre.SLOW_DOWN);
        assertThat((what.arrivalAtUs() - NOW) / 1e6).isCloseTo(26, within(0.1));
    }

    @Test
    void nothingIsAdvisedOnWhatNobodyKnows() {
        assertThat(evaluate(shows(Light.PROTECTED_GREEN, OptionalLong.empty()), 150, 10))
                .as("end of green not told")
                .isEmpty();
        assertThat(evaluate(shows(Light.PROTECTED_GREEN, OptionalLong.empty(), green(60, 80)), 150, 10))
                .as("end of green not told, but the next green")
                .isEmpty();
        assertThat(evaluate(shows(Light.RED, OptionalLong.empty()), 150, 10))
                .as("end of red not told")
                .isEmpty();
        assertThat(evaluate(shows(Light.FLASHING_YELLOW, inS(10)), 150, 10)).isEmpty();
        assertThat(evaluate(shows(Light.RED, inS(10)), 10, 10)).as("too near").isEmpty();
        assertThat(evaluate(shows(Light.RED, inS(10)), 150, 1))
                .as("hardly moves")
                .isEmpty();
    }

    private Optional<Advice.Recommendation> evaluate(SignalState state, double wayM, double speedMps) {
        return glosa.evaluate(ahead(state, wayM, 0), speedMps, NOW);
    }
}
