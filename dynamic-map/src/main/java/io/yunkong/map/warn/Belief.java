package io.yunkong.map.warn;

import io.yunkong.map.observe.Plausibility;
import io.yunkong.map.observe.Trust;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;

/**
 * On whose word somebody is warned: not on that of a station that has not proved its speed yet or is excluded, unless the sensor of another
 * that is not excluded sees it too; nor of what only sensors see that are excluded, nor of what a single one has seen for a moment where nobody
 * goes: most of that is no road user at all. Not thread-safe: it asks its owner's plausibility and tracker.
 */
final class Belief {
    private static final long ODD_PLACE_US = 1_500_000;

    private final Plausibility plausibility;
    private final Tracker tracker;

    Belief(Plausibility plausibility, Tracker tracker) {
        this.plausibility = plausibility;
        this.tracker = tracker;
    }

    /** Whether the road user of this slot may be somebody's reason for a warning, or be warned. */
    boolean in(int slot, Forecast forecast) {
        RoadUserState state = forecast.state();
        if (state.equipped()) {
            return plausibility.proven(state.stationId()) || sensorsBelieved(state) > 0;
        }
        int sensors = sensorsBelieved(state);
        return sensors > 1 || (sensors == 1 && (forecast.usual() || tracker.knownForUs(slot) >= ODD_PLACE_US));
    }

    /** Stations whose sensors see it and are not excluded, but for its own. */
    private int sensorsBelieved(RoadUserState state) {
        int count = 0;
        for (int i = 0; i < state.sourceCount(); i++) {
            long station = state.sourceStationId(i);
            if (!state.selfReport(i)
                    && station != state.stationId()
                    && plausibility.trustInSensors(station) != Trust.EXCLUDED) {
                count++;
            }
        }
        return count;
    }
}
