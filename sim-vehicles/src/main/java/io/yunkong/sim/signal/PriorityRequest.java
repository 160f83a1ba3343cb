package io.yunkong.sim.signal;

/**
 * A vehicle asks for green. Said again with the same station and number it is the same request, with news of when the vehicle arrives.
 *
 * @param stationId who asks
 * @param number the station's own of its request
 * @param link that is to be green, as in the programme's letters
 * @param arrivalUs when the vehicle is at the stop line, microseconds since 1970 UTC
 * @param expiresUs the request is over then if it is not said again
 */
public record PriorityRequest(long stationId, int number, int link, long arrivalUs, long expiresUs) {}
