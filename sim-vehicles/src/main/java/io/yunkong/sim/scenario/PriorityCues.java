package io.yunkong.sim.scenario;

import java.util.List;

/**
 * What a scenario has of priority at signals.
 *
 * @param runs controllers that run by their programmes and answer requests
 * @param requests who asks
 * @param lights what has to be shown
 */
public record PriorityCues(List<Run> runs, List<Request> requests, List<Lights> lights) {
    /**
     * A controller that runs.
     *
     * @param programmeS seconds of its cycle that have passed at second 0
     */
    public record Run(String controller, double programmeS) {}

    /** How a vehicle leaves off asking. */
    public enum End {
        /** It says that it is through. */
        COMPLETE,
        /** It says that it needs it no longer. */
        CANCEL,
        /** It says nothing: lost, or switched off. */
        SILENT
    }

    /**
     * A vehicle asks for green.
     *
     * @param host id of the actor, an equipped one
     * @param lane through the junction, with a signal
     * @param toS it leaves off then
     * @param arrivesS when it says that it will be at the stop line
     */
    public record Request(String host, String lane, double fromS, double toS, double arrivesS, End end) {}

    /** What a driver sees. */
    public enum Seen {
        GREEN("Gg"),
        YELLOW("y"),
        RED("r");

        private final String letters;

        Seen(String letters) {
            this.letters = letters;
        }

        boolean is(char letter) {
            return letters.indexOf(letter) >= 0;
        }
    }

    /** A lane's signal shows this from then to then. */
    public record Lights(String lane, Seen seen, double fromS, double toS) {}

    public PriorityCues {
        runs = List.copyOf(runs);
        requests = List.copyOf(requests);
        lights = List.copyOf(lights);
    }
}
