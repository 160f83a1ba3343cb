package io.yunkong.map.road;

/** Where a connection leads, seen from its approach. */
public enum TurnDirection {
    STRAIGHT,
    LEFT,
    RIGHT,
    U_TURN
}
