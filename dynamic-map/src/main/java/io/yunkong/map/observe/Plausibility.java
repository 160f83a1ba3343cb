package io.yunkong.map.observe;

import io.yunkong.map.observe.TrustNotice.About;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a measurement can be true, from itself and from what the same station, or the same sensor of the same object, said before, and
 * how far the station is believed ({@link Doubt}, {@link Trust}): about itself by what it says of itself, about others by what its sensors say,
 * and never further than about itself. What its sensors say costs it trust when more than a third of the objects that move bear out the same
 * doubt; where they are fewer, only those objects are refused.
 *
 * <p>Holds bounded tables of stations and of objects: when one is full, new ones are checked without history and counted. Not thread-safe: one
 * owner.
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
     * @param objectsMax numbers of sensors' objects with a history at one time, [1, 1000000]
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
            int stationsMax,
            int objectsMax) {
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
            Check.within("objectsMax", objectsMax, 1, 1_000_000);
        }

        public static Parameters defaults() {
            return new Parameters(
                    500, 200, 70, 30, 4.5, 200, 15, 4, 1.2, VehicleSensorParameters.defaults(), 40, 20_000, 40_000);
        }
    }

    /** Of a receiver that does not tell it. */
    private static final double SIGMA_M = 1;
    /** Of a sensor that does not tell it. */
    private static final double SENSOR_SIGMA_M = 0.5;

    /** Of the length: how far the middle of a body that swings is from where its motion would have it, one sigma. */
    private static final double SWING = 0.25;

    /** A discounted station's sigma grows by up to this many times. */
    private static final double DISCOUNT = 9;

    private final Parameters parameters;
    private RoadsideUnit[] units;
    private final ReportLimits limits;
    private final StationTable stations;
    private final SensedObjects objects;
    private Roads roads;
    private final NewStations newStations = new NewStations();
    private final TrustLedger ledger = new TrustLedger();
    private Trust trustInWeighed = Trust.FULL;
    private @Nullable Doubt doubtInWeighed;

    public Plausibility(Zone zone, Parameters parameters) {
        this.parameters = parameters;
        this.units = zone.roadsideUnits().toArray(RoadsideUnit[]::new);
        this.limits = new ReportLimits(zone, parameters);
        this.stations = new StationTable(parameters.stationsMax(), parameters.reportsPerSecondMax());
        this.objects = new SensedObjects(parameters.objectsMax());
        this.roads = new Roads(zone);
    }

    /**
     * Goes on with another version of the zone, of the same origin: what is known of stations lives on but for what the old lanes said about
     * them.
     */
    public void activate(Zone next) {
        units = next.roadsideUnits().toArray(RoadsideUnit[]::new);
        roads = new Roads(next);
        limits.cover(next.lanes());
        stations.forEach(StationHistory::forgetRoads);
    }

    /** How often a station, or an object of its sensors, had to be checked without history because the table was full. */
    public long tableFull() {
        return stations.full() + objects.tableFull();
    }

    /** Numbers of sensors' objects with a history now. */
    public int objects() {
        return objects.size();
    }

    /** Stations with a history now. */
    public int stations() {
        return stations.size();
    }

    /**
     * Checks one measurement and remembers it for the next.
     *
     * @return null when it can be true
     */
    public @Nullable RejectReason check(Observation observation, long nowUs) {
        RejectReason reason = limits.check(observation, nowUs);
        return switch (observation) {
            case SelfReport self -> reason == null ? byHistory(self, nowUs) : refused(self, reason, nowUs);
            case SensorReport sensed -> reason == null ? bySensor(sensed, nowUs) : refused(sensed, reason, nowUs);
        };
    }

    /** A measurement that has passed {@link #check}, with no more weight than its station deserves. */
    public Observation weighed(Observation observation) {
        trustInWeighed = Trust.FULL;
        doubtInWeighed = null;
        return switch (observation) {
            case SelfReport self -> weighed(self, stations.find(self.stationId()));
            case SensorReport sensed -> weighed(sensed, stations.find(sensed.stationId()));
        };
    }

    /** How far the measurement last {@link #weighed} is believed. */
    public Trust trustInWeighed() {
        return trustInWeighed;
    }

    /** What speaks most against the measurement last {@link #weighed}; null = it is fully believed. */
    public @Nullable Doubt doubtInWeighed() {
        return doubtInWeighed;
    }

    private SensorReport weighed(SensorReport sensed, @Nullable StationHistory history) {
        if (history == null || history.trustInSensors() == Trust.FULL) {
            return sensed;
        }
        trustInWeighed = history.trustInSensors();
        doubtInWeighed = history.mainDoubtInSensors();
        double sigma = Double.isNaN(sensed.positionSigmaM()) ? SENSOR_SIGMA_M : sensed.positionSigmaM();
        return sensed.doubted(
                sigma * (1 + DISCOUNT * history.doubtInSensors()),
                history.sensorsHold(Doubt.SPEED_CONTRADICTS_DISPLACEMENT) || history.sensorsHold(Doubt.FROZEN_SPEED),
                history.sensorsHold(Doubt.HEADING_CONTRADICTS_COURSE) || history.sensorsHold(Doubt.FROZEN_HEADING));
    }

    private SelfReport weighed(SelfReport self, @Nullable StationHistory history) {
        if (history == null) {
            return self;
        }
        DoubtScores doubts = history.doubts;
        double sigma = Double.isNaN(self.positionSigmaM()) ? SIGMA_M : self.positionSigmaM();
        if (doubts.trust() == Trust.FULL) {
            return history.swings() ? self.doubted(Math.hypot(sigma, SWING * self.lengthM()), false, false) : self;
        }
        trustInWeighed = doubts.trust();
        doubtInWeighed = doubts.main();
        boolean speedDoubted = doubts.holds(Doubt.SPEED_CONTRADICTS_DISPLACEMENT) || doubts.holds(Doubt.FROZEN_SPEED);
        boolean headingDoubted = doubts.holds(Doubt.HEADING_CONTRADICTS_COURSE) || doubts.holds(Doubt.FROZEN_HEADING);
        return self.doubted(sigma * (1 + DISCOUNT * doubts.highest()), speedDoubted, headingDoubted);
    }

    /**
     * Whether the station's speed has agreed with its way over a first second and nothing else speaks against it: without that nobody should be
     * warned on its word alone.
     */
    public boolean proven(long stationId) {
        StationHistory history = stations.find(stationId);
        return history != null && history.proven();
    }

    /** How far a station is believed about itself; fully while nothing is known about it. */
    public Trust trust(long stationId) {
        StationHistory history = stations.find(stationId);
        return history == null ? Trust.FULL : history.doubts.trust();
    }

    /** What speaks most against what a station tells of itself; empty while it is fully believed. */
    public Optional<Doubt> findDoubt(long stationId) {
        StationHistory history = stations.find(stationId);
        return history == null || history.doubts.trust() == Trust.FULL
                ? Optional.empty()
                : Optional.of(history.doubts.main());
    }

    /** How far a station's sensors are believed about others: no further than itself; fully while nothing is known about it. */
    public Trust trustInSensors(long stationId) {
        StationHistory history = stations.find(stationId);
        return history == null ? Trust.FULL : history.trustInSensors();
    }

    /** Score of one doubt about a station, [0, 1], when it was last heard. */
    public double score(long stationId, Doubt doubt) {
        StationHistory history = stations.find(stationId);
        return history == null ? 0 : history.doubts.score(doubt);
    }

    /** Score of one doubt about a station's sensors, [0, 1], when that was last judged. */
    public double scoreOfSensors(long stationId, Doubt doubt) {
        StationHistory history = stations.find(stationId);
        return history == null ? 0 : history.seen.doubts.score(doubt);
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

    /**
     * Forgets stations that have been silent for 10 s, but for those whose sensors are in doubt, and objects that have been silent for 3 s;
     * looks at a part of the tables each time. Call it every 100 ms or so: a gap of 300 ms says that the caller was held up, and for as long
     * again nobody is doubted for what comes late.
     */
    public void tick(long nowUs) {
        limits.tick(nowUs);
        stations.forgetSilent(nowUs, history -> doubted(history, nowUs));
        objects.tick(nowUs);
    }

    /** A roadside unit is silent whenever nobody is there, and no better for that. */
    private boolean doubted(StationHistory silent, long nowUs) {
        ledger.judge(silent.stationId, About.SENSORS, silent.seen.doubts, nowUs);
        return silent.seen.doubts.any();
    }

    private @Nullable RejectReason byHistory(SelfReport self, long nowUs) {
        StationHistory history = stations.claim(self.stationId(), nowUs);
        if (history == null) {
            return null;
        }
        if (history.reports() == 0) {
            newStations.appeared(history, self, nowUs);
        }
        RejectReason reason = history.check(self, nowUs, parameters, roads);
        ledger.judge(self.stationId(), About.ITSELF, history.doubts, nowUs);
        if (reason == null && history.doubts.trust() != Trust.EXCLUDED) {
            history.sensors.at(self);
        }
        return reason;
    }

    /** What a measurement says about its station that is of no use by itself. */
    private RejectReason refused(SelfReport self, RejectReason reason, long nowUs) {
        boolean swapped = reason == RejectReason.COORDINATES_SWAPPED;
        boolean mistimed = limits.mistimed(self, reason, nowUs);
        StationHistory history = swapped ? stations.claim(self.stationId(), nowUs) : stations.find(self.stationId());
        if (history != null && (swapped || mistimed)) {
            history.doubts.raise(swapped ? Doubt.COORDINATES_SWAPPED : Doubt.AGE, nowUs);
            ledger.judge(self.stationId(), About.ITSELF, history.doubts, nowUs);
        }
        if (history != null && swapped) {
            history.heardAtUs = nowUs;
        }
        return reason;
    }

    private RejectReason refused(SensorReport sensed, RejectReason reason, long nowUs) {
        StationHistory history = limits.mistimed(sensed, reason, nowUs) ? ofSensor(sensed.stationId(), nowUs) : null;
        if (history != null && history.seen.mistimed(sensed.receivedAtUs(), nowUs)) {
            ledger.judge(sensed.stationId(), About.SENSORS, history.seen.doubts, nowUs);
        }
        return reason;
    }

    /** History of the station of a sensor: of a roadside unit also the first time. */
    private @Nullable StationHistory ofSensor(long stationId, long nowUs) {
        if (findUnit(stationId) == null) {
            return stations.find(stationId);
        }
        StationHistory known = stations.find(stationId);
        StationHistory history = known == null ? stations.claim(stationId, nowUs) : known;
        if (history != null) {
            history.heardAtUs = nowUs;
        }
        return history;
    }

    private @Nullable RoadsideUnit findUnit(long stationId) {
        for (RoadsideUnit unit : units) {
            if (unit.stationId() == stationId) {
                return unit;
            }
        }
        return null;
    }

    private @Nullable RejectReason bySensor(SensorReport sensed, long nowUs) {
        RoadsideUnit unit = findUnit(sensed.stationId());
        StationHistory history = ofSensor(sensed.stationId(), nowUs);
        RejectReason reason = unit == null ? byVehicle(sensed, history, nowUs) : byUnit(sensed, unit);
        if (reason != null || history == null) {
            return reason;
        }
        RejectReason contradiction = objects.check(sensed, parameters.contradictionMaxM(), nowUs, history.seen);
        if (history.seen.conclude(nowUs)) {
            ledger.judge(sensed.stationId(), About.SENSORS, history.seen.doubts, nowUs);
        }
        return contradiction;
    }

    private @Nullable RejectReason byUnit(SensorReport sensed, RoadsideUnit unit) {
        double distance = Math.hypot(sensed.eastM() - unit.eastM(), sensed.northM() - unit.northM());
        return distance > unit.rangeM() * parameters.rangeFactorMax() ? RejectReason.OUT_OF_SENSOR_RANGE : null;
    }

    private @Nullable RejectReason byVehicle(SensorReport sensed, @Nullable StationHistory history, long nowUs) {
        if (history == null) {
            return RejectReason.SENSOR_PLACE_UNKNOWN;
        }
        VehicleSensorParameters sensing = parameters.vehicleSensors();
        return history.sensors.check(
                sensed, nowUs, sensing.rangeM() * parameters.rangeFactorMax(), sensing.objectsPerSecondMax());
    }
}
