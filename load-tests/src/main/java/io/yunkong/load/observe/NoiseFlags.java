package io.yunkong.load.observe;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Flags of all that lies between the truth and what arrives; their defaults are the model of the published sets. */
@Command
public final class NoiseFlags {
    @Mixin
    private final StationFlags stations = new StationFlags();

    @Mixin
    private final RoadsideFlags roadside = new RoadsideFlags();

    /** The model of the published sets. */
    public static NoiseModel published() {
        NoiseFlags flags = new NoiseFlags();
        new CommandLine(flags).parseArgs();
        return flags.model();
    }

    /** @throws IllegalArgumentException when a parameter is out of range */
    public NoiseModel model() {
        return new NoiseModel(stations.model(), roadside.siting(), roadside.sensing());
    }
}
