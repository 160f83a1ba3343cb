package io.yunkong.load;

import io.gatling.javaapi.core.Simulation;
import io.yunkong.load.budget.Names;
import io.yunkong.load.fleet.BadInput;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The load tests there are. {@link StandardBudgets} has what each has to keep. */
enum LoadTest {
    STEADY("vehicles arrive and leave at a constant rate", SteadySimulation.class, 30, 0, 0),
    MORNING_PEAK("a tenth of the vehicles, growing to all of them", MorningPeakSimulation.class, 60, 0, 0),
    BUS_LINE_DAY(
            "a tenth are buses, which stay connected and ask for priority at signals",
            BusLineDaySimulation.class,
            60,
            0.1,
            0),
    STORM(
            "half-way all connections break at once, and everybody comes back and resumes",
            StormSimulation.class,
            30,
            0,
            0),
    ROGUE_DEVICES(
            "a tenth send bad input of " + BadInput.values().length + " kinds",
            RogueDevicesSimulation.class,
            30,
            0,
            0.1),
    SOAK("steady for long; heap, threads, sessions and tracks must not grow", SoakSimulation.class, 600, 0, 0);

    private final String line;
    private final Class<? extends Simulation> simulation;
    private final int seconds;
    private final double busShare;
    private final double rogueShare;

    /**
     * A load test.
     *
     * @param busShare of all vehicles
     * @param rogueShare likewise; the others approach each other in pairs
     */
    LoadTest(String line, Class<? extends Simulation> simulation, int seconds, double busShare, double rogueShare) {
        this.line = line;
        this.simulation = simulation;
        this.seconds = seconds;
        this.busShare = busShare;
        this.rogueShare = rogueShare;
    }

    /** Name on the command line. */
    String key() {
        return Names.of(this);
    }

    /** What it does, in one line. */
    String line() {
        return line;
    }

    Class<? extends Simulation> simulation() {
        return simulation;
    }

    /** How long it is if nobody says otherwise. */
    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** Shorter it tells nothing: who has left is kept for ten seconds, and a soak compares what is steady. */
    Duration durationMin() {
        return Duration.ofSeconds(
                switch (this) {
                    case STEADY, MORNING_PEAK, BUS_LINE_DAY, STORM, ROGUE_DEVICES -> 5;
                    case SOAK -> 60;
                });
    }

    double busShare() {
        return busShare;
    }

    double rogueShare() {
        return rogueShare;
    }

    int buses(int vehicles) {
        return (int) Math.round(vehicles * busShare);
    }

    /** One of each kind at least. */
    int rogues(int vehicles) {
        return rogueShare == 0 ? 0 : (int) Math.max(BadInput.values().length, Math.round(vehicles * rogueShare));
    }

    /** Fewest vehicles: a pair beside the others. */
    int vehiclesMin() {
        return rogues(0) + 2;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static LoadTest of(String key) {
        return Arrays.stream(values())
                .filter(test -> test.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such load test: name=" + key + ", known="
                        + Arrays.stream(values()).map(LoadTest::key).collect(Collectors.joining(", "))
                        + "; not started"));
    }
}
