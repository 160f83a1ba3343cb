package io.yunkong.map.warn;

import io.yunkong.map.road.ArrivalWindow;
import io.yunkong.map.road.ConflictArea;
import io.yunkong.map.road.LaneMap;
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
    /** The first place ahead on the two courses that touch; empty when one of them follows no lane, or their lanes do not conflict. */
    static Optional<Conflict> of(Encounter encounter, LaneMap lanes) {
        PredictedPath hostPath = encounter.hostCourse().path();
        PredictedPath counterpartPath = encounter.counterpartCourse().path();
        if (hostPath == null || counterpartPath == null) {
            return Optional.empty();
        }
        return ConflictArea.first(
                        hostPath,
                        encounter.hostState().lengthM(),
                        counterpartPath,
                        encounter.counterpartState().lengthM(),
                        lanes)
                .map(area -> new Conflict(
                        area,
                        window(encounter.host(), encounter.atUs(), area.entryAM(), area.exitAM()),
                        window(encounter.counterpart(), encounter.atUs(), area.entryBM(), area.exitBM())));
    }

    private static ArrivalWindow window(Forecast forecast, long atUs, double entryM, double exitM) {
        var state = forecast.state();
        double drivenM = state.speedMps() * forecast.secondsTo(atUs);
        return ArrivalWindow.of(
                entryM - drivenM, exitM - drivenM, state.lengthM(), state.speedMps(), state.positionSigmaM());
    }
}
