package io.yunkong.map.roadside;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.NearbyLanes;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.roadside.RoadsideNotice.Path;
import io.yunkong.map.roadside.RoadsideNotice.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lanes for vehicles that an event or a sign concerns. Paths say by which lanes one comes to it, the place where on them it is; a
 * place off these lanes leaves all of the paths. Without a path it is on every lane at the place, in both directions. Not thread-safe: one
 * owner.
 */
final class StretchFinder {
    /** Of all paths of a notice together; what is farther along them is not used. */
    static final double LENGTH_MAX_M = 3000;

    /** A lane that a path comes to in its course begins so much late at most. */
    private static final double STEP_M = 10;

    /** A sign about speed holds on lanes that are shorter than that, too. */
    private static final double SPEED_SIGN_STEP_M = 2;

    /** Lanes that a path comes to one after the other meet within so many metres along it: round a bend some are longer than the path. */
    private static final double JOINT_M = 15;

    private static final double TURN_MAX_RAD = Math.toRadians(45);
    /** A place is on a lane that is no farther off. */
    private static final double ON_LANE_M = 4;
    /** It may stand beside the road. */
    private static final double ROADSIDE_M = 15;
    /** No event is larger around its place: nobody is told farther away. */
    private static final double EVENT_RADIUS_MAX_M = 300;

    private static final double PATH_RADIUS_MIN_M = 2;
    private static final double PATH_RADIUS_MAX_M = 30;
    private static final double REPEATED_M = 0.01;

    private final LaneMap lanes;
    private final NearbyLanes nearby = new NearbyLanes();
    private double westM = Double.POSITIVE_INFINITY;
    private double southM = Double.POSITIVE_INFINITY;
    private double eastM = Double.NEGATIVE_INFINITY;
    private double northM = Double.NEGATIVE_INFINITY;

    StretchFinder(LaneMap lanes) {
        this.lanes = lanes;
        for (Lane lane : lanes.lanes()) {
            for (int i = 0; i < lane.line().size(); i++) {
                westM = Math.min(westM, lane.line().eastM(i));
                eastM = Math.max(eastM, lane.line().eastM(i));
                southM = Math.min(southM, lane.line().northM(i));
                northM = Math.max(northM, lane.line().northM(i));
            }
        }
    }

    /**
     * What was found.
     *
     * @param byLane empty = nowhere
     * @param speedSign what it says of the speed; empty = nothing that can be used
     * @param reach where that holds
     * @param defect of the notice, or of a part that is left out; null = none
     */
    record Found(
            Map<Integer, Stretch> byLane,
            Optional<SpeedSign> speedSign,
            SignReach reach,
            @Nullable RoadsideDefect defect) {}

    Found find(RoadsideNotice notice) {
        Optional<SpeedSign> sign = SpeedSign.of(notice);
        Search search = new Search(sign.isPresent());
        notice.paths().forEach(search::follow);
        Map<Integer, Stretch> byLane = search.byLane;
        Map<Integer, Stretch> there = notice.place()
                .map(place -> around(notice, place, search.byLane))
                .orElse(Map.of());
        List<Stretch> nearestFirst = List.of();
        if (sign.isPresent() && notice.place().isPresent()) {
            nearestFirst = nearestFirst(there, notice.place().get());
            there = beside(nearestFirst);
        }
        byLane = there.isEmpty() ? byLane : there;
        RoadsideDefect defect = search.defect;
        if (byLane.isEmpty() && defect == null) {
            boolean inside = search.inside
                    || notice.place().filter(at -> covers(at, radius(notice))).isPresent();
            defect = inside ? RoadsideDefect.OFF_LANES : RoadsideDefect.OUTSIDE_ZONE;
        }
        return withReach(sign, byLane, search, nearestFirst, defect);
    }

    private static Found withReach(
            Optional<SpeedSign> sign,
            Map<Integer, Stretch> byLane,
            Search search,
            List<Stretch> place,
            @Nullable RoadsideDefect defect) {
        if (sign.isEmpty() || byLane.isEmpty()) {
            return new Found(byLane, Optional.empty(), SignReach.NOWHERE, defect);
        }
        SignReach reach = SignReach.of(sign.get().kind(), search.paths, place);
        RoadsideDefect useless = sign.get().defect().orElse(reach.isNowhere() ? RoadsideDefect.NO_REACH : null);
        return useless == null
                ? new Found(byLane, sign, reach, defect)
                : new Found(byLane, Optional.empty(), SignReach.NOWHERE, defect == null ? useless : defect);
    }

