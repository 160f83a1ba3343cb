package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.warn.ZoneParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the zone that a flag names: a folder by path, or one of those in the installation's {@code zones}. */
final class Zones {
    private Zones() {}

    static Zone read(String nameOrFolder) {
        Path folder = folder(nameOrFolder);
        if (!Files.isRegularFile(folder.resolve("zone.yaml"))) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "not a zone folder: folder=" + folder + ", missing=zone.yaml, known=" + names() + "; nothing read");
        }
        try {
            return ZoneParameters.checked(ZoneFolder.read(folder));
        } catch (ZoneException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    static List<String> names() {
        try (Stream<Path> folders = Files.list(shipped())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Where the zone is. */
    static Path folder(String nameOrFolder) {
        Path shipped = shipped().resolve(nameOrFolder);
        if (Files.isDirectory(shipped)) {
            return shipped;
        }
        Path given = Path.of(nameOrFolder);
        if (Files.isDirectory(given)) {
            return given;
        }
        throw new CommandFailure(
                ExitCode.USAGE, "no such zone: zone=" + nameOrFolder + ", known=" + names() + "; or give a folder");
    }

    /** Where the zones of this installation are. */
    static Path shipped() {
        return Path.of(System.getProperty("v2x.home", "."), "zones");
    }
}
