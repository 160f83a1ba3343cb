package io.yunkong.map.warn;

import io.yunkong.map.observe.LongSlots;
import io.yunkong.map.roadside.EventGroup;
import io.yunkong.map.signal.Light;
import io.yunkong.map.track.TrackSnapshot;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a host is warned of. Immutable. */
public sealed interface Subject {
    /** The same for the same road user or place as long as it is there, and for hardly any other. */
    long key();

    double eastM();

    double northM();

    /** Another road user. */
    record RoadUser(TrackSnapshot state) implements Subject {
        @Override
        public long key() {
            return state.trackId();
        }

        @Override
        public double eastM() {
            return state.eastM();
        }

        @Override
        public double northM() {
            return state.northM();
        }
    }

    /** A place on the host's way. */
    sealed interface Place extends Subject {
        Spot spot();

        /** Who told of it; empty = the map knows it, or sees it. */
        default Optional<Teller> teller() {
            return Optional.empty();
        }

        @Override
        default long key() {
            return spot().key();
        }

        @Override
        default double eastM() {
            return spot().eastM();
        }

        @Override
        default double northM() {
            return spot().northM();
        }
    }

    /**
     * Where a place begins for the host.
     *
     * @param id of the same place as long as it is there, e.g. "stop line north_in_0"
     * @param eastM in the zone's plane
     * @param northM in the zone's plane
     * @param laneId lane that it is on
     */
    record Spot(String id, double eastM, double northM, String laneId) {
        private long key() {
            long hash = 0;
            for (int i = 0; i < id.length(); i++) {
                hash = LongSlots.mix(hash + id.charAt(i));
            }
            return hash;
        }
    }

    /**
     * The roadside unit that tells of a place.
     *
     * @param stationId of the unit
     * @param localId number that it gave the event or sign
     * @param toldAtUs when it told it last, microseconds since 1970 UTC
     */
    record Teller(long stationId, int localId, long toldAtUs) {}

    /**
     * The stop line of a signal.
     *
     * @param light what the head of the host's way shows
     * @param untilUs when that is to end, microseconds since 1970 UTC; empty = not told
     */
    record StopLine(Spot spot, Light light, OptionalLong untilUs) implements Place {}

    /**
     * A speed limit, where the host is.
     *
     * @param limitMps the one that applies, metres per second
     * @param mapMps what the map says, likewise; empty = nothing, as in junctions
     * @param sign that sets the one that applies; empty = the map does
     */
    record SpeedLimit(Spot spot, double limitMps, OptionalDouble mapMps, Optional<LimitSign> sign) implements Place {
        @Override
        public Optional<Teller> teller() {
            return sign.map(LimitSign::by);
        }
    }

    /**
     * A sign that sets a speed limit.
     *
     * @param signType its code
     * @param text that it was told with, in which the number stands
     */
    record LimitSign(Teller by, int signType, String text) {}

    /**
     * The end of a queue, as the map itself sees it.
     *
     * @param vehicles in it
     */
    record Queue(Spot spot, int vehicles) implements Place {}

    /**
     * What a roadside unit says is on or beside the road.
     *
     * @param by who says it
     * @param eventType its code (GB/T 29100)
     * @param priority that it was told with, 0 (lowest, or not told) to 7
     * @param text that it was told with; may be empty
     */
    record Hazard(Spot spot, Teller by, int eventType, int priority, String text) implements Place {
        @Override
        public Optional<Teller> teller() {
            return Optional.of(by);
        }

        EventGroup group() {
            return EventGroup.of(eventType);
        }
    }

    /**
     * A sign that a roadside unit tells of.
     *
     * @param by who tells of it
     * @param signType its code
     * @param ofSpeed whether it sets a speed limit that applies from it on, or ends one
     * @param text that it was told with; may be empty
     */
    record Sign(Spot spot, Teller by, int signType, boolean ofSpeed, String text) implements Place {
        @Override
        public Optional<Teller> teller() {
            return Optional.of(by);
        }
    }
}
