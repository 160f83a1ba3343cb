package io.yunkong.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What simulated traffic there is, and for how long. */
final class TrafficFlags {
    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Motor vehicles, 10..20000 (default: ${DEFAULT-VALUE}); cyclists and pedestrians come on top.")
    private int vehicles;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Decides traffic, noise and conflicts (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Stops after this much traffic, such as 30s (default: until Ctrl-C).")
    private @Nullable Duration duration;

    int vehicles() {
        return vehicles;
    }

    long seed() {
        return seed;
    }

    /** Simulated time; null = until stopped. */
    @Nullable Duration duration() {
        return duration;
    }
}
