package io.yunkong.map.road;

/** A place and a direction in the zone's plane: a buffer that its owner reuses. Not thread-safe. */
public final class Pose {
    /** Metres. */
    public double eastM;
    /** Metres. */
    public double northM;
    /** East part of the unit vector of the direction. */
    public double directionEast;
    /** North part of it. */
    public double directionNorth;
    /** Piece of the line it was found on: where the next search begins. */
    int piece;
}
