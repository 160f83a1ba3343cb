package io.yunkong.map.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The small hand-made zone of the tests: two roads from the west, one from the south, a junction, a crosswalk, a signal. */
final class MiniZone {
    private static final Path SOURCE = Path.of("src", "test", "resources", "zones", "mini");

    private MiniZone() {}

    static Zone read() throws ZoneException {
        return ZoneFolder.read(SOURCE);
    }

    static Path copyTo(Path folder) throws IOException {
        for (String name : ZoneReader.FILES) {
            Files.copy(SOURCE.resolve(name), folder.resolve(name));
        }
        return folder;
    }

    /** Replaces the one occurrence of a text and returns its line, 1 = first. */
    static int edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in " + file + ": " + from);
        }
        Files.writeString(file, text.replace(from, to));
        return lineOf(text, at);
    }

    private static int lineOf(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    static int indexOf(Zone zone, String lane) {
        return zone.lanes().findLane(lane).orElseThrow().index();
    }

    static List<String> ids(Zone zone, List<Integer> lanes) {
        return lanes.stream().map(index -> zone.lanes().lane(index).id()).toList();
    }
}
