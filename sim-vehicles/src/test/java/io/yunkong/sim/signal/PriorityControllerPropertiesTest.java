package io.yunkong.sim.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whoever asks for what whenever: random requests to every controller of the shipped zones, seeds in the tests' names. */
final class PriorityControllerPropertiesTest {
    private static final long START_US = 1_800_000_000_000_000L;
    private static final long SAMPLE_US = 50_000;
    private static final double ASKED_S = 1_200;
    private static final int SEEDS = 6;

    static Stream<Arguments> controllers() {
        List<Arguments> all = new ArrayList<>();
        for (String name : List.of("longzi-lake", "deqing")) {
            Zone zone = Zones.zone(name);
            for (SignalController controller : zone.signals()) {
                for (long seed = 1; seed <= SEEDS; seed++) {
                    all.add(Arguments.of(name, controller, seed, zone));
                }
            }
        }
        return all.stream();
    }

    /** A phase and how long it was seen. */
    private record Seen(String letters, double lastedS) {}

    @ParameterizedTest(name = "{0} {1} seed={2}")
    @MethodSource("controllers")
    void showsTheProgrammeAndNeverWhatConflicts(String name, SignalController programme, long seed, Zone zone) {
        PriorityController controller = new PriorityController(programme, PriorityLimits.USUAL, START_US);
        Random random = new Random(seed);
        List<Seen> seen = new ArrayList<>();
        long nowUs = START_US;
        long changedUs = START_US;
        long asksUs = START_US;
        int granted = 0;
        String letters = controller.letters(nowUs);
        while (nowUs < START_US + ASKED_S * 1e6) {
            nowUs += SAMPLE_US;
            if (nowUs >= asksUs) {
                granted += ask(controller, programme, random, nowUs) instanceof PriorityAnswer.Granted ? 1 : 0;
                asksUs = nowUs + random.nextLong(100_000, 20_000_000);
            }
            String next = controller.letters(nowUs);
            if (!next.equals(letters)) {
                seen.add(new Seen(letters, (nowUs - changedUs) / 1e6));
                changedUs = nowUs;
                letters = next;
                noConflict(zone, programme, letters);
            }
        }
        assertThat(granted).as("requests granted").isGreaterThan(10);
        asProgrammed(programme, seen);
        backInStep(controller, programme, nowUs);
    }

    private static PriorityAnswer ask(
            PriorityController controller, SignalController programme, Random random, long nowUs) {
        int links = programme.phases().getFirst().state().length();
        long station = random.nextLong(1, 12);
        int number = random.nextInt(2);
        if (random.nextInt(5) == 0) {
            controller.withdraw(station, number, nowUs);
        }
        return controller.request(
                new PriorityRequest(
                        station,
                        number,
                        random.nextInt(-1, links + 1),
                        nowUs + random.nextLong(-5_000_000, 95_000_000),
                        nowUs + random.nextLong(0, 60_000_000)),
                nowUs);
    }

    /** Heads that the programme never has green together, and ways that cross each other with right of way. */
    private static void noConflict(Zone zone, SignalController programme, String letters) {
        for (int a = 0; a < letters.length(); a++) {
            for (int b = 0; b < a; b++) {
                if (isGreen(letters, a) && isGreen(letters, b)) {
                    int other = a;
                    int one = b;
                    assertThat(programme.phases())
                            .as("links %d and %d green together", a, b)
                            .anyMatch(phase -> isGreen(phase.state(), one) && isGreen(phase.state(), other));
                }
            }
        }
        for (Lane lane : zone.lanes().lanes()) {
            for (int other : lane.conflictsWith()) {
                Lane crossing = zone.lanes().lane(other);
                assertThat(hasRightOfWay(lane, programme, letters)
                                && hasRightOfWay(crossing, programme, letters)
                                && exclusive(lane, crossing))
                        .as("green for %s and %s", lane.id(), crossing.id())
                        .isFalse();
            }
        }
    }

    private static boolean hasRightOfWay(Lane lane, SignalController programme, String letters) {
        SignalRef head = lane.signal();
        return head != null && head.controller().equals(programme.id()) && letters.charAt(head.link()) == 'G';
    }

    private static boolean exclusive(Lane a, Lane b) {
        return a.kind() == LaneKind.VEHICLE
                && b.kind() == LaneKind.VEHICLE
                && (a.turn() == TurnDirection.STRAIGHT || b.turn() == TurnDirection.STRAIGHT)
                && a.line().crosses(b.line());
    }

    private static boolean isGreen(String letters, int link) {
        return letters.charAt(link) == 'G' || letters.charAt(link) == 'g';
    }

    /** Every phase in its order, stages within their limits, all others as long as in the programme. */
    private static void asProgrammed(SignalController programme, List<Seen> seen) {
        List<SignalController.Phase> phases = programme.phases();
        Programme rules = new Programme(programme, PriorityLimits.USUAL);
        int phase = 0;
        while (!phases.get(phase).state().equals(seen.getFirst().letters())) {
            phase++;
        }
        for (int i = 0; i < seen.size(); i++, phase = (phase + 1) % phases.size()) {
            Seen step = seen.get(i);
            SignalController.Phase programmed = phases.get(phase);
            assertThat(step.letters()).isEqualTo(programmed.state());
            if (i > 0) {
                boolean stage = rules.isStage(phase);
                double least = stage
                        ? Math.min(PriorityLimits.USUAL.minGreenS(), programmed.durationS())
                        : programmed.durationS();
                double most = programmed.durationS() + (stage ? PriorityLimits.USUAL.extensionMaxS() : 0);
                assertThat(step.lastedS()).as("phase %s", programmed).isBetween(least - 0.0501, most + 0.0501);
            }
        }
    }

    private static void backInStep(PriorityController controller, SignalController programme, long askedLastUs) {
        long restUs = askedLastUs + 60_000_000 + Math.round(6 * programme.cycleS() * 1e6);
        for (long atUs = restUs; atUs < restUs + 120_000_000; atUs += 500_000) {
            assertThat(controller.letters(atUs)).isEqualTo(programme.stateAt(atUs));
        }
        assertThat(controller.lateS(restUs + 120_000_000)).isZero();
    }
}
