package io.yunkong.map.warn;

import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.RoadUserState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host that comes to something on its way, or somebody who comes up to the host on his; nobody is predicted to touch yet. Its
 * forecasts are those of the evaluation, and overwritten afterwards.
 *
 * @param path way of the host
 * @param counterpart where the subject may go, when it is a road user
 * @param from how the two come together
 * @param side the subject is in the host's lane (0), in the lane to the left of it (-1) or to the right (1)
 * @param underway the host does already what the subject is in the way of; else it signals or may
 * @param oddlyStandsS how long it has been standing where nobody is expected to wait, seconds; 0 = it is not
 * @param wayM along the way from the front of the one to the rear of the other, or to the place, metres; negative: beside one another, or
 *     passed by so much
 * @param timeS until then at the speeds of the moment, seconds
 * @param probability that the ways lead there, [0, 1]
 */
record Approach(
        Forecast host,
        PredictedPath path,
        Subject subject,
        Optional<Forecast> counterpart,
        From from,
        int side,
        boolean underway,
        double oddlyStandsS,
        double wayM,
        double timeS,
        double probability,
        long atUs)
        implements Situation {
    /** Where the subject is, seen from the host. */
    enum From {
        /** Ahead on the host's way. */
        AHEAD,
        /** It comes up behind the host. */
        BEHIND,
        /** Its way crosses or joins the host's; {@link #wayM} is its way to that place. */
        CROSSING,
        /** It comes from the other side and the host is about to turn across its way; {@link #wayM} is its way to that place. */
        ACROSS,
        /** It comes towards the host on the side of the road on which the host overtakes, or is about to. */
        ONCOMING,
        /** It comes against the direction of the lane on which the host is, or is going to be. */
        AGAINST,
        /** It is in the lane that the host is about to change to, beside the host or behind. */
        BESIDE
    }

    /** Who approaches slower than this is there in a while, m/s. */
    private static final double SPEED_MIN_MPS = 0.5;

    /** To a place ahead of the host. */
    static Approach toPlace(
            Forecast host, PredictedPath path, Subject.Place place, double wayM, double probability, long atUs) {
        return new Approach(
                host,
                path,
                place,
                Optional.empty(),
                From.AHEAD,
                0,
                true,
                0,
                wayM,
                secondsFor(wayM, host.state().speedMps()),
                probability,
                atUs);
    }

    /** Seconds for a way; 0 when there is none left. */
    static double secondsFor(double wayM, double speedMps) {
        return Math.max(0, wayM) / Math.max(SPEED_MIN_MPS, speedMps);
    }

    /** The road user that it is about; null when it is a place. */
    @Nullable RoadUserState other() {
        return subject instanceof Subject.RoadUser user ? user.state() : null;
    }

    /** Whether the subject is ahead of the host, not passed, and so near; and the host so fast. */
    boolean aheadWithin(double distanceMaxM, double headwayMaxS, double hostSpeedMinMps, double probabilityMin) {
        return wayM >= 0 && within(distanceMaxM, headwayMaxS, hostSpeedMinMps, probabilityMin);
    }

    /** The same, or the host is at it. */
    boolean within(double distanceMaxM, double headwayMaxS, double hostSpeedMinMps, double probabilityMin) {
        return from == From.AHEAD
                && wayM <= distanceMaxM
                && headwayS() <= headwayMaxS
                && host.state().speedMps() >= hostSpeedMinMps
                && probability >= probabilityMin;
    }

    /** Seconds until the host is there at its own speed, whatever the other one does. */
    double headwayS() {
        return secondsFor(wayM, host.state().speedMps());
    }

    /** The same, but the host will be there after {@code seconds}. */
    Approach reachedIn(double seconds) {
        return new Approach(
                host, path, subject, counterpart, from, side, underway, oddlyStandsS, wayM, seconds, probability, atUs);
    }

    /** The same, by either of two ways of the host. */
    Approach andAlso(Approach other) {
        return new Approach(
                host,
                path,
                subject,
                counterpart,
                from,
                side,
                underway,
                oddlyStandsS,
                wayM,
                timeS,
                probability + other.probability,
                atUs);
    }

    @Override
    public long subjectKey() {
        return subject.key();
    }

    @Override
    public double conflictEastM() {
        return subject.eastM();
    }

    @Override
    public double conflictNorthM() {
        return subject.northM();
    }
}
