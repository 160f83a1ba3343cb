package io.yunkong.sim.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.map.road.SignalController;
import io.yunkong.sim.signal.PriorityAnswer.Granted;
import io.yunkong.sim.signal.PriorityAnswer.Means;
import io.yunkong.sim.signal.PriorityAnswer.Refusal;
import io.yunkong.sim.signal.PriorityAnswer.Refused;
import io.yunkong.sim.signal.PriorityAnswer.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a controller does for who asks, on a programme of 60 s: link 0 is green from 0 to 25 s (a crosswalk, link 2, until 20), link 1 from 30 to
 * 55 (link 3 until 50); link 4 never.
 */
final class PriorityControllerTest {
    private static final SignalController PROGRAMME = new SignalController(
            "c",
            0,
            List.of(
                    new SignalController.Phase(20, "GrGrr"),
                    new SignalController.Phase(5, "Grrrr"),
                    new SignalController.Phase(3, "yrrrr"),
                    new SignalController.Phase(2, "rrrrr"),
                    new SignalController.Phase(20, "rGrGr"),
                    new SignalController.Phase(5, "rGrrr"),
                    new SignalController.Phase(3, "ryrrr"),
                    new SignalController.Phase(2, "rrrrr")));
    /** A whole number of cycles since 1970. */
    private static final long START_US = 1_800_000_000_000_000L;

    private static final PriorityLimits LIMITS = new PriorityLimits(8, 15, 3, 90, 30, 1, 120);

    private final PriorityController controller = new PriorityController(PROGRAMME, LIMITS, START_US);

    private static long at(double seconds) {
        return START_US + Math.round(seconds * 1e6);
    }

    private PriorityAnswer ask(long station, int link, double arrivalS, double nowS) {
        return controller.request(new PriorityRequest(station, 7, link, at(arrivalS), at(nowS + 60)), at(nowS));
    }

    private void showsFromTo(int link, char letter, double fromS, double untilS) {
        assertThat(controller.lights(link, at(fromS)).getFirst())
                .isEqualTo(new ShownLight(letter, at(fromS), at(untilS)));
    }

    @Test
    void runsByItsProgrammeWhenNobodyAsks() {
        for (double s = 0; s < 300; s += 0.5) {
            assertThat(controller.letters(at(s))).as("at %s s", s).isEqualTo(PROGRAMME.stateAt(at(s)));
        }
        assertThat(controller.lateS(at(300))).isZero();
    }

    @Test
    void tellsTheLightsToCome() {
        assertThat(controller.lights(0, at(10)).subList(0, 4))
                .containsExactly(
                        new ShownLight('G', at(0), at(25)),
                        new ShownLight('y', at(25), at(28)),
                        new ShownLight('r', at(28), at(60)),
                        new ShownLight('G', at(60), at(85)));
        assertThat(controller.lights(0, at(22)).getFirst()).isEqualTo(new ShownLight('G', at(0), at(25)));
    }

    @Test
    void doesNothingWhenThereIsGreenAnyway() {
        assertThat(ask(1, 0, 15, 5)).isEqualTo(new Granted(Means.AS_IT_IS, at(0), at(25)));
        assertThat(controller.letters(at(26))).isEqualTo("yrrrr");
    }

    @Test
    void holdsGreenForWhoComesJustTooLate() {
        assertThat(ask(1, 0, 30, 10)).isEqualTo(new Granted(Means.HELD, at(0), at(33)));

        assertThat(controller.letters(at(27))).as("the stage is longer").isEqualTo("GrGrr");
        assertThat(controller.letters(at(29))).as("the clearance is not").isEqualTo("Grrrr");
        showsFromTo(0, 'y', 33, 36);
        assertThat(controller.lateS(at(37))).isEqualTo(8);
    }

    @Test
    void isBackInStepByShorteningGreensAfterItHeldOne() {
        ask(1, 0, 30, 10);

        showsFromTo(1, 'G', 38, 55);
        assertThat(controller.lateS(at(60))).isZero();
        assertThat(controller.letters(at(61))).isEqualTo("GrGrr");
    }

    @Test
    void holdsNoGreenLongerThanTheMaximum() {
        assertThat(ask(1, 0, 37, 10)).isEqualTo(new Granted(Means.HELD, at(0), at(40)));
        assertThat(ask(1, 0, 38, 10.5))
                .as("it is there, if only just")
                .isEqualTo(new Granted(Means.HELD, at(0), at(40)));
        assertThat(ask(1, 0, 40.5, 11)).as("rather the next one, early").isInstanceOfSatisfying(Granted.class, next -> {
            assertThat(next.means()).isEqualTo(Means.EARLY);
            assertThat(next.fromUs()).isEqualTo(at(48));
        });
    }

    @Test
    void whoPutsOffItsArrivalAgainAndAgainIsNotServedForEver() {
        for (double s = 0; s < 120; s++) {
            assertThat(ask(1, 0, s + 10, s)).as("at %s s", s).isInstanceOf(Granted.class);
            assertThat(ask(2, 1, s + 30, s)).as("at %s s", s).isInstanceOf(Waiting.class);
        }
        assertThat(ask(2, 1, 150, 121)).isInstanceOf(Granted.class);
        assertThat(ask(1, 0, 131, 121)).isEqualTo(new Refused(Refusal.TOO_SOON));
    }

