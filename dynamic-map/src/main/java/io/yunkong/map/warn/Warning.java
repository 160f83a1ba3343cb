package io.yunkong.map.warn;

import io.yunkong.map.track.TrackSnapshot;

/**
 * A warning to one host about one counterpart, as of {@code updatedAtUs}. Immutable.
 *
 * @param id one id from raise to clear, unique in the platform
 * @param host the road user that is warned; it is equipped
 * @param counterpart the other party
 * @param timeToCollisionS predicted seconds until the footprints touch, from {@code updatedAtUs}
 * @param conflictEastM where they would touch
 * @param conflictNorthM where they would touch
 * @param raisedAtUs first raised
 * @param updatedAtUs time of this state
 * @param validUntilUs must not be shown after this
 * @param evidence why
 */
public record Warning(
        String id,
        Application application,
        Severity severity,
        TrackSnapshot host,
        TrackSnapshot counterpart,
        double timeToCollisionS,
        double conflictEastM,
        double conflictNorthM,
        long raisedAtUs,
        long updatedAtUs,
        long validUntilUs,
        Evidence evidence) {
    /** The same, its road users matched to no lane; the evidence still names those that it rests on. */
    Warning withoutLanes() {
        return new Warning(
                id,
                application,
                severity,
                host.withoutLane(),
                counterpart.withoutLane(),
                timeToCollisionS,
                conflictEastM,
                conflictNorthM,
                raisedAtUs,
                updatedAtUs,
                validUntilUs,
                evidence);
    }
}
