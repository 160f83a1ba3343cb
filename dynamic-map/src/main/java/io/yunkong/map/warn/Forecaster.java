package io.yunkong.map.warn;

import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;
import org.jspecify.annotations.Nullable;

/** Where every road user may go: forecasts by slot of the tracker, made when asked for and kept while they hold. Not thread-safe: one owner. */
final class Forecaster {
    /** Seconds looked ahead by who asks for encounters. */
    static final double HORIZON_S = 4;

    /** A forecast is used for as long after its state. */
    static final double LEAD_MAX_S = 0.5;

    private static final long AGE_MAX_US = 90_000;
    private static final long FROM_US = Math.round(Course.EARLIEST_S * 1e6);
    private static final long UNTIL_US = Math.round((Course.LATEST_S - HORIZON_S) * 1e6);

    private final Tracker tracker;
    private final DynamicMap map;
    private final PlannedPaths plans;
    private final @Nullable Forecast[] forecasts;
    /** Of the state of each forecast that holds; 0 = none does. Who asks for these need not fetch it. */
    private final long[] trackIds;

    private final long[] measuredAtUs;
    private final double[] figures = new double[DynamicMap.FIGURES];
    private ForecastMaker maker;

    /**
     * @param map learns where everybody may go
     * @param slots of the tracker
     */
    Forecaster(Zone zone, Tracker tracker, DynamicMap map, PlannedPaths plans, int slots) {
        this.tracker = tracker;
        this.map = map;
        this.plans = plans;
        this.maker = new ForecastMaker(zone.lanes(), plans);
        this.forecasts = new Forecast[slots];
        this.trackIds = new long[slots];
        this.measuredAtUs = new long[slots];
    }

    /** Goes on with another version of the zone; what was foreseen on the old lanes is forgotten. */
    void activate(Zone next) {
        maker = new ForecastMaker(next.lanes(), plans);
        for (int slot = 0; slot < forecasts.length; slot++) {
            forget(slot);
            forecasts[slot] = null; // it holds on to the old lanes
        }
    }

    /** The one who has this slot is to be foreseen anew. */
    void forget(int slot) {
        trackIds[slot] = 0;
        map.forget(slot);
    }

    /** Whether the last forecast is young and says what the track says now: a second and third sensor seldom change what was found. */
    boolean holds(int slot) {
        if (tracker.measuredAtUs(slot) - measuredAtUs[slot] >= AGE_MAX_US) {
            return false;
        }
        Forecast known = find(slot);
        return known != null && tracker.agrees(slot, known.state());
    }

    private @Nullable Forecast find(int slot) {
        return trackIds[slot] == tracker.trackId(slot) ? forecasts[slot] : null;
    }

    Forecast forecast(int slot, long nowUs) {
        Forecast known = find(slot);
        if (known != null) {
            return known;
        }
        Forecast made = at(slot);
        tracker.current(slot, made.stateToWrite());
        maker.write(made, tracker.laneOffsetM(slot), tracker.headingSigmaRad(slot), nowUs);
        RoadUserState state = made.state();
        trackIds[slot] = state.trackId();
        measuredAtUs[slot] = state.measuredAtUs();
        Departure.write(made, figures);
        map.foresee(slot, made.reach(), state.atUs() + FROM_US, state.atUs() + UNTIL_US, figures);
        return made;
    }

    private Forecast at(int slot) {
        Forecast here = forecasts[slot];
        if (here == null) {
            here = new Forecast();
            forecasts[slot] = here;
        }
        return here;
    }
}
