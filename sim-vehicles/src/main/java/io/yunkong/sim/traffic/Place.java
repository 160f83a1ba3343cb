package io.yunkong.sim.traffic;

/** A place and direction in the zone's plane, metres and radians clockwise from north. A mutable holder: asked for millions of times. */
public final class Place {
    public double eastM;
    public double northM;
    public double headingRad;
}
