package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PathPredictorTest {
    private static Zone zone;
    private static PathPredictor predictor;

    @BeforeAll
    static void readZone() throws ZoneException {
        zone = MiniZone.read();
        predictor = new PathPredictor(zone.lanes());
    }

    private static List<PredictedPath> predict(
            String lane, double s, double t, double speed, double horizon, int signal) {
        return predictor.predict(new LaneRef(MiniZone.indexOf(zone, lane), s, t), speed, horizon, signal);
    }

    private static List<String> lanes(PredictedPath path) {
        return path.legs().stream()
                .map(leg -> zone.lanes().lane(leg.lane()).id())
                .toList();
    }

    @Test
    void followsEveryBranchWithinReach() {
        List<PredictedPath> paths = predict("a_2", 80, 0, 10, 5, 0);

        assertThat(paths).hasSize(2);
        assertThat(lanes(paths.getFirst())).containsExactly("a_2", "a_2>b_2", "b_2");
        assertThat(lanes(paths.getLast())).containsExactly("a_2", "a_2>d_0", "d_0");
        assertThat(paths.getFirst().probability()).isGreaterThan(paths.getLast().probability());
        assertThat(paths.stream().mapToDouble(PredictedPath::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(paths).allSatisfy(path -> assertThat(path.lengthM()).isCloseTo(50, within(0.1)));
    }

    @Test
    void believesTheTurnSignal() {
        assertThat(lanes(predict("a_2", 80, 0, 10, 5, -1).getFirst())).contains("a_2>d_0");
        assertThat(predict("a_2", 80, 0, 10, 5, 1).getFirst().probability()).isGreaterThan(0.8);
    }

    @Test
    void expectsNoTurnFromWhoComesTooFastForIt() {
        double slow = predict("a_2", 85, 0, 8, 5, 0).getFirst().probability();
        double far = predict("a_2", 20, 0, 18, 5, 0).getFirst().probability();
        PredictedPath near = predict("a_2", 85, 0, 18, 5, 0).getFirst();

        assertThat(slow).isLessThan(0.8);
        assertThat(far).isLessThan(0.9);
        assertThat(near.probability()).isGreaterThan(0.97);
        assertThat(lanes(near)).contains("a_2>b_2");
    }

    @Test
    void doesNotBranchBeyondReach() {
        assertThat(predict("a_2", 20, 0, 10, 5, 0)).singleElement().satisfies(path -> {
            assertThat(lanes(path)).containsExactly("a_2");
            assertThat(path.lengthM()).isCloseTo(50, within(1e-6));
        });
    }

    @Test
    void keepsTheLateralOffset() {
        PredictedPath path = predict("a_1", 0, 0.8, 10, 5, 0).getFirst();

        assertThat(path.northAt(25)).isCloseTo(-1.75 + 0.8, within(0.02));
        assertThat(path.eastAt(25)).isCloseTo(-75, within(0.02));
        assertThat(path.headingAt(25)).isCloseTo(Math.PI / 2, within(0.001));
    }

    @Test
    void losesTheOffsetOnTheWayToTheCentre() {
        PredictedPath path = predict("a_1", 0, 2, 10, 5, 0).getFirst().centredAfter(20);

        assertThat(path.northAt(0)).isCloseTo(-1.75 + 2, within(0.02));
        assertThat(path.northAt(10)).isCloseTo(-1.75 + 1, within(0.02));
        assertThat(path.northAt(25)).isCloseTo(-1.75, within(0.02));
        assertThat(path.placeAt(10).tM()).isCloseTo(1, within(0.001));
    }

    @Test
    void tellsThePlaceOnTheLaneGraph() {
        PredictedPath path = predict("a_1", 80, 0, 10, 5, 0).getFirst();

        assertThat(path.placeAt(0)).isEqualTo(new LaneRef(MiniZone.indexOf(zone, "a_1"), 80, 0));
        LaneRef later = path.placeAt(35);
        assertThat(later.lane()).isEqualTo(MiniZone.indexOf(zone, "b_1"));
        assertThat(later.sM()).isCloseTo(5, within(0.1));
    }

    @Test
    void goesOnStraightWhereTheZoneEnds() {
        PredictedPath path = predict("b_1", 80, 0, 10, 5, 0).getFirst();

        assertThat(path.lengthM()).isCloseTo(50, within(0.1));
        assertThat(path.eastAt(50)).isCloseTo(140, within(0.1));
        assertThat(path.northAt(50)).isCloseTo(-1.75, within(0.1));
    }

    @Test
    void givesAShortLineToWhoStandsOrStandsAtTheEnd() {
        assertThat(predict("a_1", 10, 0, 0, 5, 0).getFirst().lengthM()).isCloseTo(5, within(0.01));
        assertThat(predict("a_1", 10, 0, Double.NaN, 5, 0).getFirst().lengthM()).isCloseTo(5, within(0.01));
        assertThat(predict("b_1", 1e9, 0, 0, 5, 0).getFirst().eastAt(5)).isCloseTo(105, within(0.1));
    }

    @Test
    void keepsEveryWayOnWherePathsStillLieOnOneAnother() {
        List<LaneMatch> candidates = zone.lanes().candidates(-9, 1.75, Math.PI / 2, LaneUser.MOTOR_VEHICLE, -1);
        List<PredictedPath> paths = predictor.predict(candidates, 10, 5, 0);

        assertThat(paths).anySatisfy(path -> assertThat(lanes(path)).endsWith("b_2"));
        assertThat(paths).anySatisfy(path -> assertThat(lanes(path)).endsWith("d_0"));
        assertThat(paths.stream().mapToDouble(PredictedPath::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(predictor.predict(List.of(), 10, 5, 0)).isEmpty();
    }

    @Test
    void isBoundedAndWholeEverywhereInTheShippedZones() throws ZoneException {
        Zone town = ShippedZonesTest.read("longzi-lake");
        PathPredictor inTown = new PathPredictor(town.lanes());
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            Lane lane = town.lanes().lane(random.nextInt(town.lanes().lanes().size()));
            LaneRef from = new LaneRef(lane.index(), random.nextDouble(lane.lengthM()), random.nextDouble(-1, 1));
            double speed = random.nextDouble(20);
            List<PredictedPath> paths = inTown.predict(from, speed, 8, random.nextInt(-1, 2));

            assertThat(paths).as("seed 11, row %d", i).hasSizeBetween(1, PathPredictor.PATHS_MAX);
            for (PredictedPath path : paths) {
                assertThat(path.lengthM()).isBetween(Math.max(5, speed * 8) - 0.5, Math.max(5, speed * 8) + 6);
                for (double d = 0; d < path.lengthM(); d += 5) {
                    assertThat(path.eastAt(d)).isFinite();
                    assertThat(path.headingAt(d)).isBetween(0.0, 2 * Math.PI);
                }
            }
        }
    }
}
