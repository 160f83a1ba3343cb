package io.yunkong.load.bars;

import java.util.Locale;
import java.util.Optional;

/**
 * A bar and what came out. Immutable.
 *
 * @param figure empty = it was not measured
 */
public record Outcome(Bar bar, Optional<Double> figure, Verdict verdict) {
    private static final double MANY = 1_000;
    private static final double FEW = 0.1;

    /** What became of a bar. */
    public enum Verdict {
        KEPT("kept"),
        MISSED("missed"),
        /** Something that it takes is not on this machine. */
        ABSENT("not measured: not on this machine"),
        /** Nothing that counts was measured. */
        VOID("not measured");

        private final String title;

        Verdict(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Judged; NaN = it was not measured. */
    public static Outcome of(Bar bar, double figure) {
        if (Double.isNaN(figure)) {
            return without(bar, Verdict.VOID);
        }
        return new Outcome(bar, Optional.of(figure), bar.limit().isKeptBy(figure) ? Verdict.KEPT : Verdict.MISSED);
    }

    /** Of a bar that was not measured. */
    public static Outcome without(Bar bar, Verdict why) {
        return new Outcome(bar, Optional.empty(), why);
    }

    /** The figure as people read it; a dash when there is none. */
    String figureText() {
        return figure.map(value -> String.format(Locale.ROOT, format(value), value))
                .orElse("-");
    }

    private static String format(double value) {
        return value >= MANY ? "%,.0f" : value < FEW && value != 0 ? "%.4f" : "%.2f";
    }
}
