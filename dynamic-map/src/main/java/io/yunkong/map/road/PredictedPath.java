package io.yunkong.map.road;

import java.util.List;

/**
 * A way that a road user may take: a line in the zone's plane from where it is now, keeping its offset to the centre of its lane or, after a
 * lane change, losing it.
 * Distances are metres from the present place along the centre line. Immutable.
 *
 * @param line centre line of the lanes passed; goes on straight where the last lane ends without a successor
 * @param lateralM offset of the user to the left of the line at present (negative: right)
 * @param centredAfterM where the offset has shrunk to nothing, evenly; infinite: it is kept all the way, > 0
 * @param legs lanes passed, in order; the first holds the present place
 * @param probability share among the paths of the same prediction, (0, 1]
 */
public record PredictedPath(Polyline line, double lateralM, double centredAfterM, List<Leg> legs, double probability) {
    /**
     * @param lane index of the lane
     * @param fromM where it begins, metres from the present place; for the first leg 0
     * @param laneSM place on the lane at which the leg begins: for the first leg the present place, else 0
     */
    public record Leg(int lane, double fromM, double laneSM) {}

    public PredictedPath {
        legs = List.copyOf(legs);
    }

    /** The same, as likely as {@code probability}. */
    public PredictedPath withProbability(double probability) {
        return new PredictedPath(line, lateralM, centredAfterM, legs, probability);
    }

    /** The same, going to the centre of the lanes within {@code afterM}. */
    public PredictedPath centredAfter(double afterM) {
        return new PredictedPath(line, lateralM, afterM, legs, probability);
    }

    private double lateralAt(double distanceM) {
        return lateralM * Math.clamp(1 - distanceM / centredAfterM, 0, 1);
    }

    /** How far the prediction reaches. */
    public double lengthM() {
        return line.lengthM();
    }

    /** Place, clamped to the ends, and direction after {@code distanceM}. */
    public void poseAt(double distanceM, Pose into) {
        line.poseAt(distanceM, into);
        double beside = lateralAt(distanceM);
        into.eastM -= beside * into.directionNorth;
        into.northM += beside * into.directionEast;
    }

    /** Places, clamped to the ends, every {@code stepM} from the present one on: the first {@code count} of them. */
    public void sample(double stepM, int count, double[] east, double[] north) {
        line.sample(stepM, lateralM, centredAfterM, count, east, north);
    }

    /** East coordinate after {@code distanceM}, clamped to the ends. */
    public double eastAt(double distanceM) {
        return line.eastAt(distanceM) - lateralAt(distanceM) * Math.cos(line.headingAt(distanceM));
    }

    /** North coordinate after {@code distanceM}, clamped to the ends. */
    public double northAt(double distanceM) {
        return line.northAt(distanceM) + lateralAt(distanceM) * Math.sin(line.headingAt(distanceM));
    }

    /** Direction after {@code distanceM}, radians clockwise from north. */
    public double headingAt(double distanceM) {
        return line.headingAt(distanceM);
    }

    /** Place on the lane graph after {@code distanceM}. Past the last lane's end s is larger than its length. */
    public LaneRef placeAt(double distanceM) {
        Leg leg = legs.getFirst();
        for (Leg next : legs) {
            if (next.fromM() <= distanceM) {
                leg = next;
            }
        }
        return new LaneRef(leg.lane(), leg.laneSM() + distanceM - leg.fromM(), lateralAt(distanceM));
    }
}