    @Test
    void endsOtherGreensEarlyButNotBelowTheMinimum() {
        assertThat(ask(1, 1, 20, 3)).isEqualTo(new Granted(Means.EARLY, at(18), at(55)));

        assertThat(controller.letters(at(7.9))).isEqualTo("GrGrr");
        assertThat(controller.letters(at(8.1))).as("min green").isEqualTo("Grrrr");
        assertThat(controller.letters(at(13.1))).isEqualTo("yrrrr");
        assertThat(controller.letters(at(16.1))).isEqualTo("rrrrr");
        assertThat(controller.letters(at(18.1))).isEqualTo("rGrGr");
    }

    @Test
    void endsOtherGreensNoEarlierThanTheVehicleNeedsIt() {
        assertThat(ask(1, 1, 30, 3))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.fromUs()).isEqualTo(at(27)));
    }

    @Test
    void isBackInStepByLengtheningGreensAfterItEndedOneEarly() {
        ask(1, 1, 20, 3);

        assertThat(controller.lateS(at(20))).isEqualTo(-12);
        assertThat(controller.lateS(at(61))).isZero();
    }

    @Test
    void servesOneAfterTheOther() {
        ask(1, 0, 30, 10);

        assertThat(ask(2, 1, 25, 11)).isEqualTo(new Waiting(1));
        assertThat(controller.answer(1, 7, at(12))).get().isInstanceOf(Granted.class);
        assertThat(controller.answer(1, 7, at(33))).as("it has passed").isEmpty();
        assertThat(controller.answer(2, 7, at(33)))
                .hasValueSatisfying(answer -> assertThat(answer).isInstanceOfSatisfying(Granted.class, granted -> {
                    assertThat(granted.fromUs()).isEqualTo(at(38));
                }));
    }

    @Test
    void endsGreenThatIsHeldWhenTheVehicleIsThrough() {
        ask(1, 0, 30, 10);

        assertThat(controller.withdraw(1, 7, at(26))).isTrue();
        assertThat(controller.letters(at(26.1))).isEqualTo("Grrrr");
        assertThat(controller.withdraw(1, 7, at(27))).as("once").isFalse();
    }

    @Test
    void forgetsWhoIsNotHeardOfAnyMore() {
        controller.request(new PriorityRequest(1, 7, 0, at(30), at(22)), at(10));

        assertThat(controller.letters(at(21.9))).isEqualTo("GrGrr");
        assertThat(controller.letters(at(22.1))).isEqualTo("Grrrr");
        assertThat(controller.answer(1, 7, at(23))).isEmpty();
    }

    @Test
    void followsTheTimeOfArrivalWhenItIsToldAnew() {
        assertThat(ask(1, 0, 26, 10)).isEqualTo(new Granted(Means.HELD, at(0), at(29)));
        assertThat(ask(1, 0, 30, 12)).isEqualTo(new Granted(Means.HELD, at(0), at(33)));
        assertThat(ask(1, 0, 20, 14)).isEqualTo(new Granted(Means.AS_IT_IS, at(0), at(25)));
    }

    @Test
    void refusesWithTheReason() {
        assertThat(ask(1, 5, 10, 1)).isEqualTo(new Refused(Refusal.UNKNOWN_LINK));
        assertThat(ask(1, -1, 10, 1)).isEqualTo(new Refused(Refusal.UNKNOWN_LINK));
        assertThat(ask(1, 4, 10, 1)).isEqualTo(new Refused(Refusal.NEVER_GREEN));
        assertThat(ask(1, 0, 92, 1)).isEqualTo(new Refused(Refusal.ARRIVAL_TOO_FAR));
        assertThat(controller.request(new PriorityRequest(1, 7, 0, at(20), at(1)), at(1)))
                .isEqualTo(new Refused(Refusal.EXPIRED));
        ask(1, 0, 30, 10);
        assertThat(controller.request(new PriorityRequest(1, 8, 1, at(30), at(60)), at(11)))
                .isEqualTo(new Refused(Refusal.ONE_AT_A_TIME));
        ask(2, 1, 30, 11);
        assertThat(ask(3, 1, 30, 12)).isEqualTo(new Refused(Refusal.TOO_MANY_WAITING));
        controller.withdraw(2, 7, at(13));
        controller.withdraw(1, 7, at(14));
        assertThat(ask(1, 0, 60, 20)).isEqualTo(new Refused(Refusal.TOO_SOON));
        assertThat(ask(1, 0, 60, 44)).isInstanceOf(Granted.class);
    }

    @Test
    void refusesAProgrammeThatNobodyTold() {
        assertThatThrownBy(() -> new PriorityController(new SignalController("x", 0, List.of()), LIMITS, START_US))
                .hasMessage("no programme: controller=x; refused");
        assertThatThrownBy(() -> new PriorityLimits(Double.NaN, 15, 3, 90, 30, 1, 120))
                .hasMessage("out of range: min_green_s=NaN, limit=5.0..60.0; refused");
    }
}
