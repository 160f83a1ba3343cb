package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.index.Box;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.track.TrackSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a forecast with one way on tells before its course is made is true of the course. */
class OneWayForecastTest {
    private static final long SEED = 20_261_123;
    private static final int RUNS = 5_000;
    private static final double LENGTH_M = 4.8;
    private static final double WIDTH_M = 1.9;

    private final Random random = new Random(SEED);
    private final Pose pose = new Pose();

    private static LaneMap longziLake() throws ZoneException {
        return ZoneFolder.read(Path.of("..", "zones", "longzi-lake")).lanes();
    }

    private TrackSnapshot onLane(Lane lane, double atM, double leftM) {
        double heading = lane.line().headingAt(atM);
        return new TrackSnapshot(
                1,
                1,
                RoadUserClass.CAR,
                0,
                lane.line().eastAt(atM) - leftM * Math.cos(heading),
                lane.line().northAt(atM) + leftM * Math.sin(heading),
                random.nextInt(10) == 0 ? 0 : random.nextDouble() * 20,
                heading,
                0,
                0,
                LENGTH_M,
                WIDTH_M,
                1,
                0,
                lane.index(),
                atM,
                Announcement.NONE,
                List.of());
    }

    @Test
    void itsOutsetAndItsReachAreThoseOfItsOneCourse() throws ZoneException {
        LaneMap lanes = longziLake();
        PathPredictor predictor = new PathPredictor(lanes);
        ForecastMaker maker = new ForecastMaker(lanes, new PlannedPaths(lanes, PlannedPaths.Parameters.defaults()));
        List<Lane> roads = lanes.lanes().stream()
                .filter(lane -> lane.kind() == LaneKind.VEHICLE && !lane.insideJunction())
                .toList();
        int oneWay = 0;
        for (int i = 0; i < RUNS; i++) {
            Lane lane = roads.get(random.nextInt(roads.size()));
            double atM = random.nextDouble() * lane.lengthM();
            double leftM = random.nextGaussian() * 0.6;
            TrackSnapshot state = onLane(lane, atM, leftM);
            Forecast forecast = new Forecast();
            forecast.stateToWrite().copyOf(state);
            maker.write(forecast, leftM, 0.015, 0);
            List<PredictedPath> paths = predictor.predict(new LaneRef(lane.index(), atM, 0), state.speedMps(), 4.5, 0);
            String what = "seed=" + SEED + " run=" + i + " lane=" + lane.id();
            if (forecast.onlyOutset() != null) {
                oneWay++;
                assertThat(forecast.courses()).as(what).hasSize(1);
                assertThat(paths.getFirst().probability()).as(what).isGreaterThan(0.9);
                assertThat(forecast.courses().getFirst().lanes())
                        .as(what)
                        .containsExactly(paths.getFirst().legs().stream()
                                .mapToInt(PredictedPath.Leg::lane)
                                .toArray());
                boolean leaves = paths.size() > 1 || paths.getFirst().legs().size() > 1;
                assertThat(forecast.leavesLane()).as(what).isEqualTo(leaves);
                assertTells(forecast, what);
            }
        }
        assertThat(oneWay).isBetween(RUNS / 4, RUNS - 1);
    }

    @Test
    void oneWrittenOverTellsWhatAFreshOneTells() throws ZoneException {
        LaneMap lanes = longziLake();
        ForecastMaker maker = new ForecastMaker(lanes, new PlannedPaths(lanes, PlannedPaths.Parameters.defaults()));
        Forecast over = new Forecast();
        for (int i = 0; i < RUNS; i++) {
            Lane lane = lanes.lane(random.nextInt(lanes.lanes().size()));
            double leftM = random.nextGaussian() * 0.6;
            TrackSnapshot state = onLane(lane, random.nextDouble() * lane.lengthM(), leftM);
            state = random.nextInt(4) == 0 ? state.withoutLane() : state;
            Forecast fresh = new Forecast();
            fresh.stateToWrite().copyOf(state);
            over.stateToWrite().copyOf(state);
            maker.write(fresh, leftM, 0.015, 0);
            maker.write(over, leftM, 0.015, 0);
            assertSame(over, fresh, random.nextBoolean(), "seed=" + SEED + " run=" + i);
        }
    }

    /** @param asked for its courses, too; else the next one is written over one whose courses have not been made */
    private static void assertSame(Forecast over, Forecast fresh, boolean asked, String what) {
        assertThat(over.state().snapshot()).as(what).isEqualTo(fresh.state().snapshot());
        assertThat(over.usual()).as(what).isEqualTo(fresh.usual());
        assertThat(over.onLanes()).as(what).isEqualTo(fresh.onLanes());
        assertThat(over.leavesLane()).as(what).isEqualTo(fresh.leavesLane());
        assertThat(over.reach()).as(what).usingRecursiveComparison().isEqualTo(fresh.reach());
        assertThat(over.onlyOutset()).as(what).usingRecursiveComparison().isEqualTo(fresh.onlyOutset());
        if (asked) {
            assertThat(over.courses()).as(what).hasSameSizeAs(fresh.courses());
            for (int i = 0; i < fresh.courses().size(); i++) {
                assertThat(over.courses().get(i).path())
                        .as(what)
                        .usingRecursiveComparison()
                        .isEqualTo(fresh.courses().get(i).path());
            }
            assertThat(over.onlyOutset()).as(what).usingRecursiveComparison().isEqualTo(fresh.onlyOutset());
        }
    }

    private void assertTells(Forecast forecast, String what) {
        Course course = forecast.courses().getFirst();
        Outset told = Objects.requireNonNull(forecast.onlyOutset());
        Outset own = course.outset();
        assertThat(told.eastM()).as(what).isCloseTo(own.eastM(), within(1e-9));
        assertThat(told.northM()).as(what).isCloseTo(own.northM(), within(1e-9));
        assertThat(told.directionEast()).as(what).isCloseTo(own.directionEast(), within(1e-9));
        assertThat(told.directionNorth()).as(what).isCloseTo(own.directionNorth(), within(1e-9));
        assertThat(told.strays()).as(what).isCloseTo(own.strays(), within(1e-9));
        assertThat(told.strayMps()).as(what).isCloseTo(own.strayMps(), within(1e-9));
        assertThat(told.lateralM()).as(what).isEqualTo(own.lateralM());
        double half = (LENGTH_M - WIDTH_M) / 2;
        Box reach = forecast.reach();
        for (double t = Course.EARLIEST_S; t <= Course.LATEST_S; t += 0.05) {
            course.poseAt(own.speedMps() * t, pose);
            double east = half * Math.abs(pose.directionEast) + WIDTH_M / 2 - 1e-6;
            double north = half * Math.abs(pose.directionNorth) + WIDTH_M / 2 - 1e-6;
            assertThat(reach.westM() <= pose.eastM - east
                            && pose.eastM + east <= reach.eastM()
                            && reach.southM() <= pose.northM - north
                            && pose.northM + north <= reach.northM())
                    .as("%s at %.2f s", what, t)
                    .isTrue();
        }
    }
}
