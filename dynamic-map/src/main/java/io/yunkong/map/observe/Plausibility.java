package io.yunkong.map.observe;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a measurement can be true, from itself and from what the same station said before, and how far the station is believed
 * ({@link Doubt}, {@link Trust}). Holds a bounded table of stations: when it is full, new ones are checked without history and counted. Not
 * thread-safe: one owner.
 */
public final class Plausibility {
    /**
     * @param ageMaxMs older measurements are not used, milliseconds, [50, 10000]
     * @param futureMaxMs tolerance of the sender's clock, milliseconds, [0, 5000]
     * @param speedMaxMps faster than any road user, (0, 163.8]
     * @param lengthMaxM longer than any road user, (0, 41]
     * @param widthMaxM wider than any road user, (0, 10.3]
     * @param zoneMarginM how far beside the outermost lanes a road user may be, metres, [0, 5000]
     * @param jumpMaxM what the place may be off by beyond the distance that the speed explains, metres, (0, 1000]
     * @param contradictionMaxM by how much reported speed and covered distance may disagree over a second, metres, (0, 50]; over several
     *     seconds half as much again
     * @param rangeFactorMax how far beyond its range a sensor may see, share of the range, [1, 3]
     * @param vehicleSensors what vehicles may tell of others
     * @param reportsPerSecondMax of one station, [1, 1000]
     * @param stationsMax stations with a history at one time, [1, 1000000]
     */
    public record Parameters(
            double ageMaxMs,
            double futureMaxMs,
            double speedMaxMps,
            double lengthMaxM,
            double widthMaxM,
            double zoneMarginM,
            double jumpMaxM,
            double contradictionMaxM,
            double rangeFactorMax,
            VehicleSensorParameters vehicleSensors,
            int reportsPerSecondMax,
            int stationsMax) {
        public Parameters {
            Check.within("ageMaxMs", ageMaxMs, 50, 10_000);
            Check.within("futureMaxMs", futureMaxMs, 0, 5_000);
            Check.above("speedMaxMps", speedMaxMps, 0, 163.8);
            Check.above("lengthMaxM", lengthMaxM, 0, 41);
            Check.above("widthMaxM", widthMaxM, 0, 10.3);
            Check.within("zoneMarginM", zoneMarginM, 0, 5_000);
            Check.above("jumpMaxM", jumpMaxM, 0, 1_000);
            Check.above("contradictionMaxM", contradictionMaxM, 0, 50);
            Check.within("rangeFactorMax", rangeFactorMax, 1, 3);
            Check.within("reportsPerSecondMax", reportsPerSecondMax, 1, 1_000);
            Check.within("stationsMax", stationsMax, 1, 1_000_000);
        }

        public static Parameters defaults() {
            return new Parameters(
                    500, 200, 70, 30, 4.5, 200, 15, 4, 1.2, VehicleSensorParameters.defaults(), 40, 20_000);
        }
    }

    /** Nobody on the road is smaller in either direction. */
    private static final double SIZE_MIN_M = 0.2;

    private static final long SILENCE_MAX_US = 10_000_000;

    /** Zones are smaller, and the ends of the earth farther away. */
    private static final double SWAPPED_REACH_M = 100_000;

    /** Of a receiver that does not tell it. */
    private static final double SIGMA_M = 1;

    /** Of the length: how far the middle of a body that swings is from where its motion would have it, one sigma. */
    private static final double SWING = 0.25;

    /** A discounted station's sigma grows by up to this many times. */
    private static final double DISCOUNT = 9;

    private final Parameters parameters;
    private RoadsideUnit[] units;
    private final LongSlots slots;
    private final StationHistory[] histories;
    private Roads roads;
    private final NewStations newStations = new NewStations();
    private final TrustLedger ledger = new TrustLedger();
    private final double swappedEastM;
    private final double swappedNorthM;
    private double west;
    private double south;
    private double east;
    private double north;
    private int sweep;
    private long tableFull;

    public Plausibility(Zone zone, Parameters parameters) {
        this.parameters = parameters;
        this.units = zone.roadsideUnits().toArray(RoadsideUnit[]::new);
        this.slots = new LongSlots(parameters.stationsMax());
        this.histories = new StationHistory[parameters.stationsMax()];
        this.roads = new Roads(zone);
        double latitude = zone.plane().originLatitudeDeg();
        double longitude = zone.plane().originLongitudeDeg();
        this.swappedEastM = zone.plane().eastM(/* latitudeDeg= */ longitude, /* longitudeDeg= */ latitude);
        this.swappedNorthM = zone.plane().northM(/* latitudeDeg= */ longitude, /* longitudeDeg= */ latitude);
        cover(zone.lanes());
    }

