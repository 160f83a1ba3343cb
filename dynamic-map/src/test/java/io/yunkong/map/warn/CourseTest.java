package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick tests by samples never say that two road users keep apart when they do not. */
class CourseTest {
    private static final long SEED = 20_261_122;

    private final Random random = new Random(SEED);
    private final Pose pose = new Pose();
    private final Pose otherPose = new Pose();

    private record Moving(Course course, double speedMps) {
        void poseAt(double seconds, Pose into) {
            course.poseAt(speedMps * seconds, into);
        }
    }

    private Moving straight() {
        double speed = random.nextDouble() * 30;
        return new Moving(new Course(place(), place(), random.nextDouble() * 2 * Math.PI, speed), speed);
    }

    private double place() {
        return (random.nextDouble() - 0.5) * 200;
    }

    private void assertHolds(Moving moving, String what) {
        Reach reach = moving.course().reach();
        for (double t = Course.EARLIEST_S; t <= Course.LATEST_S; t += 0.05) {
            moving.poseAt(t, pose);
            Reach here = new Reach(pose.eastM, pose.northM, pose.eastM, pose.northM);
            assertThat(reach.apart(here, 1e-9)).as("%s at %.2f s", what, t).isFalse();
        }
    }

    @Test
    void aCourseStraightOnKeepsWithinItsReach() {
        for (int i = 0; i < 200; i++) {
            assertHolds(straight(), "seed=" + SEED + " run=" + i);
        }
    }

    @Test
    void aCourseAlongLanesKeepsWithinItsReach() throws ZoneException {
        LaneMap lanes = ZoneFolder.read(Path.of("..", "zones", "longzi-lake")).lanes();
        PathPredictor predictor = new PathPredictor(lanes);
        for (int i = 0; i < 500; i++) {
            Lane lane = lanes.lane(random.nextInt(lanes.lanes().size()));
            LaneRef from = new LaneRef(lane.index(), random.nextDouble() * lane.lengthM(), random.nextGaussian());
            double speed = i % 10 == 0 ? 0 : random.nextDouble() * 20;
            double centredAfterM = i % 3 == 0 ? 1 + 40 * random.nextDouble() : Double.POSITIVE_INFINITY;
            for (PredictedPath path : predictor.predict(from, speed, 4.5, 0)) {
                assertHolds(
                        new Moving(new Course(path.centredAfter(centredAfterM), speed), speed),
                        "seed=" + SEED + " run=" + i + " lane=" + lane.id());
            }
        }
    }

    @Test
    void whoseReachesAreApartDoNotMeet() throws ZoneException {
        LaneMap lanes = ZoneFolder.read(Path.of("..", "zones", "longzi-lake")).lanes();
        PathPredictor predictor = new PathPredictor(lanes);
        List<Moving> moving = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            moving.add(straight());
            Lane lane = lanes.lane(random.nextInt(lanes.lanes().size()));
            LaneRef from = new LaneRef(lane.index(), random.nextDouble() * lane.lengthM(), random.nextGaussian());
            double speed = random.nextDouble() * 20;
            moving.add(
                    new Moving(new Course(predictor.predict(from, speed, 4.5, 0).getFirst(), speed), speed));
        }
        int apart = 0;
        for (int i = 0; i < 2000; i++) {
            Moving a = moving.get(random.nextInt(moving.size()));
            Moving b = moving.get(random.nextInt(moving.size()));
            double lead = random.nextDouble() * (Course.LATEST_S - 4);
            Reach reach = Reach.of(List.of(a.course()));
            boolean saysApart = reach.apart(Reach.of(List.of(b.course())), 5);
            apart += saysApart ? 1 : 0;
            for (double t = 0; saysApart && t <= 4; t += 0.1) {
                a.poseAt(lead + t, pose);
                b.poseAt(t, otherPose);
                assertThat(Math.hypot(pose.eastM - otherPose.eastM, pose.northM - otherPose.northM))
                        .as("seed=%d run=%d t=%.1f", SEED, i, t)
                        .isGreaterThan(5);
            }
        }
        assertThat(apart).isBetween(200, 1990);
    }
}
