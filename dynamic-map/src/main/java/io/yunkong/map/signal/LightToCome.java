package io.yunkong.map.signal;

import java.util.OptionalLong;

/**
 * A light that a signal head is going to show, as its controller foresees it. Immutable.
 *
 * @param fromUs when it begins, microseconds since 1970 UTC
 * @param untilUs when it ends, later than it begins; empty = not told
 */
public record LightToCome(Light light, long fromUs, OptionalLong untilUs) {}
