package io.yunkong.map.road;

/**
 * The signal head that governs a connection or crosswalk.
 *
 * @param controller id of the {@link SignalController}
 * @param link index of the letter in the controller's states, 0..n-1
 */
public record SignalRef(String controller, int link) {}
