package io.yunkong.map.track;

import io.yunkong.map.observe.RoadUserClass;

/** Size to assume for a road user of which nobody told it. */
final class UsualSize {
    private UsualSize() {}

    static double lengthM(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case CAR, UNKNOWN -> 4.6;
            case TRUCK -> 8;
            case BUS -> 12;
            case EMERGENCY -> 6;
            case MOTORCYCLE -> 2.2;
            case BICYCLE -> 1.8;
            case PEDESTRIAN -> 0.5;
        };
    }

    static double widthM(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case CAR, UNKNOWN -> 1.9;
            case TRUCK -> 2.5;
            case BUS -> 2.55;
            case EMERGENCY -> 2.2;
            case MOTORCYCLE -> 0.9;
            case BICYCLE -> 0.65;
            case PEDESTRIAN -> 0.6;
        };
    }
}
