package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.track.RoadUserState;

/**
 * Two road users whose footprints will touch if both keep their speed along a likely course. Its forecasts are those of the
 * evaluation, and overwritten afterwards.
 *
 * @param host the one to be warned
 * @param counterpart the other
 * @param hostCourse course of the host in the most likely touching combination
 * @param counterpartCourse course of the counterpart in it
 * @param probability of all touching combinations together
 * @param timeToTouchS seconds from {@code atUs} to the first touch in that combination
 * @param hostWayM what the host drives until then, metres
 * @param counterpartWayM what the counterpart drives until then, metres
 * @param conflictEastM between the two centres at the touch
 * @param conflictNorthM between the two centres at the touch
 * @param turnRad heading of the counterpart seen from the host's at the touch, [-pi, pi)
 * @param relation how the ways meet
 * @param atUs time of the evaluation
 */
record Encounter(
        Forecast host,
        Forecast counterpart,
        Course hostCourse,
        Course counterpartCourse,
        double probability,
        double timeToTouchS,
        double hostWayM,
        double counterpartWayM,
        double conflictEastM,
        double conflictNorthM,
        double turnRad,
        Relation relation,
        long atUs)
        implements Situation {

    /** How the ways of two road users meet. */
    enum Relation {
        /** The host comes up behind the counterpart on its way. */
        HOST_BEHIND,
        /** The counterpart comes up behind the host. */
        HOST_AHEAD,
        /** Their ways cross, join or come head on in a junction, or one of them keeps to no lane. */
        CROSSING,
        /** As {@link #CROSSING}: the host turns left across the way of the counterpart, who comes from the other side. */
        HOST_TURNS_ACROSS,
        /** The same the other way round. */
        COUNTERPART_TURNS_ACROSS,
        /** They touch by geometry, but their lanes do not conflict: side by side, each on its own side of the road, or one on a bridge. */
        APART;

        /** Whether their ways cross, join or come head on. */
        boolean crossing() {
            return switch (this) {
                case CROSSING, HOST_TURNS_ACROSS, COUNTERPART_TURNS_ACROSS -> true;
                case HOST_BEHIND, HOST_AHEAD, APART -> false;
            };
        }
    }

    @Override
    public Subject subject() {
        return new Subject.RoadUser(counterpartState().snapshot());
    }

    @Override
    public long subjectKey() {
        return counterpartState().trackId();
    }

    @Override
    public double timeS() {
        return timeToTouchS;
    }

    RoadUserState hostState() {
        return host.state();
    }

    RoadUserState counterpartState() {
        return counterpart.state();
    }

    /** Whether they are on different lanes now and touch because one of them comes to the other's. */
    boolean byLaneChange() {
        return hostState().laneIndex() != counterpartState().laneIndex()
                && (hostCourse.changesLane() || counterpartCourse.changesLane());
    }

    /** Speed by which the gap between one behind the other shrinks, m/s. */
    double closingSpeedMps() {
        return hostState().speedMps() - counterpartState().speedMps() * Math.cos(turnRad);
    }

    /** Size of the velocity difference at the touch, m/s. */
    double relativeSpeedMps() {
        double a = hostState().speedMps();
        double b = counterpartState().speedMps();
        return Math.sqrt(Math.max(0, a * a + b * b - 2 * a * b * Math.cos(turnRad)));
    }

    /** The same encounter seen by the other party. */
    Encounter reversed() {
        Relation seen = switch (relation) {
            case HOST_BEHIND -> Relation.HOST_AHEAD;
            case HOST_AHEAD -> Relation.HOST_BEHIND;
            case HOST_TURNS_ACROSS -> Relation.COUNTERPART_TURNS_ACROSS;
            case COUNTERPART_TURNS_ACROSS -> Relation.HOST_TURNS_ACROSS;
            case CROSSING, APART -> relation;
        };
        return new Encounter(
                counterpart,
                host,
                counterpartCourse,
                hostCourse,
                probability,
                timeToTouchS,
                counterpartWayM,
                hostWayM,
                conflictEastM,
                conflictNorthM,
                Heading.turn(turnRad, 0),
                seen,
                atUs);
    }
}
