package io.yunkong.map.replay;

import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.TrackerPart;
import io.yunkong.map.warn.Application;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.Warning;
import io.yunkong.map.warn.WarningEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recording through the classes that an edge and a cloud tile run ({@link CooperativeWarner}), in the order of arrival, with the
 * recording's own time: the clock stands where the last line arrived. The state at a tick rests on nothing that arrived after it. The same
 * lines give the same results. Not thread-safe.
 *
 * <p>A recording does not tell where its roadside units stand, so their range is not checked.
 */
public final class Replay {
    /** Tracks are told and time passes for the map in these steps. */
    private static final long TICK_US = 100_000;

    /** A longer pause before a line must be confirmed by the next: a broken time field would end every track. */
    private static final long PAUSE_MAX_US = 1_000_000;

    private final CooperativeWarner warner;
    private final ObservationLines lines;
    private final Defects defects = new Defects();
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final Map<Application, Long> warnings = new EnumMap<>(Application.class);
    private final Set<Long> trackIds = new HashSet<>();
    private final Defects signalDefects = new Defects();
    private final RecordedSignals signals;
    private final TickWriter writer;
    private final ReplayOutput output;
    private @Nullable RecordedMessage held;
    private long clockUs = ObservationLines.START_US;
    private long nextTickUs = ObservationLines.START_US;

    public Replay(Zone zone, ReplayOutput output) {
        this(zone, output, Set.of());
    }

    /** @param without parts of the tracker that are left out, to measure what they are good for */
    public Replay(Zone zone, ReplayOutput output, Set<TrackerPart> without) {
        Zone withUnits = withUnits(zone);
        CooperativeWarner.Parameters usual = CooperativeWarner.Parameters.defaults();
        this.warner = new CooperativeWarner(
                withUnits,
                "replay",
                host -> true,
                new CooperativeWarner.Parameters(
                        usual.plausibility(), usual.tracker().without(without), usual.roadside()));
        this.lines = new ObservationLines(zone.plane(), defects);
        this.signals = new RecordedSignals(zone, warner.signals(), signalDefects);
        this.writer = new TickWriter(zone.plane());
        this.output = output;
    }

    /** Whatever the recording calls its units: their places are not known. */
    private static Zone withUnits(Zone zone) {
        List<RoadsideUnit> units = new ArrayList<>();
        for (int i = 0; i < ObservationLines.UNITS_MAX; i++) {
            units.add(new RoadsideUnit(
                    "recorded-" + (i + 1), ObservationLines.unitId(i), 0, 0, Double.POSITIVE_INFINITY));
        }
        return zone.withRoadsideUnits(units);
    }

    /**
     * Takes the next line of recorded signal states: first the names of the columns, then one controller's lights a line. They all come before the
     * first observation, and are told ten times a second as a roadside unit would.
     */
    public void signalLine(byte[] buffer, int from, int length) {
        signals.line(buffer, from, length);
    }

    /** Counts a line that was too long to be given to {@link #signalLine}. */
    public void signalLineTooLong() {
        signalDefects.nextLine();
        signalDefects.count(LineDefect.LINE_TOO_LONG);
    }

    /** Takes the next line, UTF-8 without its end; an empty one only counts. */
    public void line(byte[] buffer, int from, int length) {
        defects.nextLine();
        if (length == 0) {
            return;
        }
        RecordedMessage message = lines.read(buffer, from, length);
        if (message == null) {
            return;
        }
        RecordedMessage before = held;
        if (before != null) {
            held = null;
            if (message.receivedAtUs() >= before.receivedAtUs() - PAUSE_MAX_US) {
                play(before);
            } else {
                defects.countAt(LineDefect.ARRIVAL_TIME_JUMP, before.line());
            }
        }
        if (message.receivedAtUs() > clockUs + PAUSE_MAX_US) {
            held = message;
        } else {
            play(message);
        }
    }

    /** Counts a line that was too long to be given to {@link #line}. */
    public void lineTooLong() {
        defects.nextLine();
        defects.count(LineDefect.LINE_TOO_LONG);
    }

    private void play(RecordedMessage message) {
        while (nextTickUs < message.receivedAtUs()) {
            tick();
        }
        clockUs = Math.max(clockUs, message.receivedAtUs());
        for (var observation : message.observations()) {
            RejectReason reason = warner.accept(observation, clockUs, this::event);
            if (reason != null) {
                rejected.merge(reason, 1L, Long::sum);
            }
        }
    }

    private void tick() {
        warner.tick(nextTickUs, this::event);
        signals.tell(nextTickUs, report -> {
            var _ = warner.signals().accept(report, nextTickUs); // counted there
        });
        List<TrackSnapshot> tracks = warner.tracks(nextTickUs);
        for (TrackSnapshot track : tracks) {
            trackIds.add(track.trackId());
        }
        if (output.wantsTracks()) {
            output.tracks(writer.tracks((nextTickUs - ObservationLines.START_US) / TICK_US, tracks));
        }
        nextTickUs += TICK_US;
    }

    private void event(WarningEvent event) {
        Warning warning = event.warning();
        if (event instanceof WarningEvent.Raised) {
            warnings.merge(warning.application(), 1L, Long::sum);
        }
        if (!(event instanceof WarningEvent.Cleared)) {
            String ego = lines.nameOf(warning.host().stationId());
            if (ego != null) {
                output.warning(writer.warning(clockOf(warning), ego, warning));
            }
        }
    }

    private static long clockOf(Warning warning) {
        return warning.updatedAtUs() - ObservationLines.START_US;
    }

    /** Ends the recording: tells the tracks up to the first tick after the last line. */
    public void end() {
        RecordedMessage last = held;
        if (last != null) {
            defects.countAt(LineDefect.ARRIVAL_TIME_JUMP, last.line());
            held = null;
        }
        long untilUs = Math.ceilDiv(clockUs, TICK_US) * TICK_US;
        while (nextTickUs <= untilUs) {
            tick();
        }
    }

    /** What happened so far. */
    public ReplayCounts counts() {
        Map<RejectReason, Long> unused = new EnumMap<>(rejected);
        lines.rejected().forEach((reason, count) -> unused.merge(reason, count, Long::sum));
        CooperativeWarner.Counters counters = warner.counters();
        return new ReplayCounts(
                defects.lines(),
                lines.detections(),
                unused,
                defects.counts(),
                (clockUs - ObservationLines.START_US) / 1e6,
                trackIds.size(),
                warnings,
                counters.stationsDiscounted(),
                counters.stationsExcluded(),
                new ReplayCounts.Signals(
                        signals.rows(),
                        warner.signals().taken(),
                        warner.signals().refused(),
                        signalDefects.counts()));
    }
}