    /**
     * Goes on with another version of the zone, of the same origin: what is known of stations lives on but for what the old lanes said about
     * them.
     */
    public void activate(Zone next) {
        units = next.roadsideUnits().toArray(RoadsideUnit[]::new);
        roads = new Roads(next);
        cover(next.lanes());
        for (StationHistory history : histories) {
            if (history != null && history.used) {
                history.forgetRoads();
            }
        }
    }

    private void cover(LaneMap lanes) {
        west = Double.POSITIVE_INFINITY;
        south = Double.POSITIVE_INFINITY;
        east = Double.NEGATIVE_INFINITY;
        north = Double.NEGATIVE_INFINITY;
        for (Lane lane : lanes.lanes()) {
            for (int i = 0; i < lane.line().size(); i++) {
                west = Math.min(west, lane.line().eastM(i));
                east = Math.max(east, lane.line().eastM(i));
                south = Math.min(south, lane.line().northM(i));
                north = Math.max(north, lane.line().northM(i));
            }
        }
    }

    /** How often a station had to be checked without history because the table was full. */
    public long tableFull() {
        return tableFull;
    }

    /** Stations with a history now. */
    public int stations() {
        return slots.size();
    }

    /**
     * Checks one measurement and remembers it for the next.
     *
     * @return null when it can be true
     */
    public @Nullable RejectReason check(Observation observation, long nowUs) {
        RejectReason reason = byItself(observation, nowUs);
        return switch (observation) {
            case SelfReport self -> reason == null ? byHistory(self, nowUs) : refused(self, reason, nowUs);
            case SensorReport sensed -> reason == null ? bySensor(sensed, nowUs) : reason;
        };
    }

    /** A measurement that has passed {@link #check}, with no more weight than its station deserves. */
    public Observation weighed(Observation observation) {
        return switch (observation) {
            case SelfReport self -> weighed(self, find(self.stationId()));
            case SensorReport sensed -> sensed;
        };
    }

    private static SelfReport weighed(SelfReport self, @Nullable StationHistory history) {
        if (history == null) {
            return self;
        }
        DoubtScores doubts = history.doubts;
        double sigma = Double.isNaN(self.positionSigmaM()) ? SIGMA_M : self.positionSigmaM();
        if (doubts.trust() == Trust.FULL) {
            return history.swings() ? self.doubted(Math.hypot(sigma, SWING * self.lengthM()), false, false) : self;
        }
        boolean speedDoubted = doubts.holds(Doubt.SPEED_CONTRADICTS_DISPLACEMENT) || doubts.holds(Doubt.FROZEN_SPEED);
        boolean headingDoubted = doubts.holds(Doubt.HEADING_CONTRADICTS_COURSE) || doubts.holds(Doubt.FROZEN_HEADING);
        return self.doubted(sigma * (1 + DISCOUNT * doubts.highest()), speedDoubted, headingDoubted);
    }

    /**
     * Whether the station's speed has agreed with its way over a first second and nothing else speaks against it: without that nobody should be
     * warned on its word alone.
     */
    public boolean proven(long stationId) {
        StationHistory history = find(stationId);
        return history != null && history.proven();
    }

    /** How far a station is believed; fully while nothing is known about it. */
    public Trust trust(long stationId) {
        StationHistory history = find(stationId);
        return history == null ? Trust.FULL : history.doubts.trust();
    }

    /** Score of one doubt about a station, [0, 1], when it was last heard. */
    public double score(long stationId, Doubt doubt) {
        StationHistory history = find(stationId);
        return history == null ? 0 : history.doubts.score(doubt);
    }

    /** Times that a station was discounted, by the doubt that weighed most. */
    public Map<Doubt, Long> discounted() {
        return ledger.discounted();
    }

    /** Times that a station was excluded, by the doubt that weighed most. */
    public Map<Doubt, Long> excluded() {
        return ledger.excluded();
    }

    /** Changes of trust since the last call, the first 32 of them. */
    public List<TrustNotice> takeNotices() {
        return ledger.take();
    }

    /** Forgets stations that have been silent for 10 s; looks at a part of the table each time. */
    public void tick(long nowUs) {
        int steps = Math.min(histories.length, 256);
        for (int i = 0; i < steps; i++) {
            sweep = (sweep + 1) % histories.length;
            StationHistory history = histories[sweep];
            if (history != null && history.used && nowUs - history.heardAtUs > SILENCE_MAX_US) {
                slots.release(history.stationId);
                history.used = false;
            }
        }
    }

