package io.yunkong.map.replay;

import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.SignalReport;
import io.yunkong.map.signal.SignalStates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signal states as a recording tells them: what a controller showed at the start and every change. A roadside unit says it again and again
 * (SPAT), so this does, too. When a light will end is not told: nobody knew then. Not thread-safe.
 */
final class RecordedSignals {
    /** Who tells it: "SIGNAL". */
    private static final long STATION = 0x5349_474e_414c_0000L;

    private static final double TIME_MAX_S = 86_400;
    private static final int ROWS_MAX = 1_000_000;

    private final Zone zone;
    private final SignalStates heads;
    private final Defects defects;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private long rows;

    /** What one controller shows from a time on, one letter for each link. */
    private record Change(long atUs, String letters) {}

    /** The changes of one controller in order, and what is in force. */
    private static final class Course {
        final List<Change> changes = new ArrayList<>();
        int current = -1;
        List<SignalReport.Head> shown = List.of();
    }

    /** @param heads those that the zone has */
    RecordedSignals(Zone zone, SignalStates heads, Defects defects) {
        this.zone = zone;
        this.heads = heads;
        this.defects = defects;
    }

    /** Rows taken. */
    long rows() {
        return rows;
    }

    /** Takes the next line; the first one names the columns. */
    void line(byte[] buffer, int from, int length) {
        defects.nextLine();
        String[] fields =
                new String(buffer, from, length, StandardCharsets.UTF_8).strip().split(",", -1);
        if (columns.isEmpty()) {
            for (int i = 0; i < fields.length; i++) {
                columns.put(fields[i], i);
            }
            if (!columns.keySet().containsAll(List.of("t", "tls", "state"))) {
                defects.count(LineDefect.MISSING_FIELD);
            }
        } else if (length > 0) {
            LineDefect defect = row(fields);
            if (defect != null) {
                defects.count(defect);
            }
        }
    }

    private @Nullable LineDefect row(String[] fields) {
        String time = field(fields, "t");
        String controller = field(fields, "tls");
        String letters = field(fields, "state");
        if (time.isEmpty() || controller.isEmpty() || letters.isEmpty()) {
            return LineDefect.MISSING_FIELD;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(time);
        } catch (NumberFormatException e) {
            return LineDefect.NOT_A_NUMBER;
        }
        if (!(seconds >= 0 && seconds <= TIME_MAX_S)) {
            return LineDefect.VALUE_OUT_OF_RANGE;
        }
        long atUs = ObservationLines.START_US + Math.round(seconds * 1e6);
        if (!letters.chars().allMatch(letter -> light((char) letter) != null)) {
            return LineDefect.UNKNOWN_SIGNAL_LETTER;
        }
        if (heads(controller, letters, OptionalLong.empty()).isEmpty()) {
            return LineDefect.UNKNOWN_SIGNAL_CONTROLLER;
        }
        if (letters.length() != linksOf(controller, letters.length())) {
            return LineDefect.WRONG_NUMBER_OF_LINKS;
        }
        Course course = courses.computeIfAbsent(controller, _ -> new Course());
        if (!course.changes.isEmpty() && atUs < course.changes.getLast().atUs()) {
            return LineDefect.TIME_GOES_BACK;
        }
        if (rows == ROWS_MAX) {
            return LineDefect.TOO_MANY_SIGNAL_ROWS;
        }
        course.changes.add(new Change(atUs, letters));
        rows++;
        return null;
    }

    /** Those of the heads that the zone has. */
    private List<SignalReport.Head> heads(String controller, String letters, OptionalLong sinceUs) {
        List<SignalReport.Head> shown = new ArrayList<>();
        for (int link = 0; link < letters.length(); link++) {
            Light light = light(letters.charAt(link));
            if (light != null && heads.governs(new SignalRef(controller, link))) {
                shown.add(new SignalReport.Head(link, light, sinceUs, OptionalLong.empty(), List.of()));
            }
        }
        return shown;
    }

    private String field(String[] fields, String name) {
        int column = columns.getOrDefault(name, fields.length);
        return column < fields.length ? fields[column] : "";
    }

    /** Letters as SUMO writes them. */
    private static @Nullable Light light(char letter) {
        return switch (letter) {
            case 'r', 'u' -> Light.RED;
            case 'y' -> Light.YELLOW;
            case 'g' -> Light.PERMISSIVE_GREEN;
            case 'G' -> Light.PROTECTED_GREEN;
            case 'o' -> Light.FLASHING_YELLOW;
            case 'O' -> Light.DARK;
            default -> null;
        };
    }

    private int linksOf(String id, int otherwise) {
        for (SignalController controller : zone.signals()) {
            if (controller.id().equals(id)) {
                return controller.phases().getFirst().state().length();
            }
        }
        return otherwise;
    }

    /** Tells what every controller shows now; time must not go back. */
    void tell(long nowUs, Consumer<SignalReport> to) {
        courses.forEach((controller, course) -> {
            List<Change> changes = course.changes;
            int before = course.current;
            while (course.current + 1 < changes.size()
                    && changes.get(course.current + 1).atUs() <= nowUs) {
                course.current++;
            }
            if (course.current != before) {
                Change change = changes.get(course.current);
                // since when the first one was shown is not recorded
                OptionalLong since = course.current == 0 ? OptionalLong.empty() : OptionalLong.of(change.atUs());
                course.shown = heads(controller, change.letters(), since);
            }
            if (course.current >= 0) {
                to.accept(new SignalReport(STATION, controller, nowUs, course.shown));
            }
        });
    }
}
