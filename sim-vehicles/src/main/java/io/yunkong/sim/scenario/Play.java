package io.yunkong.sim.scenario;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.Station;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** A scenario with its actors on the lanes of its zone, ready to be played. Equal scenarios give equal messages. Immutable. */
public final class Play {
    /** Metres between actors of two plays that may go on at the same time: farther than anybody is warned of anybody. */
    private static final double APART_M = 250;

    private static final double STEP_S = 0.5;

    /** Plays at the same time: more are too much for a machine of two cores that has something else to do. */
    private static final int TOGETHER_MAX = 12;

    /** Ids of stations begin with "SC". */
    private static final long STATIONS = 0x5343L << 48;

    private final Scenario scenario;
    private final int take;
    private final Zone zone;
    private final Map<String, Motion> motions = new LinkedHashMap<>();
    /** Where all actors are, now and then. */
    private final List<Motion.State> trace = new ArrayList<>();

    private final List<RoadsideUnit> units;

    /** @param zone the one that the scenario was read for */
    public Play(Scenario scenario, Zone zone) {
        this(scenario, zone, 0);
    }

    private Play(Scenario scenario, Zone zone, int take) {
        this.scenario = scenario;
        this.take = take;
        this.zone = zone;
        List<Motion.State> seen = new ArrayList<>();
        for (Actor actor : scenario.actors()) {
            Motion motion = new Motion(actor, zone.lanes(), scenario.lastsS());
            motions.put(actor.id(), motion);
            for (double atS = 0; atS <= scenario.lastsS(); atS += STEP_S) {
                trace.add(motion.at(atS));
                if (actor.seen()) {
                    seen.add(motion.at(atS));
                }
            }
        }
        units = units(scenario, zone, seen);
    }

    /** The same once more, by stations of other ids: where they were before would count against them. */
    public Play again() {
        return new Play(scenario, zone, take + 1);
    }

    public Scenario scenario() {
        return scenario;
    }

    Zone zone() {
        return zone;
    }

    Motion motion(Actor actor) {
        return Objects.requireNonNull(motions.get(actor.id()), actor.id());
    }

    /** Who speaks: the equipped actors, and the roadside units that see or tell something. */
    public List<Station> stations() {
        List<Station> stations = new ArrayList<>();
        for (Actor actor : scenario.actors()) {
            if (actor.equipped()) {
                long id = stationId(actor);
                stations.add(new Station(
                        id, "scenario-" + Long.toHexString(id), actor.type().device()));
            }
        }
        for (RoadsideUnit unit : units) {
            stations.add(new Station(
                    unit.stationId(),
                    unit.id(),
                    DeviceKind.DEVICE_KIND_ROADSIDE_UNIT,
                    scenario.priority().runs().isEmpty() ? Set.of() : Set.of(DownlinkMessage.DOWNLINK_MESSAGE_VIR)));
        }
        return stations;
    }

    /** Differs from play to play and from take to take, so that nothing learned of a station in one of them counts in another. */
    long stationId(Actor actor) {
        return actorId(actor) + ((long) take << 12);
    }

    /** Differs from play to play. */
    long actorId(Actor actor) {
        CRC32 name = new CRC32();
        name.update(scenario.name().getBytes(StandardCharsets.UTF_8));
        return STATIONS | name.getValue() << 16 | (scenario.actors().indexOf(actor) + 1);
    }

    /** The equipped actor that has this station id. */
    Optional<Actor> withStation(long stationId) {
        return scenario.actors().stream()
                .filter(actor -> actor.equipped() && stationId(actor) == stationId)
                .findFirst();
    }

    /** The actor other than one whose middle is nearest to a place at a time, if it is within the distance. */
    Optional<Actor> near(Actor but, double eastM, double northM, double atS, double withinM) {
        return scenario.actors().stream()
                .filter(actor -> !actor.equals(but))
                .filter(actor -> distance(actor, eastM, northM, atS) <= withinM)
                .min(Comparator.comparingDouble(actor -> distance(actor, eastM, northM, atS)));
    }

    private double distance(Actor actor, double eastM, double northM, double atS) {
        Motion.State state = motion(actor).at(Math.clamp(atS, 0, scenario.lastsS()));
        return Math.hypot(state.eastM() - eastM, state.northM() - northM);
    }

