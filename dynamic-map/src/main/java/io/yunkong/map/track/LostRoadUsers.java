package io.yunkong.map.track;

import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import java.util.Arrays;
import java.util.Optional;

/**
 * Remembers vehicles that drove out of every sensor's sight, and knows them again where the next sensor sees a like one come by a lane that
 * leads on from there, at a time at which it should. Only who is the one that fits takes the old identity; in doubt it is a new road user.
 * Bounded; one owner: the {@link Tracker}.
 */
final class LostRoadUsers {
    private static final int LOST_MAX = 256;
    private static final int LANES_MAX = 512;
    private static final double AWAY_MAX_S = 20;

    /** Spread of the mean speed out of sight about that before and after. */
    private static final double SPEED_SPREAD_SHARE = 0.15;

    private static final double SPEED_SPREAD_MPS = 0.7;
    private static final double FIT_MAX = 2;
    /** A second one that fits not much worse leaves a doubt. */
    private static final double DOUBT = 1.5;

    private static final double LENGTH_SPREAD_M = 0.5;
    /** Changing lanes costs nothing on the way. */
    private static final double ASIDE_M = 20;

    /** What is kept of one. */
    private static final class Lost {
        long trackId;
        long seenAtUs = Long.MIN_VALUE / 2;
        RoadUserClass roadUserClass = RoadUserClass.UNKNOWN;
        double lengthM;
        double speedMps;
        int lane;
        double laneS;
        double east;
        double north;

        void forget() {
            trackId = 0;
            seenAtUs = Long.MIN_VALUE / 2;
        }
    }

    private LaneMap lanes;
    private final Lost[] ring = new Lost[LOST_MAX];
    private int next;
    private long pushedOut;

    private int reached;
    /** The search in which a lane was reached last, by number. */
    private int[] reachedIn;

    private int search;
    private final int[] lane = new int[LANES_MAX];
    private final double[] distance = new double[LANES_MAX];

    LostRoadUsers(LaneMap lanes) {
        this.lanes = lanes;
        this.reachedIn = new int[lanes.lanes().size()];
        Arrays.setAll(ring, i -> new Lost());
    }

    /** Goes on with other lanes: each is looked for on the lane that is now where it was lost, or forgotten where there is none. */
    void activate(LaneMap next) {
        for (Lost vehicle : ring) {
            if (vehicle.trackId == 0) {
                continue;
            }
            double heading = lanes.lane(vehicle.lane).line().headingAt(vehicle.laneS);
            Optional<LaneRef> now =
                    next.match(vehicle.east, vehicle.north, heading, Tracker.laneUser(vehicle.roadUserClass), -1);
            if (now.isPresent()) {
                vehicle.lane = now.get().lane();
                vehicle.laneS = now.get().sM();
            } else {
                vehicle.forget();
            }
        }
        lanes = next;
        reachedIn = new int[next.lanes().size()];
    }

    /** Remembers a vehicle, in the place of whoever was lost longest ago. */
    void remember(Track track) {
        if (track.laneIndex < 0 || track.roadUserClass() == RoadUserClass.PEDESTRIAN) {
            return;
        }
        Lost lost = ring[next];
        next = (next + 1) % LOST_MAX;
        if ((track.measuredAtUs - lost.seenAtUs) / 1e6 < AWAY_MAX_S) {
            pushedOut++;
        }
        lost.trackId = track.trackId;
        lost.seenAtUs = track.measuredAtUs;
        lost.roadUserClass = track.roadUserClass();
        lost.lengthM = track.lengthM();
        lost.speedMps = track.motion.speed();
        lost.lane = track.laneIndex;
        lost.laneS = track.laneS;
        lost.east = track.motion.east();
        lost.north = track.motion.north();
    }

    /** How many had to make room while they could still have been known again. */
    long pushedOut() {
        return pushedOut;
    }

    /** The identity of a vehicle that has just come into sight, and forgets it; 0 = nobody that is known. */
    long recognize(Track track) {
        if (track.laneIndex < 0) {
            return 0;
        }
        Lost best = null;
        double bestFit = FIT_MAX;
        double secondFit = Double.POSITIVE_INFINITY;
        for (Lost lost : ring) {
            double fit = alike(lost, track) ? fit(lost, track) : Double.POSITIVE_INFINITY;
            if (fit < bestFit) {
                secondFit = bestFit == FIT_MAX ? secondFit : bestFit;
                bestFit = fit;
                best = lost;
            } else if (fit < secondFit) {
                secondFit = fit;
            }
        }
        if (best == null || secondFit - bestFit < DOUBT) {
            return 0;
        }
        long known = best.trackId;
        best.forget();
        return known;
    }

    private static boolean alike(Lost lost, Track track) {
        double awayS = (track.bornAtUs - lost.seenAtUs) / 1e6;
        return awayS > 0
                && awayS < AWAY_MAX_S
                && lost.roadUserClass == track.roadUserClass()
                && Math.abs(lost.lengthM - track.lengthM()) < LENGTH_SPREAD_M;
    }

    /** By how many spreads the mean speed on the way between differs from what it should be; infinite when no lane leads there. */
    private double fit(Lost lost, Track track) {
        double awayS = (track.measuredAtUs - lost.seenAtUs) / 1e6;
        double expected = (lost.speedMps + track.motion.speed()) / 2;
        double spread = SPEED_SPREAD_MPS + SPEED_SPREAD_SHARE * expected;
        double farthest = (expected + FIT_MAX * spread) * awayS;
        if (Math.hypot(track.motion.east() - lost.east, track.motion.north() - lost.north) > farthest + ASIDE_M) {
            return Double.POSITIVE_INFINITY; // most are: no need to walk the lanes
        }
        double way = way(lost, lanes.lane(track.laneIndex), track.laneS, farthest);
        return Math.abs(way / awayS - expected) / spread;
    }

    /** Metres along lanes to a place; changing lanes costs nothing. Infinite when it is farther than {@code farthest}. */
    private double way(Lost from, Lane to, double toS, double farthest) {
        Lane first = lanes.lane(from.lane);
        if (first.road().equals(to.road())) {
            return toS >= from.laneS ? toS - from.laneS : Double.POSITIVE_INFINITY;
        }
        reached = 0;
        search++;
        reach(first, first.lengthM() - from.laneS);
        for (int i = 0; i < reached; i++) {
            for (int follower : lanes.lane(lane[i]).successors()) {
                Lane successor = lanes.lane(follower);
                if (successor.road().equals(to.road())) {
                    return distance[i] + toS;
                }
                if (distance[i] + successor.lengthM() < farthest) {
                    reach(successor, distance[i] + successor.lengthM());
                }
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Notes that the end of a lane and of those beside it can be reached. */
    private void reach(Lane end, double way) {
        int rightmost = end.index();
        while (lanes.lane(rightmost).rightNeighbour() >= 0) {
            rightmost = lanes.lane(rightmost).rightNeighbour();
        }
        for (int i = rightmost; i >= 0; i = lanes.lane(i).leftNeighbour()) {
            if (reachedIn[i] != search && reached < LANES_MAX) {
                reachedIn[i] = search;
                lane[reached] = i;
                distance[reached++] = way;
            }
        }
    }
}
