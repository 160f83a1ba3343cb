package io.yunkong.map.roadside;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.PredictedPath;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A notice and where on the lanes of a zone it is: one stretch of each lane at most. Immutable. */
public final class PlacedNotice {
    private static final double STEP_M = 10;

    private final RoadsideNotice notice;
    private final Map<Integer, Stretch> byLane;
    private final SignReach reach;
    private final Optional<SpeedSign> speedSign;
    private double westM = Double.POSITIVE_INFINITY;
    private double southM = Double.POSITIVE_INFINITY;
    private double eastM = Double.NEGATIVE_INFINITY;
    private double northM = Double.NEGATIVE_INFINITY;

    /**
     * Where a way comes to it.
     *
     * @param wayM metres from the start of the way; 0 = it begins in it
     * @param lane index
     * @param atM metres along the lane
     */
    public record Beginning(double wayM, int lane, double atM) {}

    PlacedNotice(RoadsideNotice notice, StretchFinder.Found found, LaneMap lanes) {
        this.notice = notice;
        this.byLane = Map.copyOf(found.byLane());
        this.reach = found.reach();
        this.speedSign = found.speedSign();
        byLane.values()
                .forEach(stretch -> cover(stretch, lanes.lane(stretch.lane()).line()));
    }

    /** The same, told again. */
    private PlacedNotice(RoadsideNotice again, PlacedNotice before) {
        this.notice = again;
        this.byLane = before.byLane;
        this.reach = before.reach;
        this.speedSign = before.speedSign;
        this.westM = before.westM;
        this.southM = before.southM;
        this.eastM = before.eastM;
        this.northM = before.northM;
    }

    /** @param again says the same */
    PlacedNotice toldAgain(RoadsideNotice again) {
        return new PlacedNotice(again, this);
    }

    private void cover(Stretch stretch, Polyline line) {
        for (double s = stretch.fromM(); s < stretch.toM() + STEP_M; s += STEP_M) {
            double east = line.eastAt(Math.min(s, stretch.toM()));
            double north = line.northAt(Math.min(s, stretch.toM()));
            westM = Math.min(westM, east);
            eastM = Math.max(eastM, east);
            southM = Math.min(southM, north);
            northM = Math.max(northM, north);
        }
    }

    public RoadsideNotice notice() {
        return notice;
    }

    /** Whether it is a sign that sets a speed limit from its place on, or ends one. */
    public boolean ofSpeed() {
        return speedSign.isPresent();
    }

    /** What it says of the speed, from its place on; empty = nothing that can be used. */
    Optional<SpeedSign> speedSign() {
        return speedSign;
    }

    /** Where that holds. */
    SignReach reach() {
        return reach;
    }

    Collection<Stretch> stretches() {
        return byLane.values();
    }

    /** Whether the box around it comes so near to a place. */
    boolean within(double radiusM, double placeEastM, double placeNorthM) {
        return westM - placeEastM < radiusM
                && placeEastM - eastM < radiusM
                && southM - placeNorthM < radiusM
                && placeNorthM - northM < radiusM;
    }

    /** Where a way comes to it first; empty when it does not, or has passed it. */
    public Optional<Beginning> beginning(PredictedPath path) {
        for (PredictedPath.Leg leg : path.legs()) {
            Stretch stretch = byLane.get(leg.lane());
            if (stretch != null && stretch.toM() >= leg.laneSM()) {
                double ahead = Math.max(0, stretch.fromM() - leg.laneSM());
                return Optional.of(new Beginning(leg.fromM() + ahead, leg.lane(), stretch.fromM()));
            }
        }
        return Optional.empty();
    }
}
