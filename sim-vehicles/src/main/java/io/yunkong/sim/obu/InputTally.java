package io.yunkong.sim.obu;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what became of the lines of an input. Safe for use by any thread. */
final class InputTally {
    /** Lines told of in words, for each reason. */
    static final long SHOWN_MAX = 3;

    private final Map<LineDefect, Long> defects = new EnumMap<>(LineDefect.class);
    private long lines;
    private long fixes;
    private long ofOtherFormat;

    synchronized long line() {
        return ++lines;
    }

    synchronized void fix() {
        fixes++;
    }

    /** How many of this reason there are now. */
    synchronized long refused(LineDefect defect) {
        return defects.merge(defect, 1L, Long::sum);
    }

    /** A refused line that looks like one of the other format. */
    synchronized void ofOtherFormat() {
        ofOtherFormat++;
    }

    /** What to do if most lines look like those of the other format; else empty. */
    synchronized String mistaken(FixSource.Format format) {
        return ofOtherFormat * 2 > lines ? format.mistaken() : "";
    }

    /** What to say of an input that ended without a position. */
    synchronized String complaint(FixSource.Format format) {
        StringBuilder text = new StringBuilder("no usable position in the input: lines=").append(lines);
        defects.forEach((defect, count) -> text.append(", ")
                .append(defect.name().toLowerCase(Locale.ROOT))
                .append('=')
                .append(count));
        String hint = mistaken(format);
        return hint.isEmpty() ? text.toString() : text.append("; ").append(hint).toString();
    }

    synchronized long lines() {
        return lines;
    }

    synchronized long fixes() {
        return fixes;
    }

    synchronized Map<LineDefect, Long> defects() {
        return Map.copyOf(defects);
    }
}