    private @Nullable RejectReason byItself(Observation o, long nowUs) {
        if (o.stationId() == 0) {
            return RejectReason.STATION_ID_ZERO;
        }
        // both clocks: a measurement may be old when it comes in, or have waited since; sums, for differences of what
        // is told may overflow
        long ageMaxUs = (long) (parameters.ageMaxMs() * 1000);
        if (o.generatedAtUs() < nowUs - ageMaxUs
                || o.receivedAtUs() < nowUs - ageMaxUs
                || o.generatedAtUs() < o.receivedAtUs() - ageMaxUs) {
            return RejectReason.TOO_OLD;
        }
        if (o.generatedAtUs() > Math.min(nowUs, o.receivedAtUs()) + (long) (parameters.futureMaxMs() * 1000)) {
            return RejectReason.FROM_FUTURE;
        }
        double margin = parameters.zoneMarginM();
        if (!(o.eastM() >= west - margin
                && o.eastM() <= east + margin
                && o.northM() >= south - margin
                && o.northM() <= north + margin)) {
            // what one degree measures differs there, but not by that much
            return Math.hypot(o.eastM() - swappedEastM, o.northM() - swappedNorthM) <= SWAPPED_REACH_M
                    ? RejectReason.COORDINATES_SWAPPED
                    : RejectReason.OUTSIDE_ZONE;
        }
        if (o.speedMps() > parameters.speedMaxMps()) {
            return RejectReason.SPEED_IMPLAUSIBLE;
        }
        return sizePossible(o) ? null : RejectReason.SIZE_IMPLAUSIBLE;
    }

    /** Both zero means that the sender does not know the size. */
    private boolean sizePossible(Observation o) {
        boolean told = o.lengthM() != 0 || o.widthM() != 0;
        return !told
                || (o.lengthM() >= SIZE_MIN_M
                        && o.widthM() >= SIZE_MIN_M
                        && o.lengthM() <= parameters.lengthMaxM()
                        && o.widthM() <= parameters.widthMaxM());
    }

    private @Nullable RejectReason byHistory(SelfReport self, long nowUs) {
        StationHistory history = claim(self.stationId(), nowUs);
        if (history == null) {
            return null;
        }
        if (history.reports() == 0) {
            newStations.appeared(history, self, nowUs);
        }
        RejectReason reason = history.check(self, nowUs, parameters, roads);
        ledger.judge(self.stationId(), history.doubts, nowUs);
        if (reason == null && history.doubts.trust() != Trust.EXCLUDED) {
            history.sensors.at(self);
        }
        return reason;
    }

    /** What a measurement says about its station that is of no use by itself. */
    private RejectReason refused(SelfReport self, RejectReason reason, long nowUs) {
        boolean swapped = reason == RejectReason.COORDINATES_SWAPPED;
        // what has waited here is not the station's fault
        boolean mistimed = (reason == RejectReason.TOO_OLD || reason == RejectReason.FROM_FUTURE)
                && nowUs - self.receivedAtUs() <= parameters.ageMaxMs() * 1000;
        StationHistory history = swapped ? claim(self.stationId(), nowUs) : find(self.stationId());
        if (history != null && (swapped || mistimed)) {
            history.doubts.raise(swapped ? Doubt.COORDINATES_SWAPPED : Doubt.AGE, nowUs);
            ledger.judge(self.stationId(), history.doubts, nowUs);
        }
        if (history != null && swapped) {
            history.heardAtUs = nowUs;
        }
        return reason;
    }

    private @Nullable StationHistory find(long stationId) {
        int slot = slots.find(stationId);
        return slot < 0 ? null : histories[slot];
    }

    /** History of the station, a new one when it has none; null = the table is full. */
    private @Nullable StationHistory claim(long stationId, long nowUs) {
        int slot = slots.claim(stationId);
        if (slot < 0) {
            tableFull++;
            return null;
        }
        StationHistory history = histories[slot];
        if (history == null) {
            history = new StationHistory();
            histories[slot] = history;
        }
        if (!history.used || history.stationId != stationId) {
            history.start(stationId, nowUs, parameters.reportsPerSecondMax());
        }
        return history;
    }

    private @Nullable RejectReason bySensor(SensorReport sensed, long nowUs) {
        for (RoadsideUnit unit : units) {
            if (unit.stationId() == sensed.stationId()) {
                double distance = Math.hypot(sensed.eastM() - unit.eastM(), sensed.northM() - unit.northM());
                return distance > unit.rangeM() * parameters.rangeFactorMax() ? RejectReason.OUT_OF_SENSOR_RANGE : null;
            }
        }
        StationHistory history = find(sensed.stationId());
        if (history == null) {
            return RejectReason.SENSOR_PLACE_UNKNOWN;
        }
        VehicleSensorParameters limits = parameters.vehicleSensors();
        return history.sensors.check(
                sensed, nowUs, limits.rangeM() * parameters.rangeFactorMax(), limits.objectsPerSecondMax());
    }
}