    /** Roadside units that see an actor or that announce something. */
    private static List<RoadsideUnit> units(Scenario scenario, Zone zone, List<Motion.State> seen) {
        Set<String> needed = new HashSet<>();
        for (RoadsideUnit unit : zone.roadsideUnits()) {
            for (Motion.State state : seen) {
                if (Math.hypot(state.eastM() - unit.eastM(), state.northM() - unit.northM()) < unit.rangeM()) {
                    needed.add(unit.id());
                }
            }
        }
        for (Scenario.SignalCue cue : scenario.signals()) {
            needed.add(SignalAnnouncements.speakerOf(cue.controller(), zone).id());
        }
        for (PriorityCues.Run run : scenario.priority().runs()) {
            needed.add(SignalAnnouncements.speakerOf(run.controller(), zone).id());
        }
        for (RoadsideCue cue : scenario.roadside()) {
            needed.add(RoadsideAnnouncements.speakerOf(cue, zone).id());
        }
        return zone.roadsideUnits().stream()
                .filter(unit -> needed.contains(unit.id()))
                .toList();
    }

    /**
     * All messages of the play but those of {@link #live}, in order of time.
     *
     * @param startUs real time of its second 0, microseconds since 1970 UTC, a whole millisecond
     * @param numbers of signals; asked only when there are some
     */
    public List<Frame> frames(long startUs, SignalNumbers numbers) {
        List<Frame> frames = new ArrayList<>();
        for (Actor actor : scenario.actors()) {
            if (actor.equipped()) {
                frames.addAll(new SelfReports(this, actor).frames(startUs));
            }
        }
        for (RoadsideUnit unit : units) {
            frames.addAll(new SensorReports(this, unit).frames(startUs));
        }
        frames.addAll(new SignalAnnouncements(this, numbers).frames(startUs));
        frames.addAll(new RoadsideAnnouncements(this).frames(startUs));
        frames.addAll(new PriorityAsks(this, numbers).frames(startUs));
        frames.sort(Comparator.comparingLong(Frame::sendAtUs));
        return frames;
    }

    /** Controllers that run and what is said for them, which depends on what they hear. As {@link #frames}. */
    public LiveSignals live(long startUs, SignalNumbers numbers) {
        return new LiveSignals(this, numbers, startUs);
    }

    /** The signal of a lane that has one. */
    SignalRef signalOf(String lane) {
        return zone.lanes()
                .findLane(lane)
                .map(Lane::signal)
                .orElseThrow(() -> new IllegalArgumentException("no signal: lane=" + lane));
    }

    /** Plays in groups, as few as are easily found, that can be played at the same time: those that need most roadside units first, those of roadside information last. */
    public static List<List<Play>> groups(List<Play> plays) {
        List<List<Play>> groups = new ArrayList<>();
        List<Play> choosyFirst = plays.stream()
                .sorted(Comparator.comparing(Play::tellsPlaces)
                        .thenComparing(Comparator.comparingInt((Play play) -> play.units.size())
                                .reversed()))
                .toList();
        for (Play play : choosyFirst) {
            List<Play> with = groups.stream()
                    .filter(group ->
                            group.size() < TOGETHER_MAX && group.stream().allMatch(play::apartFrom))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Play> fresh = new ArrayList<>();
                        groups.add(fresh);
                        return fresh;
                    });
            with.add(play);
        }
        return groups;
    }

    /**
     * Whether both can be played at the same time without any actor of one being near one of the other, or a roadside unit speaking in both.
     * Bad input goes with bad input only: what is not used of it is nobody else's fault. So does roadside information, which reaches far and is
     * known for ten seconds after it was told.
     */
    public boolean apartFrom(Play other) {
        if (scenario.badInput() != other.scenario.badInput() || tellsPlaces() != other.tellsPlaces()) {
            return false;
        }
        if (other.units.stream().anyMatch(units::contains)) {
            return false;
        }
        double nearestM = Double.POSITIVE_INFINITY;
        for (Motion.State own : trace) {
            for (Motion.State others : other.trace) {
                nearestM = Math.min(nearestM, Math.hypot(own.eastM() - others.eastM(), own.northM() - others.northM()));
            }
        }
        return nearestM > APART_M;
    }

    private boolean tellsPlaces() {
        return !scenario.roadside().isEmpty();
    }
}
