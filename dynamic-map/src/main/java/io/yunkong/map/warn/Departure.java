package io.yunkong.map.warn;

import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.track.RoadUserState;

/**
 * A body at the beginning of a course, as {@link DynamicMap#FIGURES} numbers somewhere in an array: what the map holds of each road user with one
 * way on, side by side with its neighbours', so that most of them are told apart without anything else being looked at.
 */
final class Departure {
    static final int EAST_M = 0;
    static final int NORTH_M = 1;
    static final int DIRECTION_EAST = 2;
    static final int DIRECTION_NORTH = 3;
    static final int SPEED_MPS = 4;
    static final int STRAYS = 5;
    static final int STRAY_MPS = 6;
    static final int LATERAL_M = 7;
    static final int HALF_AXIS_M = 8;
    static final int WIDTH_M = 9;
    static final int AT_US = 10;
    private static final int MEASURED_AT_US = 11;

    private Departure() {}

    /** Writes how a road user in this state begins a course. */
    static void write(RoadUserState state, Outset outset, double[] into) {
        into[EAST_M] = outset.eastM();
        into[NORTH_M] = outset.northM();
        into[DIRECTION_EAST] = outset.directionEast();
        into[DIRECTION_NORTH] = outset.directionNorth();
        into[SPEED_MPS] = outset.speedMps();
        into[STRAYS] = outset.strays();
        into[STRAY_MPS] = outset.strayMps();
        into[LATERAL_M] = outset.lateralM();
        into[HALF_AXIS_M] = Capsules.halfAxis(state.lengthM(), state.widthM());
        into[WIDTH_M] = state.widthM();
        into[AT_US] = state.atUs();
        into[MEASURED_AT_US] = state.measuredAtUs();
    }

    /** Writes how a forecast begins if it has one way on; else what {@link #isKnown} tells to be none. */
    static void write(Forecast forecast, double[] into) {
        Outset only = forecast.onlyOutset();
        if (only == null) {
            into[0] = Double.NaN;
        } else {
            write(forecast.state(), only, into);
        }
    }

    static boolean isKnown(double[] figures, int at) {
        return !Double.isNaN(figures[at]);
    }

    /** When the road user was measured last, microseconds since 1970 UTC. */
    static double measuredAtUs(double[] figures, int at) {
        return figures[at + MEASURED_AT_US];
    }

    /** So far after its start the body may be away from where going on as it starts leads to, metres. */
    static double strayM(double[] figures, int at, double afterS) {
        return figures[at + STRAY_MPS] * afterS + Outset.cornerM(figures[at + LATERAL_M], figures[at + STRAYS]);
    }
}
