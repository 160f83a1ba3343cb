package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.track.RoadUserState;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether and when two forecasts touch. The first touch of two courses is found by conservative advancement (Mirtich 1996): the
 * gap divided by the sum of the speeds is a time in which they cannot touch. Most pairs are told apart by samples of their
 * courses. Not thread-safe: one owner.
 */
final class EncounterSearch {
    private static final double STEP_MIN_S = 0.04;
    private static final double FOLLOW_TURN_MAX_RAD = Math.toRadians(35);
    private static final double HEAD_ON_MIN_RAD = Math.toRadians(150);
    private static final double BESIDE_MAX_M = 1.6;

    private final LaneMap lanes;
    private final double horizonS;
    private final double marginM;
    private final StraightAhead straight;
    private final Pose hostPose = new Pose();
    private final Pose counterpartPose = new Pose();
    private final Pose scratch = new Pose();
    private final double[] hostDeparture = new double[DynamicMap.FIGURES];
    private final double[] counterpartDeparture = new double[DynamicMap.FIGURES];

    /**
     * @param horizonS seconds looked ahead
     * @param marginM footprints closer than this count as touching, metres
     */
    EncounterSearch(LaneMap lanes, double horizonS, double marginM) {
        this.lanes = lanes;
        this.horizonS = horizonS;
        this.marginM = marginM;
        this.straight = new StraightAhead(horizonS, marginM);
    }

    /** The encounter of two road users from {@code atUs} on; null when they do not touch. */
    @Nullable Encounter find(Forecast host, Forecast counterpart, long atUs) {
        double probability = 0;
        double best = 0;
        double touchS = 0;
        Course hostCourse = null;
        Course counterpartCourse = null;
        for (Course a : host.courses()) {
            for (Course b : counterpart.courses()) {
                double t = firstTouchS(host, a, counterpart, b, atUs);
                if (t <= horizonS) {
                    double p = a.probability() * b.probability();
                    probability += p;
                    if (p > best) {
                        best = p;
                        touchS = t;
                        hostCourse = a;
                        counterpartCourse = b;
                    }
                }
            }
        }
        if (hostCourse == null || counterpartCourse == null) {
            return null;
        }
        return describe(host, hostCourse, counterpart, counterpartCourse, Math.min(1, probability), touchS, atUs);
    }

    /**
     * Whether two road users with one way on each keep apart, as how they begin tells; false when it does not.
     *
     * @param host a {@link Departure}, from its start on
     * @param counterpart where another one is, from {@code at} on
     */
    boolean apart(double[] host, double[] counterpart, int at, long atUs) {
        return straight.apart(host, counterpart, at, (double) atUs);
    }

    /** Centres farther apart than this do not touch. */
    private double radiiM(RoadUserState a, RoadUserState b) {
        return (Math.max(a.lengthM(), a.widthM()) + Math.max(b.lengthM(), b.widthM())) / 2 + marginM;
    }

    private double firstTouchS(Forecast host, Course a, Forecast counterpart, Course b, long atUs) {
        RoadUserState h = host.state();
        RoadUserState c = counterpart.state();
        double hostLead = host.secondsTo(atUs);
        double counterpartLead = counterpart.secondsTo(atUs);
        Departure.write(h, a.outset(), hostDeparture);
        Departure.write(c, b.outset(), counterpartDeparture);
        if (straight.apart(hostDeparture, counterpartDeparture, 0, (double) atUs)) {
            return Double.POSITIVE_INFINITY;
        }
        double speeds = Math.max(1, a.speedMaxMps() + b.speedMaxMps());
        double radii = radiiM(h, c);
        double t = 0;
        double comparedToS = 0;
        while (t <= horizonS) {
            if (t >= comparedToS) {
                comparedToS = t + Course.STEP_S;
                if (a.apart(hostLead + t, b, counterpartLead + t, Course.STEP_S, radii)) {
                    t = comparedToS;
                    continue;
                }
            }
            a.poseAt(h.speedMps() * (hostLead + t), hostPose);
            b.poseAt(c.speedMps() * (counterpartLead + t), counterpartPose);
            double gap = Capsules.gap(hostPose, h.lengthM(), h.widthM(), counterpartPose, c.lengthM(), c.widthM());
            if (gap <= marginM) {
                return t;
            }
            t += Math.max(STEP_MIN_S, (gap - marginM) / speeds);
        }
        return Double.POSITIVE_INFINITY;
    }

