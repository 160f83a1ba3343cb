package io.yunkong.map.warn;

import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where every road user may go: forecasts by slot of the tracker, made when asked for and kept while they hold. Not thread-safe: one owner. */
final class Forecaster {
    /** Seconds looked ahead by who asks for encounters. */
    static final double HORIZON_S = 4;

    /** A forecast is used for as long after its state. */
    private static final double LEAD_MAX_S = 0.5;

    private static final long AGE_MAX_US = 90_000;

    private final Tracker tracker;
    private final PlannedPaths plans;
    private final @Nullable Forecast[] forecasts;
    private Zone zone;
    private PathPredictor predictor;

    /** @param slots of the tracker */
    Forecaster(Zone zone, Tracker tracker, PlannedPaths plans, int slots) {
        this.zone = zone;
        this.tracker = tracker;
        this.plans = plans;
        this.predictor = new PathPredictor(zone.lanes());
        this.forecasts = new Forecast[slots];
    }

    /** Goes on with another version of the zone; what was foreseen on the old lanes is forgotten. */
    void activate(Zone next) {
        zone = next;
        predictor = new PathPredictor(next.lanes());
        Arrays.fill(forecasts, null);
    }

    /** The one who has this slot is to be foreseen anew. */
    void forget(int slot) {
        forecasts[slot] = null;
    }

    /** Whether the last forecast is young and says what the track says now: a second and third sensor seldom change what was found. */
    boolean holds(int slot) {
        Forecast known = forecasts[slot];
        return known != null
                && known.state().trackId() == tracker.trackId(slot)
                && tracker.measuredAtUs(slot) - known.state().measuredAtUs() < AGE_MAX_US
                && tracker.agrees(slot, known.state());
    }

    Forecast forecast(int slot, long nowUs) {
        Forecast known = forecasts[slot];
        if (known != null && known.state().trackId() == tracker.trackId(slot)) {
            return known;
        }
        TrackSnapshot state = tracker.current(slot);
        Forecast made = Forecast.of(
                state,
                tracker.laneOffsetM(slot),
                tracker.headingSigmaRad(slot),
                zone.lanes(),
                predictor,
                HORIZON_S + LEAD_MAX_S,
                plans,
                nowUs);
        forecasts[slot] = made;
        return made;
    }
}
