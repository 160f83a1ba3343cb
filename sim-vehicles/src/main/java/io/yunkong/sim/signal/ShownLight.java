package io.yunkong.sim.signal;

/**
 * What a head shows from when to when.
 *
 * @param letter as in the programme: G protected green, g permissive green, y yellow, r red
 * @param fromUs microseconds since 1970 UTC
 * @param untilUs as planned now
 */
public record ShownLight(char letter, long fromUs, long untilUs) {}
