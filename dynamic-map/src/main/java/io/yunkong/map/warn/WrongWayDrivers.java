package io.yunkong.map.warn;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneRef;
import io.yunkong.map.road.LaneUser;
import io.yunkong.map.road.NearbyLanes;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Vehicles that go against the direction of the lane they are on, for a while, and too far from every lane of their own direction to be on that
 * and badly measured. Not thread-safe: one owner; no clock.
 */
final class WrongWayDrivers {
    private static final double SPEED_MIN_MPS = 3;
    private static final long LASTS_US = 2_000_000;

    /** Beside the centre of the lane it is on. */
    private static final double ON_LANE_M = 1.5;
    /** Within this of the centre of a lane of its own direction it may be on that one. */
    private static final double OWN_SIDE_M = 3;

    private static final double AGAINST_RAD = Math.toRadians(30);
    private static final double ALONG_RAD = Math.toRadians(60);

    /** Who is so far beside its lane, or points so far away from it, is looked at. */
    private static final double BESIDE_M = 2;

    private final Tracker tracker;
    private final BitSet found;
    private final long[] trackIds;
    private final long[] sinceUs;
    private final @Nullable LaneRef[] places;
    private final NearbyLanes nearby = new NearbyLanes();
    private LaneMap lanes;

    /** @param slots of the tracker */
    WrongWayDrivers(LaneMap lanes, Tracker tracker, int slots) {
        this.lanes = lanes;
        this.tracker = tracker;
        this.found = new BitSet(slots);
        this.trackIds = new long[slots];
        this.sinceUs = new long[slots];
        this.places = new LaneRef[slots];
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        found.clear();
    }

    /** Whether nobody goes against the traffic, not even for a moment. */
    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Takes the state of a road user that was just measured. */
    void note(int slot, RoadUserState state, long nowUs) {
        LaneRef place = drives(state) && strays(slot, state) ? against(state) : null;
        if (place == null) {
            found.clear(slot);
            return;
        }
        places[slot] = place;
        if (!found.get(slot) || trackIds[slot] != state.trackId()) {
            found.set(slot);
            trackIds[slot] = state.trackId();
            sinceUs[slot] = nowUs;
        }
    }

    private static boolean drives(RoadUserState state) {
        return state.speedMps() >= SPEED_MIN_MPS && Tracker.laneUser(state.roadUserClass()) == LaneUser.MOTOR_VEHICLE;
    }

    private boolean strays(int slot, RoadUserState state) {
        if (state.laneIndex() < 0 || Math.abs(tracker.laneOffsetM(slot)) > BESIDE_M) {
            return true;
        }
        double along = lanes.lane(state.laneIndex()).line().headingAt(state.laneS());
        return Math.abs(Heading.turn(along, state.headingRad())) > ALONG_RAD;
    }

    /** The place on the lane that it goes against; null when it may be on one of its own direction. */
    private @Nullable LaneRef against(RoadUserState state) {
        double back = Heading.normalize(state.headingRad() + Math.PI);
        LaneRef place = lanes.match(state.eastM(), state.northM(), back, LaneUser.MOTOR_VEHICLE, -1)
                .orElse(null);
        if (place == null || Math.abs(place.tM()) > ON_LANE_M) {
            return null;
        }
        Lane lane = lanes.lane(place.lane());
        double off = Math.abs(Heading.turn(lane.line().headingAt(place.sM()), back));
        if (lane.kind() != LaneKind.VEHICLE || lane.insideJunction() || off > AGAINST_RAD) {
            return null;
        }
        lanes.findNear(
                state.eastM(), state.northM(), state.headingRad(), LaneKind.VEHICLE, OWN_SIDE_M, ALONG_RAD, nearby);
        return nearby.count() == 0 ? place : null;
    }

    /** The next slot from this one on whose vehicle is one of them; -1 = none. */
    int next(int fromSlot, long nowUs) {
        for (int slot = found.nextSetBit(fromSlot); slot >= 0; slot = found.nextSetBit(slot + 1)) {
            if (tracker.trackId(slot) != trackIds[slot]) {
                found.clear(slot);
            } else if (nowUs - sinceUs[slot] >= LASTS_US) {
                return slot;
            }
        }
        return -1;
    }

    /** Where on the lane that it goes against the vehicle of a slot was last measured; {@link #next} must have told the slot. */
    LaneRef placeOf(int slot) {
        LaneRef place = places[slot];
        if (place == null) {
            throw new IllegalArgumentException("nobody goes against the traffic: slot=" + slot + "; refused");
        }
        return place;
    }
}
