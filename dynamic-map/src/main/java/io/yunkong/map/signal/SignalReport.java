package io.yunkong.map.signal;

import java.util.List;
import java.util.OptionalLong;

/**
 * What somebody tells of heads of one signal controller at one time. Immutable.
 *
 * @param stationId who tells it; two that tell different things contradict each other
 * @param controller id of the controller in the zone
 * @param generatedAtUs when it was true, microseconds since 1970 UTC
 * @param heads those told of; heads not named keep what was told of them before
 */
public record SignalReport(long stationId, String controller, long generatedAtUs, List<Head> heads) {
    /**
     * One head.
     *
     * @param link its number in the controller, as in the zone
     * @param light what it shows
     * @param sinceUs when that began, microseconds since 1970 UTC; empty = not told
     * @param untilUs when it is to end, likewise
     * @param next what it is going to show after that, in order of time, as far as told
     */
    public record Head(int link, Light light, OptionalLong sinceUs, OptionalLong untilUs, List<LightToCome> next) {
        public Head {
            next = List.copyOf(next);
        }
    }

    public SignalReport {
        heads = List.copyOf(heads);
    }
}
