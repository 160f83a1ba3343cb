package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.track.RoadUserState;
import java.util.Optional;

/**
 * A road user that may be on its way to the lane beside its own, as its sideways motion tells: two hypotheses compared by Bayes' rule, that it
 * keeps its lane (no sideways speed but to come back to the centre, near which it is) and that it leaves it (some 0.8 m/s, anywhere between the
 * centre lines). Immutable.
 *
 * @param lane index of the lane it goes to
 * @param probability that it goes there, [0, 1]
 * @param sidewaysMps speed towards that lane, m/s, > 0
 */
record LaneChange(int lane, double probability, double sidewaysMps) {
    /** Slower ones turn and manoeuvre in their lane. */
    private static final double SPEED_MIN_MPS = 1;

    /** Who hardly moves sideways near the centre need not be asked further: the probability is less than 0.1 whatever is signalled. */
    private static final double QUIET_MPS = 0.2;

    private static final double QUIET_OFFSET_M = 0.8;

    private static final double PRIOR = 0.1;
    private static final double PRIOR_SIGNALLED = 0.3;

    /** Usual sideways speed of a change, and its spread, m/s; a slow vehicle cannot go sideways as fast. */
    private static final double SIDEWAYS_MPS = 0.8;

    private static final double SIDEWAYS_SHARE_MAX = 0.25;
    private static final double SIDEWAYS_SPREAD_MPS = 0.35;

    /** Sideways speed of who keeps its lane: wander, and the error of the heading, which counts the more the faster it is. */
    private static final double WANDER_MPS = 0.15;

    private static final double HEADING_SIGMA_MIN_RAD = 0.01;

    /**
     * Share of what a track says that its heading may be off by: the filter allows for turns that lanes do not make. In recordings headings at 8 m/s
     * and more are off by 0.016 rad where the filter says 0.023 (who tells it himself) and by 0.032 where it says 0.041 (sensors alone). Less than
     * that is taken: else a drift by 0.5 m/s is told too late to do anything about it.
     */
    private static final double HEADING_SIGMA_SHARE = 0.45;

    /** Sideways speed of who comes back to the centre of its lane, for each metre that it is off, 1/s. */
    private static final double RETURN_PER_S = 0.7;

    /** Lanes are drawn with corners, and driven without: the direction of a lane is that between places so far behind and ahead, metres. */
    private static final double CORNER_M = 10;

    /** Share of the bend between those places by which the direction driven may differ. */
    private static final double BEND_SHARE = 0.25;

    /** Place beside the centre of who keeps its lane: wander and positioning, metres. */
    private static final double OFFSET_SIGMA_M = 0.6;

    /**
     * What the state of a vehicle on its lane tells; empty where no lane lies on the side it moves to, and of who hardly moves sideways.
     *
     * @param offsetM place beside the centre line of the state's lane, metres to the left
     * @param headingSigmaRad of the state, one sigma
     */
    static Optional<LaneChange> of(RoadUserState state, double offsetM, double headingSigmaRad, LaneMap lanes) {
        Lane lane = lanes.lane(state.laneIndex());
        double speed = state.speedMps();
        if (speed < SPEED_MIN_MPS
                || lane.insideJunction()
                || state.roadUserClass().vulnerable()) {
            return Optional.empty();
        }
        double toTheRight = speed * sineToTheRight(state.headingRad(), lane.line(), state.laneS());
        boolean left = toTheRight < 0;
        int beside = left ? lane.leftNeighbour() : lane.rightNeighbour();
        if (beside < 0) {
            return Optional.empty();
        }
        double sideways = Math.abs(toTheRight);
        double out = left ? offsetM : -offsetM;
        if (sideways < QUIET_MPS && out < QUIET_OFFSET_M) {
            return Optional.empty();
        }
        double usual = Math.min(SIDEWAYS_MPS, SIDEWAYS_SHARE_MAX * speed);
        double prior = state.announcement().turnSignal() == (left ? -1 : 1) ? PRIOR_SIGNALLED : PRIOR;
        double returning = Math.min(SIDEWAYS_MPS, RETURN_PER_S * Math.max(0, -out));
        double headingSigma = Math.max(HEADING_SIGMA_MIN_RAD, HEADING_SIGMA_SHARE * headingSigmaRad)
                + BEND_SHARE * bend(lane.line(), state.laneS());
        double leaves = prior
                * gauss(Math.min(sideways, usual) - usual, Math.hypot(SIDEWAYS_SPREAD_MPS, headingSigma * speed))
                / lane.widthM();
        double keeps = (1 - prior)
                * gauss(Math.max(0, sideways - returning), Math.hypot(WANDER_MPS, headingSigma * speed))
                * gauss(Math.max(0, out), OFFSET_SIGMA_M);
        return Optional.of(new LaneChange(beside, leaves / (leaves + keeps), sideways));
    }

    /** Sine of the angle by which a heading points to the right of the lane. */
    private static double sineToTheRight(double headingRad, Polyline line, double sM) {
        double from = Math.max(0, sM - CORNER_M);
        double to = Math.min(line.lengthM(), sM + CORNER_M);
        double east = line.eastAt(to) - line.eastAt(from);
        double north = line.northAt(to) - line.northAt(from);
        return (Math.sin(headingRad) * north - Math.cos(headingRad) * east) / Math.sqrt(east * east + north * north);
    }

    private static double bend(Polyline line, double sM) {
        return Math.abs(Heading.turn(line.headingAt(sM - CORNER_M), line.headingAt(sM + CORNER_M)));
    }

    private static double gauss(double deviation, double sigma) {
        double z = deviation / sigma;
        return Math.exp(-z * z / 2) / (sigma * Math.sqrt(2 * Math.PI));
    }
}
