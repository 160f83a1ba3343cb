package io.yunkong.sim.scenario;

import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenarios of a zone: the files of its folder "scenarios". They are no part of the zone and do not count into its version. */
public final class Scenarios {
    private static final String FOLDER = "scenarios";
    private static final String END = ".yaml";
    private static final long FILE_BYTES_MAX = 64 * 1024;

    private Scenarios() {}

    /**
     * Reads all of them, in alphabetical order of their names.
     *
     * @param folder of the zone
     * @throws ScenarioException with file, line and reason if one of them cannot be used
     */
    public static List<Scenario> read(Path folder, Zone zone) throws ScenarioException {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : names(folder)) {
            scenarios.add(read(folder, name, zone));
        }
        return scenarios;
    }

    /** Reads one. */
    public static Scenario read(Path folder, String name, Zone zone) throws ScenarioException {
        return readFile(folder.resolve(FOLDER).resolve(name + END), zone);
    }

    /**
     * Reads one of a file, wherever that lies.
     *
     * @throws ScenarioException with file, line and reason if it cannot be used
     */
    public static Scenario readFile(Path file, Zone zone) throws ScenarioException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ScenarioException(
                        file.toString(), 0, "file too large: bytes=" + Files.size(file) + ", limit=" + FILE_BYTES_MAX);
            }
            return ScenarioReader.read(file.toString(), Files.readAllBytes(file), zone);
        } catch (IOException e) {
            throw new ScenarioException(file.toString(), 0, "cannot be read: " + e);
        }
    }

    /** Whether somebody who names a scenario means a file: by its ending. */
    public static boolean isFile(String name) {
        return name.endsWith(END);
    }

    /** The folder of the zone among whose scenarios a file lies; empty when it lies elsewhere. */
    public static Optional<Path> zoneOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder != null && folder.endsWith(FOLDER) && Files.isRegularFile(folder.resolveSibling("zone.yaml"))
                ? Optional.of(folder.resolveSibling(""))
                : Optional.empty();
    }

    /** Names of those that are there; none if the zone has no such folder. */
    public static List<String> names(Path folder) throws ScenarioException {
        Path scenarios = folder.resolve(FOLDER);
        if (!Files.isDirectory(scenarios)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(scenarios)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ScenarioException(scenarios.toString(), 0, "cannot be read: " + e);
        }
    }
}
