package io.yunkong.map.track;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.RoadUserClass;

/** Looks for the track that is the same road user as another (track-to-track association). One owner: the {@link Tracker}. */
final class TwinSearch implements Vicinity.Visitor {
    private static final int CLASS_HITS_MIN = 8;

    private final Track[] tracks;
    private final Vicinity vicinity;
    private final TrackerParameters parameters;
    private int self;
    private int best;
    private double bestDistance;

    TwinSearch(Track[] tracks, Vicinity vicinity, TrackerParameters parameters) {
        this.tracks = tracks;
        this.vicinity = vicinity;
        this.parameters = parameters;
    }

    /** Slot of the track that is the same road user as the one in {@code slot}; -1 = there is none. */
    int find(int slot) {
        self = slot;
        best = -1;
        bestDistance = parameters.mergeGate();
        Track track = tracks[slot];
        vicinity.forEachNear(track.motion.east(), track.motion.north(), parameters.mergeRadiusM() + 20, this);
        return best;
    }

    @Override
    public void visit(int slot) {
        if (slot == self || !mayBeOne(tracks[self], tracks[slot])) {
            return;
        }
        double distance = distance(tracks[self], tracks[slot]);
        if (distance < bestDistance || (distance == bestDistance && best >= 0 && slot < best)) {
            bestDistance = distance;
            best = slot;
        }
    }

    private boolean mayBeOne(Track a, Track b) {
        if (a.equipped() && b.equipped()) {
            // only a station that has fallen silent can have come back under another id
            long silent = Math.abs(a.selfReportedAtUs - b.selfReportedAtUs);
            return silent > 300_000 && !a.seenApartFrom(b);
        }
        // a sensor takes some looks to tell a car from a cycle; somebody who steps out beside a car is not the car
        boolean alike = a.roadUserClass().vulnerable() == b.roadUserClass().vulnerable()
                || (!a.equipped()
                        && !b.equipped()
                        && Math.min(a.hits, b.hits) < CLASS_HITS_MIN
                        && a.roadUserClass() != RoadUserClass.PEDESTRIAN
                        && b.roadUserClass() != RoadUserClass.PEDESTRIAN);
        return alike && !a.seenApartFrom(b);
    }

    /** Squared Mahalanobis distance in place, speed and heading at the time of the newer one. */
    private double distance(Track a, Track b) {
        long at = Math.max(a.measuredAtUs, b.measuredAtUs);
        double de = a.eastAt(at) - b.eastAt(at);
        double dn = a.northAt(at) - b.northAt(at);
        double square = de * de + dn * dn;
        if (square > parameters.mergeRadiusM() * parameters.mergeRadiusM()) {
            return Double.POSITIVE_INFINITY;
        }
        double dv = a.motion.speed() - b.motion.speed();
        // sensors keep a calibration error that no filter sees
        double distance = square / (a.motion.positionVariance() + b.motion.positionVariance() + 0.2)
                + dv * dv / (a.motion.speedVariance() + b.motion.speedVariance() + 0.1);
        if (Math.min(a.motion.speed(), b.motion.speed()) > 2) {
            double dh = Math.abs(Heading.turn(a.motion.heading(), b.motion.heading()));
            distance += dh * dh / (a.motion.headingVariance() + b.motion.headingVariance() + 0.005);
        }
        return distance;
    }
}
