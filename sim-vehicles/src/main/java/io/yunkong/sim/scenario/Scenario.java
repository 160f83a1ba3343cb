package io.yunkong.sim.scenario;

import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.ClearReason;
import io.yunkong.wire.PlaceKind;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningSeverity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A play of a few seconds on the lanes of a zone, and which warnings have to come of it. Immutable.
 *
 * @param name name of its file without ".yaml"
 * @param titleZh what happens, in Chinese
 * @param titleEn what happens, in English
 * @param application which application it is about, as people call it: FCW, GLOSA …
 * @param kind whether that application has to warn
 * @param seed of the noise of all measurements
 * @param lastsS seconds
 * @param badInput some of its messages are not to be used, so nothing is wrong when they are not
 * @param actors road users, one or more
 * @param signals what signal heads show
 * @param roadside what roadside units announce
 * @param expected warnings that have to come
 * @param advised advice that has to come
 * @param priority what it has of priority at signals
 * @param never applications that must not raise any other warning
 */
public record Scenario(
        String name,
        String titleZh,
        String titleEn,
        String application,
        Kind kind,
        long seed,
        double lastsS,
        boolean badInput,
        List<Actor> actors,
        List<SignalCue> signals,
        List<RoadsideCue> roadside,
        List<Expectation> expected,
        List<AdviceExpectation> advised,
        PriorityCues priority,
        Set<WarningApplication> never) {
    /** Kinds of places that a warning may be about, as scenario files call them. */
    static final Set<String> PLACES = Arrays.stream(PlaceKind.values())
            .filter(kind -> kind != PlaceKind.PLACE_KIND_UNSPECIFIED && kind != PlaceKind.UNRECOGNIZED)
            .map(Scenario::plain)
            .collect(Collectors.toUnmodifiableSet());

    /** What a scenario is to show of its application. */
    public enum Kind {
        /** There is a danger: it warns. */
        FIRES,
        /** It looks like one and is none: it does not warn. */
        SILENT,
        /** Just on one side of the line between the two. */
        BORDERLINE
    }

    /**
     * A warning that has to come.
     *
     * @param host id of the actor that is warned, an equipped one
     * @param counterpart id of the actor, or the kind of place, it is warned of; empty = of whomever or whatever
     * @param severityMin what it reaches at least before it is cleared, in the order of the numbers
     * @param fromS the first one comes no earlier
     * @param toS and no later
     * @param clearedByS is over by then; NaN = not looked at
     * @param clearReason why it is over; empty = not looked at
     * @param optional nothing is wrong when it does not come
     */
    public record Expectation(
            WarningApplication application,
            String host,
            Optional<String> counterpart,
            int severityMin,
            double fromS,
            double toS,
            double clearedByS,
            Optional<String> clearReason,
            boolean optional) {}

    /**
     * Advice that has to come.
     *
     * @param application as people call it: GLOSA …
     * @param host id of the actor that is advised, an equipped one
     * @param manoeuvre what it is told first, in lower case: slow_down …
     * @param fromS the first message comes no earlier
     * @param toS and no later
     * @param minMps the first speed band begins no lower; NaN = not looked at
     * @param maxMps and ends no higher; NaN = not looked at
     * @param endedByS is withdrawn by then; NaN = not looked at
     */
    public record AdviceExpectation(
            String application,
            String host,
            String manoeuvre,
            double fromS,
            double toS,
            double minMps,
            double maxMps,
            double endedByS) {}

    /**
     * What the heads of a controller show.
     *
     * @param controller id in the zone's signals
     * @param letters one for each link, as in signals.yaml
     * @param untilS when they change next, as roadside units tell; NaN = they do not tell
     */
    public record SignalCue(double atS, String controller, String letters, double untilS) {}

    public Scenario {
        actors = List.copyOf(actors);
        signals = List.copyOf(signals);
        roadside = List.copyOf(roadside);
        expected = List.copyOf(expected);
        advised = List.copyOf(advised);
        never = Set.copyOf(never);
    }

    /** As scenario files say it: stop_line, queue … */
    static String plain(PlaceKind kind) {
        return kind.name().replace("PLACE_KIND_", "").toLowerCase(Locale.ROOT);
    }

    /** As scenario files say it: keep_speed, slow_down … */
    static String plain(AdvisedManoeuvre manoeuvre) {
        return manoeuvre.name().replace("ADVISED_MANOEUVRE_", "").toLowerCase(Locale.ROOT);
    }

    /** As scenario files and people call it: GLOSA … */
    static String plain(AdviceApplication application) {
        return application.name().replace("ADVICE_APPLICATION_", "");
    }

    /** As scenario files say it: caution, warning … */
    static String plain(WarningSeverity severity) {
        return severity.name().replace("WARNING_SEVERITY_", "").toLowerCase(Locale.ROOT);
    }

    /** Edge or cloud. */
    static String plain(WarningOrigin origin) {
        return origin.name().replace("WARNING_ORIGIN_", "").toLowerCase(Locale.ROOT);
    }

    /** As scenario files say it: passed, counterpart_gone … */
    static String plain(ClearReason reason) {
        return reason.name().replace("CLEAR_REASON_", "").toLowerCase(Locale.ROOT);
    }
}
