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
    /** Numbers of a box. */
    private static final int BOX = 4;

    private final Tracker tracker;
    private final PlannedPaths plans;
    private final @Nullable Forecast[] forecasts;
    /** Of whom each forecast is. */
    private final long[] trackIds;
    /** When its state was true. */
    private final long[] atUs;
    /**
     * The box that holds all of him, corners included, side by side: west, south, east, north. Most of those who are near each other never touch;
     * this tells so without a look at anything else of them.
     */
    private final double[] boxes;

    private Zone zone;
    private PathPredictor predictor;

    /** @param slots of the tracker */
    Forecaster(Zone zone, Tracker tracker, PlannedPaths plans, int slots) {
        this.zone = zone;
        this.tracker = tracker;
        this.plans = plans;
        this.predictor = new PathPredictor(zone.lanes());
        this.forecasts = new Forecast[slots];
        this.trackIds = new long[slots];
        this.atUs = new long[slots];
        this.boxes = new double[BOX * slots];
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
        keep(slot, made);
        return made;
    }

    private void keep(int slot, Forecast made) {
        TrackSnapshot state = made.state();
        double radiusM = Math.max(state.lengthM(), state.widthM()) / 2;
        forecasts[slot] = made;
        trackIds[slot] = state.trackId();
        atUs[slot] = state.atUs();
        boxes[BOX * slot] = made.reach().westM() - radiusM;
        boxes[BOX * slot + 1] = made.reach().southM() - radiusM;
        boxes[BOX * slot + 2] = made.reach().eastM() + radiusM;
        boxes[BOX * slot + 3] = made.reach().northM() + radiusM;
    }

    /**
     * Whether it is known already that two stay farther from each other than a margin within the horizon, whatever ways they take; false when
     * one of them has to be foreseen first.
     */
    boolean apart(int a, int b, double marginM, long nowUs) {
        return tells(a, nowUs)
                && tells(b, nowUs)
                && (boxes[BOX * a] - boxes[BOX * b + 2] > marginM
                        || boxes[BOX * b] - boxes[BOX * a + 2] > marginM
                        || boxes[BOX * a + 1] - boxes[BOX * b + 3] > marginM
                        || boxes[BOX * b + 1] - boxes[BOX * a + 3] > marginM);
    }

    /** Whether there is a forecast of who has the slot now, and its samples reach to the horizon. */
    private boolean tells(int slot, long nowUs) {
        double leadS = (nowUs - atUs[slot]) / 1e6;
        return forecasts[slot] != null
                && leadS >= Course.EARLIEST_S
                && leadS + HORIZON_S <= Course.LATEST_S
                && trackIds[slot] == tracker.trackId(slot);
    }
}
