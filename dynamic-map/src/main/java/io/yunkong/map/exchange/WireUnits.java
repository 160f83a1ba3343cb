package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;

/** SI to the units of our messages; places of one plane to degrees. Immutable, thread-safe. */
record WireUnits(LocalPlane plane) {
    /** 1e-7 degree. */
    int latitudeE7(double eastM, double northM) {
        return (int) Math.round(plane.latitudeDeg(eastM, northM) * 1e7);
    }

    /** 1e-7 degree. */
    int longitudeE7(double eastM, double northM) {
        return (int) Math.round(plane.longitudeDeg(eastM, northM) * 1e7);
    }

    static int milli(double seconds) {
        return (int) Math.round(seconds * 1000);
    }

    static int centi(double value) {
        return (int) Math.round(value * 100);
    }

    /** Milliseconds from one time to another, microseconds each; 0 when it is still to come. */
    static int ageMs(long nowUs, long atUs) {
        return Math.clamp((nowUs - atUs) / 1000, 0, Integer.MAX_VALUE);
    }
}
