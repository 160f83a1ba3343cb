package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that two predicted paths share: where their lanes cross, or from where on they run in one. Distances are metres from the present
 * places of the two road users along their paths; what lies behind one of them is negative.
 *
 * @param laneA index of the first path's lane in it
 * @param laneB index of the second path's
 * @param pointAM where the centre lines meet, along the first
 * @param pointBM the same place along the second
 * @param entryAM where the first path's corridor enters that of the second
 * @param exitAM where it has left it; where the lanes join, the entry itself: from there on one follows the other
 * @param entryBM as {@code entryAM}, along the second
 * @param exitBM as {@code exitAM}, along the second
 */
public record ConflictArea(
        int laneA,
        int laneB,
        double pointAM,
        double pointBM,
        double entryAM,
        double exitAM,
        double entryBM,
        double exitBM) {
    /** A crosswalk that somebody goes along is so near to his way. */
    private static final double CROSSWALK_NEAR_M = 4;

    /** He is on it when he is no farther beside it. */
    private static final double BESIDE_M = 1;

    /** He goes along it when he turns off no more than this from its direction, or the other one. */
    private static final double ALONG_RAD = Math.toRadians(45);

    /** Lanes that meet at a smaller angle, 17 degrees, share too long a stretch for an outline. */
    private static final double SIN_MIN = 0.3;

    /**
     * The first along {@code a} that neither has left yet; empty when their lanes do not conflict within both paths.
     *
     * @param lengthAM of the first road user, whose middle follows the path
     * @param lengthBM of the second
     */
    public static Optional<ConflictArea> first(
            PredictedPath a, double lengthAM, PredictedPath b, double lengthBM, LaneMap lanes) {
        ConflictArea first = null;
        for (PredictedPath.Leg legA : a.legs()) {
            for (PredictedPath.Leg legB : b.legs()) {
                ConflictArea found = between(legA, legB, lanes);
                if (found != null
                        && found.entryBM < b.lengthM()
                        && found.isAhead(a, lengthAM, lengthBM)
                        && found.isBefore(first)) {
                    first = found;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    /**
     * The first along {@code a} where it crosses a crosswalk that somebody goes along who follows no lane: the crosswalk is the second lane, and
     * distances along it are his. Empty when he goes along none there, or one of them has left it.
     *
     * @param lengthAM of the road user on the path
     * @param walker where he is and where he goes
     * @param touchM how far he goes until the two would touch: that is where he is to be on the crosswalk
     * @param lengthBM of the walker
     */
    public static Optional<ConflictArea> onCrosswalk(
            PredictedPath a, double lengthAM, Pose walker, double touchM, double lengthBM, LaneMap lanes) {
        double heading = Heading.ofVector(walker.directionEast, walker.directionNorth);
        double east = walker.eastM + touchM * walker.directionEast;
        double north = walker.northM + touchM * walker.directionNorth;
        NearbyLanes near = new NearbyLanes();
        ConflictArea first = null;
        for (double direction : new double[] {heading, Heading.turn(Math.PI, heading)}) {
            lanes.findNear(east, north, direction, LaneKind.CROSSWALK, CROSSWALK_NEAR_M, ALONG_RAD, near);
            for (int i = 0; i < near.count(); i++) {
                Lane crosswalk = lanes.lane(near.lane(i));
                boolean on = Math.abs(near.offsetM(i)) <= crosswalk.widthM() / 2 + BESIDE_M;
                for (PredictedPath.Leg leg : a.legs()) {
                    ConflictArea found = on ? between(leg, crosswalk, walker, lanes) : null;
                    if (found != null && found.isAhead(a, lengthAM, lengthBM) && found.isBefore(first)) {
                        first = found;
                    }
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private boolean isAhead(PredictedPath a, double lengthAM, double lengthBM) {
        return exitAM + lengthAM / 2 > 0 && exitBM + lengthBM / 2 > 0 && entryAM < a.lengthM();
    }

    private boolean isBefore(@Nullable ConflictArea other) {
        return other == null || entryAM < other.entryAM;
    }

    private static @Nullable ConflictArea between(PredictedPath.Leg leg, Lane crosswalk, Pose walker, LaneMap lanes) {
        Lane lane = lanes.lane(leg.lane());
        Crossing crossing = crossing(lane, crosswalk, lanes).orElse(null);
        Angle angle = crossing == null ? null : Angle.of(lane, crosswalk, crossing);
        if (crossing == null || angle == null) {
            return null;
        }
        Pose middle = angle.second();
        double along = (middle.eastM - walker.eastM) * middle.directionEast
                + (middle.northM - walker.northM) * middle.directionNorth;
        boolean forwards =
                walker.directionEast * middle.directionEast + walker.directionNorth * middle.directionNorth >= 0;
        double a = leg.fromM() - leg.laneSM() + crossing.sAM();
        double b = forwards ? along : -along;
        double halfLane = CrossingFinder.halfCorridor(lane);
        double halfCrosswalk = CrossingFinder.halfCorridor(crosswalk);
        double withinA = (halfCrosswalk + halfLane * Math.abs(angle.cos())) / Math.abs(angle.sin());
        double withinB = (halfLane + halfCrosswalk * Math.abs(angle.cos())) / Math.abs(angle.sin());
        return new ConflictArea(
                lane.index(), crosswalk.index(), a, b, a - withinA, a + withinA, b - withinB, b + withinB);
    }

    /** A crosswalk that belongs to no junction conflicts with no lane in the map: then the lines tell. */
    private static Optional<Crossing> crossing(Lane a, Lane b, LaneMap lanes) {
        return lanes.crossing(a.index(), b.index()).or(() -> CrossingFinder.find(a, b));
    }

    /**
     * How two lanes meet.
     *
     * @param first the place where they do, and the direction of the first
     * @param second the same of the second
     * @param sin of the angle from the second to the first, positive to the left
     */
    private record Angle(Pose first, Pose second, double sin, double cos) {
        /** Null when the angle is too small to say where they meet. */
        static @Nullable Angle of(Lane a, Lane b, Crossing crossing) {
            Pose first = new Pose();
            a.line().poseAt(crossing.sAM(), first);
            Pose second = new Pose();
            b.line().poseAt(crossing.sBM(), second);
            double sin = first.directionNorth * second.directionEast - first.directionEast * second.directionNorth;
            double cos = first.directionEast * second.directionEast + first.directionNorth * second.directionNorth;
            return Math.abs(sin) < SIN_MIN ? null : new Angle(first, second, sin, cos);
        }
    }

    /**
     * Its outline: what the corridors of both lanes share if they go straight on there, four corners in order. Empty where the lanes meet at a small
     * angle, as those that join.
     */
    public Optional<Polyline> outline(LaneMap lanes) {
        Lane a = lanes.lane(laneA);
        Lane b = lanes.lane(laneB);
        Crossing crossing = crossing(a, b, lanes).orElse(null);
        Angle angle = crossing == null ? null : Angle.of(a, b, crossing);
        if (angle == null) {
            return Optional.empty();
        }
        double halfA = CrossingFinder.halfCorridor(a);
        double halfB = CrossingFinder.halfCorridor(b);
        double[] east = new double[4];
        double[] north = new double[4];
        Pose at = angle.first();
        for (int corner = 0; corner < 4; corner++) {
            double left = corner < 2 ? halfA : -halfA;
            double side = corner == 0 || corner == 3 ? -halfB : halfB;
            double along = (side - left * angle.cos()) / angle.sin();
            east[corner] = at.eastM + along * at.directionEast - left * at.directionNorth;
            north[corner] = at.northM + along * at.directionNorth + left * at.directionEast;
        }
        return Optional.of(new Polyline(east, north));
    }

    private static @Nullable ConflictArea between(PredictedPath.Leg legA, PredictedPath.Leg legB, LaneMap lanes) {
        Crossing crossing = lanes.crossing(legA.lane(), legB.lane()).orElse(null);
        if (crossing == null) {
            return null;
        }
        double a = legA.fromM() - legA.laneSM();
        double b = legB.fromM() - legB.laneSM();
        boolean join = lanes.lane(legA.lane()).successors().stream()
                .anyMatch(lanes.lane(legB.lane()).successors()::contains);
        return new ConflictArea(
                legA.lane(),
                legB.lane(),
                a + crossing.sAM(),
                b + crossing.sBM(),
                a + crossing.fromAM(),
                a + (join ? crossing.fromAM() : crossing.toAM()),
                b + crossing.fromBM(),
                b + (join ? crossing.fromBM() : crossing.toBM()));
    }
}
