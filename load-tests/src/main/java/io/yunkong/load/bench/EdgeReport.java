package io.yunkong.load.bench;

import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What came out, as Markdown: medians of the rounds, and the bars. Ratios are taken within a round, as machines differ by the hour.
 *
 * @param bars what was wanted
 */
record EdgeReport(Setup setup, Set<EdgeBar> bars, List<Round> rounds) implements BenchReport {
    /** The generator is the limit when it uses so much of its processor. */
    private static final double GENERATOR_FULL = 0.9;

    EdgeReport {
        bars = Set.copyOf(bars);
        rounds = List.copyOf(rounds);
    }

    @Override
    public Outcomes outcomes() {
        return new Outcomes(
                bars.stream().sorted().map(bar -> bar.outcome(rounds)).toList());
    }

    /** Whether a contender's highest rate is rather the generator's in some round, so that the true one is higher. */
    boolean isGeneratorFull(Contender contender) {
        return rounds.stream()
                .flatMap(round -> round.find(contender, Purpose.SEARCH).stream())
                .anyMatch(trial -> trial.generatorCores() > GENERATOR_FULL);
    }

    @Override
    public String json() {
        return EdgeReportJson.of(this);
    }

    @Override
    public String markdown() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("# Edge bench").add("");
        setup.values().forEach((name, value) -> lines.add("- " + name + ": " + value));
        lines.add("- command: `" + setup.command() + "`").add("").add(text());
        return lines.toString();
    }

    /** Without where and when. */
    @Override
    public String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        knees(lines);
        lines.add(
                        "| trial | contender | msg/s | p50 / p99 / p99.9 / max, us | processor, us a message |"
                                + " generator, us a message | allocated, octets a message | collections x ms of each | memory, MB | others, processors |")
                .add("|---|---|---|---|---|---|---|---|---|---|");
        for (Purpose purpose : Purpose.values()) {
            Arrays.stream(Contender.values())
                    .filter(contender -> rounds.stream()
                            .anyMatch(round -> round.find(contender, purpose).isPresent()))
                    .forEach(contender -> lines.add(row(contender, purpose)));
        }
        warnings(lines);
        Outcomes outcomes = outcomes();
        lines.add("").add(outcomes.table());
        long voids = rounds.stream()
                .flatMap(round -> round.trials().stream())
                .filter(Trial::isVoid)
                .count();
        lines.add("void trials (others used too much of the machine; tried again): " + voids);
        return lines.add(outcomes.verdictLine()).toString();
    }

    private void knees(StringJoiner lines) {
        List<Contender> sought = Arrays.stream(Contender.values())
                .filter(contender -> knee(contender).isPresent())
                .toList();
        if (sought.isEmpty()) {
            return;
        }
        lines.add("| contender | highest rate, msg/s |").add("|---|---|");
        sought.forEach(contender -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %,.0f%s |",
                contender.title(),
                knee(contender).orElseThrow(),
                isGeneratorFull(contender) ? " (held up by the generator)" : "")));
        lines.add("");
    }

    private Optional<Double> knee(Contender contender) {
        return median(round -> round.knee(contender).map(Integer::doubleValue));
    }

    private void warnings(StringJoiner lines) {
        List<String> rows = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            Arrays.stream(Contender.values())
                    .filter(contender -> figure(contender, purpose, "warnings") > 0)
                    .forEach(contender -> rows.add(warningsRow(contender, purpose)));
        }
        if (rows.isEmpty()) {
            return;
        }
        lines.add("").add("| trial | contender | warnings | from message to warning: p50 / p99 / p99.9 / max, us |");
        lines.add("|---|---|---|---|");
        rows.forEach(lines::add);
    }

    private String warningsRow(Contender contender, Purpose purpose) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %,.0f / %,.0f / %,.0f / %,.0f |",
                purpose.title(),
                contender.title(),
                figure(contender, purpose, "warnings"),
                figure(contender, purpose, "warned_p50_us"),
                figure(contender, purpose, "warned_p99_us"),
                figure(contender, purpose, "warned_p999_us"),
                figure(contender, purpose, "warned_max_us"));
    }

    private double figure(Contender contender, Purpose purpose, String name) {
        return of(contender, purpose, trial -> trial.generator().get(name));
    }

    private String row(Contender contender, Purpose purpose) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %,.0f / %,.0f / %,.0f / %,.0f | %.2f | %.2f | %,.0f | %s | %,.0f | %.2f |",
                purpose == Purpose.SEARCH ? "at its highest rate" : purpose.title(),
                contender.title(),
                of(contender, purpose, Trial::ratePerS),
                of(contender, purpose, trial -> trial.generator().get("p50_us")),
                of(contender, purpose, Trial::p99Us),
                of(contender, purpose, trial -> trial.generator().get("p999_us")),
                of(contender, purpose, trial -> trial.generator().get("max_us")),
                of(contender, purpose, Trial::cpuUs),
                of(contender, purpose, Trial::generatorCpuUs),
                of(contender, purpose, Trial::allocatedBytes),
                collections(contender, purpose),
                of(contender, purpose, Trial::residentBytes) / 1e6,
                of(contender, purpose, Trial::foreignCores));
    }

    private String collections(Contender contender, Purpose purpose) {
        double count = of(contender, purpose, Trial::collections);
        return count == 0
                ? "0"
                : String.format(
                        Locale.ROOT, "%,.0f x %.1f", count, of(contender, purpose, Trial::collectingMs) / count);
    }

    private double of(Contender contender, Purpose purpose, ToDoubleFunction<Trial> figure) {
        return median(round -> round.find(contender, purpose).map(figure::applyAsDouble))
                .orElse(Double.NaN);
    }

    private Optional<Double> median(Function<Round, Optional<Double>> figure) {
        return Median.of(rounds.stream().map(figure).flatMap(Optional::stream).toList());
    }
}
