package io.yunkong.load.device;

/**
 * Place and motion of a vehicle at one time.
 *
 * @param headingDeg from north by east, [0, 360]
 */
public record DrivenState(double latitudeDeg, double longitudeDeg, double speedMps, double headingDeg) {}
