package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The flag {@code --zone} of commands that run in one zone. */
final class ZoneFlag {
    static final String DEFAULT = "longzi-lake";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = DEFAULT,
            description = "Shipped zone or a folder (default: ${DEFAULT-VALUE}).")
    private String zone = DEFAULT;

    /** @throws CommandFailure if there is no such zone, or a file of it is refused */
    Zone read() {
        return Zones.read(zone);
    }

    /** Where it is. */
    Path folder() {
        return Zones.folder(zone);
    }
}
