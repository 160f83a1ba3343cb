package io.yunkong.map.warn;

import io.yunkong.map.observe.LongSlots;
import io.yunkong.map.roadside.EventGroup;
import io.yunkong.map.signal.Light;
import io.yunkong.map.track.TrackSnapshot;
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
     * The stop line of a signal.
     *
     * @param light what the head of the host's way shows
     * @param untilUs when that is to end, microseconds since 1970 UTC; empty = not told
     */
    record StopLine(Spot spot, Light light, OptionalLong untilUs) implements Place {}

    /** @param limitMps speed limit there, metres per second */
    record SpeedLimit(Spot spot, double limitMps) implements Place {}

    /**
     * The end of a queue, as the map itself sees it.
     *
     * @param vehicles in it
     */
    record Queue(Spot spot, int vehicles) implements Place {}

    /**
     * What a roadside unit says is on or beside the road.
     *
     * @param eventType its code (GB/T 29100)
     * @param priority that it was told with, 0 (lowest, or not told) to 7
     * @param text that it was told with; may be empty
     */
    record Hazard(Spot spot, int eventType, int priority, String text) implements Place {
        EventGroup group() {
            return EventGroup.of(eventType);
        }
    }

    /**
     * A sign that a roadside unit tells of.
     *
     * @param signType its code
     * @param text that it was told with; may be empty
     */
    record Sign(Spot spot, int signType, String text) implements Place {}
}
