package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;

/** The fields that BSM and RSM objects have in common, as docs/observation-format.md has them. */
final class Written {
    private static final int DEGREE_DECIMALS = 7;

    private Written() {}

    static void place(JsonLine line, LocalPlane plane, double eastM, double northM) {
        line.name("lat")
                .decimal(plane.latitudeDeg(eastM, northM), DEGREE_DECIMALS)
                .name("lon")
                .decimal(plane.longitudeDeg(eastM, northM), DEGREE_DECIMALS);
    }

    static void motion(JsonLine line, double headingDeg, double speedMps) {
        // not 360.0 where it is rounded to that
        line.name("hdg")
                .decimal((headingDeg + 0.05) % 360 - 0.05, 1)
                .name("spd")
                .decimal(speedMps, 2);
    }

    static void size(JsonLine line, double lengthM, double widthM, int decimals, String userClass) {
        line.name("len")
                .decimal(lengthM, decimals)
                .name("wid")
                .decimal(widthM, decimals)
                .name("cls")
                .text(userClass);
    }
}