    private List<Stretch> nearestFirst(Map<Integer, Stretch> there, Point place) {
        return there.values().stream()
                .sorted(Comparator.comparingDouble(at -> distanceM(at, place)))
                .toList();
    }

    /** Without lanes that one which follows or leads there is nearer than: it stands not at their end but beyond it. */
    private Map<Integer, Stretch> beside(List<Stretch> nearestFirst) {
        Map<Integer, Stretch> found = new HashMap<>();
        for (Stretch at : nearestFirst) {
            List<Integer> nearer = nearestFirst.subList(0, nearestFirst.indexOf(at)).stream()
                    .map(Stretch::lane)
                    .toList();
            if (joined(lanes.lane(at.lane())).noneMatch(nearer::contains)) {
                found.put(at.lane(), at);
            }
        }
        return found;
    }

    private double distanceM(Stretch at, Point place) {
        Polyline line = lanes.lane(at.lane()).line();
        return distance(new Point(line.eastAt(at.fromM()), line.northAt(at.fromM())), place);
    }

    private static Stream<Integer> joined(Lane lane) {
        return Stream.concat(lane.predecessors().stream(), lane.successors().stream());
    }

    private static double radius(RoadsideNotice notice) {
        return switch (notice.kind()) {
            case EVENT -> Math.clamp(notice.radiusM(), 0, EVENT_RADIUS_MAX_M);
            case SIGN -> 0;
        };
    }

    private boolean covers(Point point, double marginM) {
        return point.eastM() >= westM - marginM
                && point.eastM() <= eastM + marginM
                && point.northM() >= southM - marginM
                && point.northM() <= northM + marginM;
    }

    /** @param onlyOn the lanes of the paths; none = any lane */
    private Map<Integer, Stretch> around(RoadsideNotice notice, Point place, Map<Integer, Stretch> onlyOn) {
        double radius = radius(notice);
        boolean beside = notice.kind() == RoadsideNotice.Kind.SIGN || !onlyOn.isEmpty();
        double reach = Math.max(radius, beside ? ROADSIDE_M : ON_LANE_M);
        Map<Integer, Stretch> found = new HashMap<>();
        if (!covers(place, reach)) {
            return found;
        }
        for (Lane lane : lanes.lanes()) {
            if (lane.kind() == LaneKind.VEHICLE && (onlyOn.isEmpty() || onlyOn.containsKey(lane.index()))) {
                Polyline.Projection at = lane.line().project(place.eastM(), place.northM());
                if (at.distanceM() <= reach) {
                    double along = Math.sqrt(Math.max(0, radius * radius - at.distanceM() * at.distanceM()));
                    found.put(
                            lane.index(),
                            new Stretch(
                                    lane.index(),
                                    Math.max(0, at.sM() - along),
                                    Math.min(lane.lengthM(), at.sM() + along)));
                }
            }
        }
        return found;
    }

    /** The lanes along the paths of one notice. */
    private final class Search {
        final Map<Integer, Stretch> byLane = new HashMap<>();
        final List<Map<Integer, SignReach.Piece>> paths = new ArrayList<>();
        boolean inside;

        @Nullable RoadsideDefect defect;

        private final boolean ofSpeed;
        private double leftM = LENGTH_MAX_M;

        /** @param ofSpeed whether for a sign that sets or ends a speed limit: it holds without gaps */
        Search(boolean ofSpeed) {
            this.ofSpeed = ofSpeed;
        }

        void follow(Path path) {
            List<Point> points = new ArrayList<>();
            for (Point point : path.points()) {
                if (points.isEmpty() || distance(points.getLast(), point) > REPEATED_M) {
                    points.add(point);
                }
            }
            if (points.size() < 2) {
                defect = RoadsideDefect.TOO_FEW_POINTS;
            }
            double radius = Math.clamp(path.radiusM(), PATH_RADIUS_MIN_M, PATH_RADIUS_MAX_M);
            Map<Integer, SignReach.Piece> pieces = new HashMap<>();
            double pathM = 0;
            for (int i = 1; i < points.size(); i++) {
                follow(points.get(i - 1), points.get(i), radius, pathM, pieces);
                pathM += distance(points.get(i - 1), points.get(i));
            }
            if (ofSpeed) {
                pieces = whole(pieces);
            }
            paths.add(pieces);
            pieces.values().forEach(piece -> byLane.merge(piece.stretch().lane(), piece.stretch(), Stretch::and));
        }

