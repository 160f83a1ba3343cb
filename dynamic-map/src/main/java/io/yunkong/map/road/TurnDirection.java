package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;

/** Where a connection leads, seen from its approach. */
public enum TurnDirection {
    STRAIGHT,
    LEFT,
    RIGHT,
    U_TURN;

    private static final double STRAIGHT_MAX_RAD = Math.toRadians(30);
    private static final double U_TURN_MIN_RAD = Math.toRadians(150);

    /** By the directions before and after, radians clockwise from north: up to 30 degrees is straight on, from 150 degrees it is a U-turn. */
    static TurnDirection between(double inRad, double outRad) {
        double turn = Heading.turn(inRad, outRad);
        if (Math.abs(turn) <= STRAIGHT_MAX_RAD) {
            return STRAIGHT;
        }
        if (Math.abs(turn) >= U_TURN_MIN_RAD) {
            return U_TURN;
        }
        return turn < 0 ? LEFT : RIGHT;
    }
}
