package io.yunkong.map;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.signal.SignalReport;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.warn.Advice;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.Warning;
import io.yunkong.map.warn.WarningEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Lets scripted road users report at 10 Hz with latency and noise, and keeps what a {@link CooperativeWarner} makes of it. */
public final class Traffic {
    public static final long START_US = 1_800_000_000_000_000L;

    private static final long SELF_LATENCY_US = 50_000;
    private static final long SENSOR_LATENCY_US = 100_000;

    private final List<Actor> actors;
    private final Random random;
    private final double noise;
    private final NavigableMap<Double, Zone> activations = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<RoadsideNotice> notices = new ArrayList<>();
    private double sensorEast;
    private double sensorNorth;
    public final List<WarningEvent> events = new ArrayList<>();
    public final List<Advice> advice = new ArrayList<>();
    public final List<List<TrackSnapshot>> tracks = new ArrayList<>();
    public final CooperativeWarner warner;

    /** @param noise share of the usual measurement errors, 0 = exact */
    public Traffic(Zone zone, long seed, double noise, Actor... actors) {
        this(new CooperativeWarner(zone, "edge-1", host -> true), seed, noise, actors);
    }

    /** @param warner of what they drive past */
    public Traffic(CooperativeWarner warner, long seed, double noise, Actor... actors) {
        this.actors = List.of(actors);
        this.random = new Random(seed);
        this.noise = noise;
        this.warner = warner;
    }

    /** The roadside unit puts everything so far beside its place, metres. */
    public Traffic withSensorOff(double east, double north) {
        sensorEast = east;
        sensorNorth = north;
        return this;
    }

    /** Another version of the zone takes over in that second. */
    public Traffic activating(double second, Zone next) {
        activations.put(second, next);
        return this;
    }

    /** A roadside unit tells this of a signal ten times a second, as of now. */
    public Traffic telling(double fromS, double toS, String controller, SignalReport.Head head) {
        told.add(new Told(fromS, toS, controller, head));
        return this;
    }

    /** A roadside unit tells of this ten times a second. */
    public Traffic telling(RoadsideNotice notice) {
        notices.add(notice);
        return this;
    }

    private record Told(double fromS, double toS, String controller, SignalReport.Head head) {}

    private record Arrival(long atUs, Observation observation) {}

    /** Runs from second 0; {@link #tracks} gets the confirmed tracks of each tenth. */
    public Traffic run(double seconds) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int tick = 0; tick < seconds * 10; tick++) {
            for (int i = 0; i < actors.size(); i++) {
                report(actors.get(i), tick / 10.0 + 0.013 * i, tick, arrivals);
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atUs));
        int next = 0;
        for (long now = START_US; now < START_US + seconds * 1e6; now += 100_000) {
            while (!activations.isEmpty() && activations.firstKey() <= seconds(now) + 1e-6) {
                var _ = warner.activate(activations.pollFirstEntry().getValue());
            }
            tellSignals(now);
            for (RoadsideNotice notice : notices) {
                var _ = warner.roadsideNotices().accept(notice, now);
            }
            while (next < arrivals.size() && arrivals.get(next).atUs() <= now) {
                Arrival arrival = arrivals.get(next++);
                var _ = warner.accept(arrival.observation(), arrival.atUs(), events::add);
            }
            warner.tick(now, events::add);
            warner.advise(now, advice::add);
            tracks.add(warner.tracks(now));
        }
        return this;
    }

    private void tellSignals(long nowUs) {
        for (Told signal : told) {
            if (seconds(nowUs) >= signal.fromS() && seconds(nowUs) < signal.toS()) {
                var _ = warner.signals()
                        .accept(
                                new SignalReport(
                                        CrossroadsZone.ROADSIDE_UNIT,
                                        signal.controller(),
                                        nowUs,
                                        List.of(signal.head())),
                                nowUs);
            }
        }
    }

    private void report(Actor actor, double t, int count, List<Arrival> arrivals) {
        if (t < actor.appearsAtS || t >= actor.silentFromS || (t >= actor.hiddenFromS && t < actor.hiddenToS)) {
            return;
        }
        long at = START_US + Math.round(t * 1e6);
        double heading = Double.isNaN(actor.toldHeading) ? actor.way.headingAt(actor.placeAt(t)) : actor.toldHeading;
        double speed = actor.speedAt(t);
        if (actor.stationId != 0) {
            long received = at + SELF_LATENCY_US;
            arrivals.add(new Arrival(
                    received,
                    new SelfReport(
                            t >= actor.idChangesAtS ? actor.nextStationId : actor.stationId,
                            at,
                            received,
                            actor.eastAt(t) + actor.biasEast + 0.5 * gauss(),
                            actor.northAt(t) + actor.positioningErrorNorth(t) + 0.5 * gauss(),
                            Math.max(0, Double.isNaN(actor.toldSpeed) ? speed + 0.1 * gauss() : actor.toldSpeed),
                            heading + 0.02 * gauss(),
                            actor.accelerationAt(t),
                            Double.NaN,
                            actor.length,
                            actor.width,
                            actor.roadUserClass,
                            Double.NaN,
                            actor.announcementAt(t),
                            count % 128)));
        }
        if (actor.objectId >= 0 && Math.hypot(actor.eastAt(t), actor.northAt(t)) < 200) {
            long scan = START_US + count * 100_000L;
            double s = count / 10.0;
            arrivals.add(new Arrival(
                    scan + SENSOR_LATENCY_US,
                    new SensorReport(
                            CrossroadsZone.ROADSIDE_UNIT,
                            t >= actor.objectChangesAtS ? actor.nextObjectId : actor.objectId,
                            scan,
                            scan + SENSOR_LATENCY_US,
                            actor.eastAt(s) + sensorEast + 0.4 * gauss(),
                            actor.northAt(s) + sensorNorth + 0.4 * gauss(),
                            Math.max(0, actor.speedAt(s) + 0.3 * gauss()),
                            heading + 0.04 * gauss(),
                            Double.NaN,
                            Double.NaN,
                            actor.length,
                            actor.width,
                            actor.roadUserClass,
                            Double.NaN)));
        }
    }

    private double gauss() {
        return noise * random.nextGaussian();
    }

    /** Warnings raised, in order. */
    public List<Warning> raised() {
        return events.stream()
                .filter(WarningEvent.Raised.class::isInstance)
                .map(WarningEvent::warning)
                .toList();
    }

    /** Warnings cleared, in order. */
    public List<Warning> cleared() {
        return events.stream()
                .filter(WarningEvent.Cleared.class::isInstance)
                .map(WarningEvent::warning)
                .toList();
    }

    /** Seconds from the start. */
    public static double seconds(long us) {
        return (us - START_US) / 1e6;
    }

    public List<TrackSnapshot> tracksAt(double seconds) {
        return tracks.get((int) Math.round(seconds * 10));
    }
}
