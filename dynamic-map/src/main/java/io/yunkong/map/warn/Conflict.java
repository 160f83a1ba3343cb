package io.yunkong.map.warn;

import io.yunkong.map.road.ArrivalWindow;
import io.yunkong.map.road.ConflictArea;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.PredictedPath;
import java.util.Optional;

/**
 * The place where the lanes of two road users cross or join, and when each of them is in it.
 *
 * @param area distances from where the two forecasts begin
 * @param host times from the encounter's evaluation
 * @param counterpart likewise
 */
record Conflict(ConflictArea area, ArrivalWindow host, ArrivalWindow counterpart) {
    /**
     * The first place ahead on the two courses that touch; empty when the host follows no lane, the counterpart neither a lane nor a crosswalk, or
     * their lanes do not conflict.
     */
    static Optional<Conflict> of(Encounter encounter, LaneMap lanes) {
        PredictedPath hostPath = encounter.hostCourse().path();
        PredictedPath counterpartPath = encounter.counterpartCourse().path();
        if (hostPath == null) {
            return Optional.empty();
        }
        double hostLengthM = encounter.hostState().lengthM();
        double counterpartLengthM = encounter.counterpartState().lengthM();
        Optional<ConflictArea> found = counterpartPath == null
                ? ConflictArea.onCrosswalk(
                        hostPath, hostLengthM, walker(encounter), walked(encounter), counterpartLengthM, lanes)
                : ConflictArea.first(hostPath, hostLengthM, counterpartPath, counterpartLengthM, lanes);
        return found.map(area -> new Conflict(
                area,
                window(encounter.host(), encounter.atUs(), area.entryAM(), area.exitAM()),
                window(encounter.counterpart(), encounter.atUs(), area.entryBM(), area.exitBM())));
    }

    /** Where the counterpart was when it was foreseen. */
    private static Pose walker(Encounter encounter) {
        Pose walker = new Pose();
        encounter.counterpartCourse().poseAt(0, walker);
        return walker;
    }

    /** From there to the touch. */
    private static double walked(Encounter encounter) {
        return encounter.counterpartState().speedMps() * encounter.counterpart().secondsTo(encounter.atUs())
                + encounter.counterpartWayM();
    }

    private static ArrivalWindow window(Forecast forecast, long atUs, double entryM, double exitM) {
        var state = forecast.state();
        double drivenM = state.speedMps() * forecast.secondsTo(atUs);
        return ArrivalWindow.of(
                entryM - drivenM, exitM - drivenM, state.lengthM(), state.speedMps(), state.positionSigmaM());
    }
}
