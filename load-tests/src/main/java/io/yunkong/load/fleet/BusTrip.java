package io.yunkong.load.fleet;

import io.yunkong.load.device.DrivenState;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Polyline;

/**
 * A bus that drives along its line and stops every {@value #STOP_EVERY_M} m. Pure.
 *
 * @param line where it drives
 * @param plane the zone's plane
 */
record BusTrip(Slot line, LocalPlane plane) {
    static final double LENGTH_M = 12;
    static final double WIDTH_M = 2.55;
    static final double STOP_EVERY_M = 120;
    static final double STANDS_S = 4;

    private static final double SPEED_MPS = 10;
    private static final double ACCELERATION_MPS2 = 1.2;
    private static final double SPEEDING_UP_S = SPEED_MPS / ACCELERATION_MPS2;
    private static final double SPEEDING_UP_M = SPEED_MPS * SPEEDING_UP_S / 2;
    private static final double CRUISING_S = (STOP_EVERY_M - 2 * SPEEDING_UP_M) / SPEED_MPS;

    /** From one stop to the next, standing at the first. */
    static final double CYCLE_S = STANDS_S + 2 * SPEEDING_UP_S + CRUISING_S;

    private record Progress(double driven, double speedMps) {}

    /** How long it takes, seconds: as many stops as the line is long. */
    double durationS() {
        double room = line.lane().lengthM() - Slot.MARGIN_M - line.startM() - LENGTH_M;
        return STANDS_S + Math.floor(room / STOP_EVERY_M) * CYCLE_S;
    }

    DrivenState at(double timeS) {
        double stops = Math.floor(timeS / CYCLE_S);
        Progress progress = sinceStop(timeS - stops * CYCLE_S);
        Polyline way = line.lane().line();
        double sM = line.startM() + LENGTH_M / 2 + stops * STOP_EVERY_M + progress.driven();
        double east = way.eastAt(sM);
        double north = way.northAt(sM);
        return new DrivenState(
                plane.latitudeDeg(east, north),
                plane.longitudeDeg(east, north),
                progress.speedMps(),
                Math.toDegrees(way.headingAt(sM)));
    }

    private static Progress sinceStop(double timeS) {
        double drivingS = timeS - STANDS_S;
        if (drivingS <= 0) {
            return new Progress(0, 0);
        }
        if (drivingS < SPEEDING_UP_S) {
            return new Progress(ACCELERATION_MPS2 * drivingS * drivingS / 2, ACCELERATION_MPS2 * drivingS);
        }
        if (drivingS < SPEEDING_UP_S + CRUISING_S) {
            return new Progress(SPEEDING_UP_M + SPEED_MPS * (drivingS - SPEEDING_UP_S), SPEED_MPS);
        }
        double left = 2 * SPEEDING_UP_S + CRUISING_S - drivingS;
        return new Progress(STOP_EVERY_M - ACCELERATION_MPS2 * left * left / 2, ACCELERATION_MPS2 * left);
    }
}
