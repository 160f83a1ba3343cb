package io.yunkong.load.bench;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/**
 * What came out, as tables: medians of the rounds, and the ratios beside their bars. Ratios are taken within a round, as machines differ by
 * the hour.
 */
record EdgeReport(List<EdgeBench.Round> rounds) {
    /** The generator is the limit when it uses so much of its processor. */
    private static final double GENERATOR_FULL = 0.9;

    private static final double RATE_MUST = 0.70;
    private static final double RATE_AIM = 0.88;
    private static final double P99_MUST = 1.4;
    private static final double P99_AIM = 1.15;

    EdgeReport {
        rounds = List.copyOf(rounds);
    }

    /** Highest rate, edge / raw Netty. */
    double rateRatio() {
        return median(round -> (double) round.edge().knee() / round.echo().knee());
    }

    /** p99 at half of raw Netty's highest rate, edge / raw Netty. */
    double p99Ratio() {
        return median(
                round -> round.edge().atHalf().p99Us() / round.echo().atHalf().p99Us());
    }

    /** Whether the rate of raw Netty is rather the generator's, so that the true one is higher. */
    boolean isGeneratorFull() {
        return rounds.stream().anyMatch(round -> round.echo().atKnee().generatorCores() > GENERATOR_FULL);
    }

    boolean isKept() {
        return rateRatio() >= RATE_MUST && p99Ratio() <= P99_MUST;
    }

    String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator(), System.lineSeparator(), System.lineSeparator());
        lines.add("| contender | highest rate, msg/s | at half of Netty's: p50 / p99 / p99.9 / max, us |"
                + " processor, us a message | allocated, octets a message | memory, MB |");
        lines.add("|---|---|---|---|---|---|");
        for (Contender contender : Contender.values()) {
            lines.add(row(contender));
        }
        lines.add("").add("| bar | must | aim | now | verdict |").add("|---|---|---|---|---|");
        lines.add(bar(
                "P1 highest rate, edge / raw Netty" + (isGeneratorFull() ? " (held up by the generator)" : ""),
                ">= %.2f | %.2f | %.2f".formatted(RATE_MUST, RATE_AIM, rateRatio()),
                rateRatio() >= RATE_MUST));
        lines.add(bar(
                "P2 p99 at half of Netty's rate, edge / raw Netty",
                "<= %.2f | %.2f | %.2f".formatted(P99_MUST, P99_AIM, p99Ratio()),
                p99Ratio() <= P99_MUST));
        return lines.add("verdict: " + (isKept() ? "KEPT" : "BAR_MISSED")).toString();
    }

    private String row(Contender contender) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f / %,.0f / %,.0f / %,.0f | %.2f | %,.0f | %,.0f |",
                contender.title(),
                median(round -> round.of(contender).knee()),
                atHalf(contender, trial -> trial.generator().get("p50_us")),
                atHalf(contender, Trial::p99Us),
                atHalf(contender, trial -> trial.generator().get("p999_us")),
                atHalf(contender, trial -> trial.generator().get("max_us")),
                atHalf(contender, Trial::cpuUs),
                atHalf(contender, Trial::allocatedBytes),
                atHalf(contender, Trial::residentBytes) / 1e6);
    }

    private static String bar(String what, String figures, boolean kept) {
        return "| " + what + " | " + figures + " | " + (kept ? "kept" : "missed") + " |";
    }

    private double atHalf(Contender contender, ToDoubleFunction<Trial> figure) {
        return median(round -> figure.applyAsDouble(round.of(contender).atHalf()));
    }

    private double median(ToDoubleFunction<EdgeBench.Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