    private Encounter describe(
            Forecast host, Course a, Forecast counterpart, Course b, double probability, double touchS, long atUs) {
        double da = host.state().speedMps() * (host.secondsTo(atUs) + touchS);
        double db = counterpart.state().speedMps() * (counterpart.secondsTo(atUs) + touchS);
        a.poseAt(da, hostPose);
        b.poseAt(db, counterpartPose);
        double turn = Heading.turn(heading(hostPose), heading(counterpartPose));
        return new Encounter(
                host,
                counterpart,
                a,
                b,
                probability,
                touchS,
                host.state().speedMps() * touchS,
                counterpart.state().speedMps() * touchS,
                (hostPose.eastM + counterpartPose.eastM) / 2,
                (hostPose.northM + counterpartPose.northM) / 2,
                turn,
                onDifferentLevels(host, a.laneAt(da), counterpart, b.laneAt(db))
                        ? Encounter.Relation.APART
                        : relation(host, a, counterpart, b, turn),
                atUs);
    }

    /** Whoever follows no lane is on the level of the lane beside him. */
    private boolean onDifferentLevels(Forecast host, int hostLane, Forecast counterpart, int counterpartLane) {
        int a = hostLane < 0 ? host.state().laneIndex() : hostLane;
        int b = counterpartLane < 0 ? counterpart.state().laneIndex() : counterpartLane;
        return a >= 0 && b >= 0 && a != b && lanes.onDifferentLevels(a, b);
    }

    private Encounter.Relation relation(Forecast host, Course a, Forecast counterpart, Course b, double turn) {
        if (Math.abs(turn) < FOLLOW_TURN_MAX_RAD) {
            if (ahead(host.state(), a, counterpart.state(), b)) {
                return Encounter.Relation.HOST_BEHIND;
            }
            if (ahead(counterpart.state(), b, host.state(), a)) {
                return Encounter.Relation.HOST_AHEAD;
            }
        }
        if (turnsAcross(a, b)) {
            return Encounter.Relation.HOST_TURNS_ACROSS;
        }
        if (turnsAcross(b, a)) {
            return Encounter.Relation.COUNTERPART_TURNS_ACROSS;
        }
        boolean headOn = Math.abs(turn) > HEAD_ON_MIN_RAD && (onTheOtherSide(a) || onTheOtherSide(b));
        return !a.onLanes() || !b.onLanes() || headOn || conflicting(a, b)
                ? Encounter.Relation.CROSSING
                : Encounter.Relation.APART;
    }

    private static double heading(Pose pose) {
        return Heading.ofVector(pose.directionEast, pose.directionNorth);
    }

    /** Whether the other one is on the way of the first. */
    private boolean ahead(RoadUserState follower, Course course, RoadUserState leader, Course leaderCourse) {
        double de = leader.eastM() - follower.eastM();
        double dn = leader.northM() - follower.northM();
        double way = Math.hypot(de, dn);
        course.poseAt(0, scratch);
        if (de * scratch.directionEast + dn * scratch.directionNorth <= 0) {
            return false;
        }
        if (course.onLanes() && leader.laneIndex() >= 0) {
            return course.passes(leader.laneIndex())
                    || (leaderCourse.changesLane() && course.passes(leaderCourse.lanes()[0]));
        }
        course.poseAt(way, scratch);
        return Math.hypot(leader.eastM() - scratch.eastM, leader.northM() - scratch.northM) < BESIDE_MAX_M;
    }

    /** Whether the first turns left in a junction, across a way that begins on the other side of it and does not. */
    private boolean turnsAcross(Course turner, Course other) {
        for (int index : turner.lanes()) {
            Lane lane = lanes.lane(index);
            if (lane.turn() == TurnDirection.LEFT) {
                for (int met : other.lanes()) {
                    Lane conflicting = lanes.lane(met);
                    if (lane.conflictsWith().contains(met)
                            && conflicting.turn() != TurnDirection.LEFT
                            && Lane.opposite(lane, conflicting)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether it is beyond the left edge of a lane that has no other one there. */
    private boolean onTheOtherSide(Course course) {
        PredictedPath path = course.path();
        if (path == null) {
            return false;
        }
        Lane lane = lanes.lane(course.lanes()[0]);
        return lane.leftNeighbour() < 0 && path.lateralM() > lane.widthM() / 2;
    }

    /** Whether the lanes of the two courses cross or run into one. */
    private boolean conflicting(Course a, Course b) {
        for (int lane : a.lanes()) {
            Lane passed = lanes.lane(lane);
            for (int other : b.lanes()) {
                if (passed.conflictsWith().contains(other)) {
                    return true;
                }
            }
        }
        int lastA = a.lanes()[a.lanes().length - 1];
        int firstA = a.lanes()[0];
        int firstB = b.lanes()[0];
        // from different lanes into the same one
        return firstA != firstB && !a.passes(firstB) && !b.passes(firstA) && b.passes(lastA);
    }
}