        /** Up to the ends of the lanes where the path goes on to the next one; without those it only comes near to. */
        private Map<Integer, SignReach.Piece> whole(Map<Integer, SignReach.Piece> sampled) {
            Map<Integer, SignReach.Piece> found = new HashMap<>();
            for (SignReach.Piece piece : sampled.values()) {
                Lane lane = lanes.lane(piece.stretch().lane());
                boolean comes = lane.predecessors().stream().anyMatch(before -> follows(sampled.get(before), piece));
                boolean goesOn = lane.successors().stream().anyMatch(next -> precedes(piece, sampled.get(next)));
                SignReach.Piece whole = piece.with(new Stretch(
                        lane.index(),
                        comes ? 0 : piece.stretch().fromM(),
                        goesOn ? lane.lengthM() : piece.stretch().toM()));
                if (whole.lengthM() > 0) {
                    found.put(lane.index(), whole);
                }
            }
            return found;
        }

        private boolean follows(SignReach.@Nullable Piece before, SignReach.Piece piece) {
            return before != null && before.lengthM() > 0 && meet(before, piece);
        }

        private boolean precedes(SignReach.Piece piece, SignReach.@Nullable Piece next) {
            return next != null && next.lengthM() > 0 && meet(piece, next);
        }

        private boolean meet(SignReach.Piece before, SignReach.Piece next) {
            double endM = lanes.lane(before.stretch().lane()).lengthM();
            return Math.abs(before.pathM(endM) - next.pathM(0)) < JOINT_M;
        }

        /** The part of a straight piece that is in the zone. */
        private void follow(Point from, Point to, double radiusM, double pathM, Map<Integer, SignReach.Piece> into) {
            double de = to.eastM() - from.eastM();
            double dn = to.northM() - from.northM();
            double enter = Math.max(
                    0,
                    Math.max(
                            enter(from.eastM(), de, westM - radiusM, eastM + radiusM),
                            enter(from.northM(), dn, southM - radiusM, northM + radiusM)));
            double leave = Math.min(
                    1,
                    Math.min(
                            leave(from.eastM(), de, westM - radiusM, eastM + radiusM),
                            leave(from.northM(), dn, southM - radiusM, northM + radiusM)));
            if (enter > leave) {
                return;
            }
            inside = true;
            double lengthM = distance(from, to);
            double insideM = (leave - enter) * lengthM;
            if (insideM > leftM) {
                defect = RoadsideDefect.TOO_LONG;
                insideM = leftM;
            }
            leftM -= insideM;
            double heading = Heading.ofVector(de, dn);
            int steps = (int) Math.ceil(insideM / (ofSpeed ? SPEED_SIGN_STEP_M : STEP_M));
            for (int i = 0; i <= steps; i++) {
                double share = enter + (steps == 0 ? 0 : insideM * i / steps / lengthM);
                lanes.findNear(
                        from.eastM() + share * de,
                        from.northM() + share * dn,
                        heading,
                        LaneKind.VEHICLE,
                        radiusM,
                        TURN_MAX_RAD,
                        nearby);
                note(from.eastM() + share * de, from.northM() + share * dn, pathM + share * lengthM, into);
            }
        }

        private void note(double east, double north, double pathM, Map<Integer, SignReach.Piece> into) {
            for (int i = 0; i < nearby.count(); i++) {
                int lane = nearby.lane(i);
                Polyline.Projection at = lanes.lane(lane).line().project(east, north);
                into.merge(
                        lane,
                        new SignReach.Piece(new Stretch(lane, at.sM(), at.sM()), pathM - at.sM(), at.distanceM()),
                        SignReach.Piece::and);
            }
        }
    }

    /** Which share of the way from {@code at} by {@code way} lies before it comes between two bounds; beyond 1: it does not. */
    private static double enter(double at, double way, double low, double high) {
        if (way == 0) {
            return at >= low && at <= high ? 0 : Double.POSITIVE_INFINITY;
        }
        return ((way > 0 ? low : high) - at) / way;
    }

    /** The same until it leaves them again. */
    private static double leave(double at, double way, double low, double high) {
        return way == 0 ? 1 : ((way > 0 ? high : low) - at) / way;
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.eastM() - b.eastM(), a.northM() - b.northM());
    }
}
