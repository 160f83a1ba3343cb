package io.yunkong.sim.scenario;

import io.yunkong.wire.WarningApplication;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A play of a few seconds on the lanes of a zone, and which warnings have to come of it. Immutable.
 *
 * @param name name of its file without ".yaml"
 * @param titleZh what happens, in Chinese
 * @param titleEn what happens, in English
 * @param application which application it is about
 * @param kind whether that application has to warn
 * @param seed of the noise of all measurements
 * @param lastsS seconds
 * @param actors road users, one or more
 * @param signals what signal heads show
 * @param roadside what roadside units announce
 * @param expected warnings that have to come
 * @param never applications that must not raise any other warning
 */
public record Scenario(
        String name,
        String titleZh,
        String titleEn,
        WarningApplication application,
        Kind kind,
        long seed,
        double lastsS,
        List<Actor> actors,
        List<SignalCue> signals,
        List<RoadsideCue> roadside,
        List<Expectation> expected,
        Set<WarningApplication> never) {
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
     * @param counterpart id of the actor it is warned of; empty = of whomever or whatever
     * @param severityMin what it reaches at least before it is cleared, in the order of the numbers
     * @param fromS the first one comes no earlier
     * @param toS and no later
     * @param clearedByS is over by then; NaN = not looked at
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
            boolean optional) {}

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
        never = Set.copyOf(never);
    }

    /** The application it is about as people call it: FCW, ICW … */
    public String about() {
        return ScenarioReader.plain(application);
    }
}
