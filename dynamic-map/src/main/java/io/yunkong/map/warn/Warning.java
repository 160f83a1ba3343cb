package io.yunkong.map.warn;

import io.yunkong.map.track.TrackSnapshot;
import java.util.Optional;

/**
 * A warning to one host, as of {@code updatedAtUs}. Immutable.
 *
 * @param id one id from raise to clear, unique in the platform
 * @param host the road user that is warned; it is equipped
 * @param subject what it is warned of
 * @param timeToCollisionS predicted seconds until it touches or reaches the subject, from {@code updatedAtUs}
 * @param conflictEastM where that would be
 * @param conflictNorthM where that would be
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
        Subject subject,
        double timeToCollisionS,
        double conflictEastM,
        double conflictNorthM,
        long raisedAtUs,
        long updatedAtUs,
        long validUntilUs,
        Evidence evidence) {
    /** The other road user; empty when it is about a place. */
    public Optional<TrackSnapshot> counterpart() {
        return switch (subject) {
            case Subject.RoadUser other -> Optional.of(other.state());
            case Subject.Place _ -> Optional.empty();
        };
    }

    /** Whether a collision is near: such a warning takes the place of any other about the same. */
    public boolean urgent() {
        return urgent(application, severity);
    }

    static boolean urgent(Application application, Severity severity) {
        return application.ofCollision() && severity.compareTo(Severity.WARNING) >= 0;
    }

    /** The same, over at a time. */
    Warning endedAt(long atUs, long shownUntilUs) {
        return new Warning(
                id,
                application,
                severity,
                host,
                subject,
                timeToCollisionS,
                conflictEastM,
                conflictNorthM,
                raisedAtUs,
                atUs,
                shownUntilUs,
                evidence);
    }

    /** The same, its road users matched to no lane; the evidence still names those that it rests on. */
    Warning withoutLanes() {
        return new Warning(
                id,
                application,
                severity,
                host.withoutLane(),
                switch (subject) {
                    case Subject.RoadUser other ->
                        new Subject.RoadUser(other.state().withoutLane());
                    case Subject.Place place -> place;
                },
                timeToCollisionS,
                conflictEastM,
                conflictNorthM,
                raisedAtUs,
                updatedAtUs,
                validUntilUs,
                evidence);
    }
}
