package io.yunkong.sim.scenario;

/**
 * A place on a lane.
 *
 * @param lane id in the zone
 * @param sM metres along it
 */
public record Spot(String lane, double sM) {}
