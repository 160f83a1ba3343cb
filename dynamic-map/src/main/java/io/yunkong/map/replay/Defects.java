package io.yunkong.map.replay;

import java.util.EnumMap;
import java.util.Map;

/** Counts what could not be taken of a recording. Not thread-safe. */
public final class Defects {
    private final Map<LineDefect, Count> counts = new EnumMap<>(LineDefect.class);
    private long line;

    /** @param firstLine number of the first line with it, 1 = first in the file */
    public record Count(long count, long firstLine) {}

    void count(LineDefect defect) {
        countAt(defect, line);
    }

    void countAt(LineDefect defect, long at) {
        counts.merge(defect, new Count(1, at), (before, one) -> new Count(before.count() + 1, before.firstLine()));
    }

    /** Number of the line at hand. */
    long line() {
        return line;
    }

    void nextLine() {
        line++;
    }

    public long lines() {
        return line;
    }

    public Map<LineDefect, Count> counts() {
        return new EnumMap<>(counts);
    }
}
