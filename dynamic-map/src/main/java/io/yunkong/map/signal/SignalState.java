package io.yunkong.map.signal;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one signal head shows. Immutable. Times are microseconds since 1970 UTC.
 *
 * @param light what it shows
 * @param sinceUs when that began, as told; as first heard of where it was not told
 * @param untilUs when it is to end, as told; empty = nobody said so
 * @param next what is to be shown after that, in order of time, as far as told
 * @param toldAtUs when what it rests on was true
 */
public record SignalState(Light light, long sinceUs, OptionalLong untilUs, List<LightToCome> next, long toldAtUs) {
    public SignalState {
        next = List.copyOf(next);
    }

    /** How old the news is, milliseconds. */
    public long ageMs(long nowUs) {
        return (nowUs - toldAtUs) / 1000;
    }
}
