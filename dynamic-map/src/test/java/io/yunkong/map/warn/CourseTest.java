package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.index.Box;
import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneMatch;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.LaneUser;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.track.TrackSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick tests never say that two road users keep apart when they do not. */
class CourseTest {
    private static final long SEED = 20_261_122;

    private static final double HORIZON_S = 4;
    private static final double MARGIN_M = 0.2;
    private static final int RUNS = 5_000;
    private static final TrackSnapshot BODY = new TrackSnapshot(
            1, 1, RoadUserClass.CAR, 0, 0, 0, 0, 0, 0, 0, 4.8, 1.9, 1, 0, -1, 0, Announcement.NONE, List.of());

    private final Random random = new Random(SEED);
    private final Pose pose = new Pose();
    private final Pose otherPose = new Pose();

    private record Moving(Course course, double speedMps) {
        void poseAt(double seconds, Pose into) {
            course.poseAt(speedMps * seconds, into);
        }
    }

    private Moving straight(double east, double north) {
        double speed = random.nextDouble() * 30;
        return new Moving(new Course(east, north, random.nextDouble() * 2 * Math.PI, speed), speed);
    }

    /** Every third changes lanes. */
    private Moving onLane(PathPredictor predictor, LaneRef at) {
        LaneRef from = new LaneRef(at.lane(), at.sM(), random.nextGaussian());
        double speed = random.nextInt(10) == 0 ? 0 : random.nextDouble() * 20;
        double centredAfterM = random.nextInt(3) == 0 ? 1 + 40 * random.nextDouble() : Double.POSITIVE_INFINITY;
        List<PredictedPath> paths = predictor.predict(from, speed, 4.5, 0);
        PredictedPath path = paths.get(random.nextInt(paths.size()));
        return new Moving(new Course(path.centredAfter(centredAfterM), speed), speed);
    }

    private static LaneMap longziLake() throws ZoneException {
        return ZoneFolder.read(Path.of("..", "zones", "longzi-lake")).lanes();
    }

    private double place() {
        return (random.nextDouble() - 0.5) * 200;
    }

    private void assertHolds(Moving moving, String what) {
        Box reach = new Box();
        moving.course().reach(BODY.lengthM(), BODY.widthM(), reach);
        double half = (BODY.lengthM() - BODY.widthM()) / 2;
        for (double t = Course.EARLIEST_S; t <= Course.LATEST_S; t += 0.05) {
            moving.poseAt(t, pose);
            double east = half * Math.abs(pose.directionEast) + BODY.widthM() / 2 - 1e-9;
            double north = half * Math.abs(pose.directionNorth) + BODY.widthM() / 2 - 1e-9;
            assertThat(reach.westM() <= pose.eastM - east
                            && pose.eastM + east <= reach.eastM()
                            && reach.southM() <= pose.northM - north
                            && pose.northM + north <= reach.northM())
                    .as("%s at %.2f s", what, t)
                    .isTrue();
        }
    }

    @Test
    void aCourseStraightOnKeepsWithinItsReach() {
        for (int i = 0; i < 200; i++) {
            assertHolds(straight(place(), place()), "seed=" + SEED + " run=" + i);
        }
    }

    @Test
    void aCourseAlongLanesKeepsWithinItsReach() throws ZoneException {
        LaneMap lanes = longziLake();
        PathPredictor predictor = new PathPredictor(lanes);
        for (int i = 0; i < RUNS; i++) {
            Lane lane = lanes.lane(random.nextInt(lanes.lanes().size()));
            LaneRef from = new LaneRef(lane.index(), random.nextDouble() * lane.lengthM(), 0);
            assertHolds(onLane(predictor, from), "seed=" + SEED + " run=" + i + " lane=" + lane.id());
        }
    }

    @Test
    void whoIsToldApartByGoingStraightAheadDoesNotTouch() throws ZoneException {
        LaneMap lanes = longziLake();
        PathPredictor predictor = new PathPredictor(lanes);
        StraightAhead straight = new StraightAhead(HORIZON_S, MARGIN_M);
        int apart = 0;
        for (int i = 0; i < RUNS; i++) {
            Lane lane = lanes.lane(random.nextInt(lanes.lanes().size()));
            Moving a = onLane(predictor, new LaneRef(lane.index(), random.nextDouble() * lane.lengthM(), 0));
            a.poseAt(0, pose);
            double east = pose.eastM + 20 * random.nextGaussian();
            double north = pose.northM + 20 * random.nextGaussian();
            List<LaneMatch> near = lanes.candidates(east, north, Double.NaN, LaneUser.MOTOR_VEHICLE, -1);
            Moving b = near.isEmpty()
                    ? straight(east, north)
                    : onLane(predictor, near.getFirst().place());
            apart += toldApart(straight, a, b, "seed=" + SEED + " run=" + i) ? 1 : 0;
        }
        assertThat(apart).isBetween(RUNS / 5, RUNS * 9 / 10);
    }

    /** From the start of a course to the time that is looked at; a vehicle's clock may be ahead of it. */
    private double leadS() {
        return Course.EARLIEST_S + random.nextDouble() * (Course.LATEST_S - HORIZON_S - Course.EARLIEST_S);
    }

    private boolean toldApart(StraightAhead straight, Moving a, Moving b, String what) {
        double lead = leadS();
        double otherLead = leadS();
        double[] one = new double[DynamicMap.FIGURES];
        double[] other = new double[DynamicMap.FIGURES];
        Departure.write(BODY, a.course().outset(), one);
        Departure.write(BODY, b.course().outset(), other);
        one[Departure.AT_US] = -lead * 1e6;
        other[Departure.AT_US] = -otherLead * 1e6;
        boolean apart = straight.apart(one, other, 0, 0);
        for (double t = 0; apart && t <= HORIZON_S; t += 0.05) {
            a.poseAt(lead + t, pose);
            b.poseAt(otherLead + t, otherPose);
            assertThat(Capsules.gap(pose, BODY.lengthM(), BODY.widthM(), otherPose, BODY.lengthM(), BODY.widthM()))
                    .as("%s at %.2f s", what, t)
                    .isGreaterThan(MARGIN_M);
        }
        return apart;
    }
}
