package io.yunkong.load;

import io.yunkong.load.budget.Budget;
import io.yunkong.load.budget.Budgets;
import io.yunkong.load.budget.Check;
import io.yunkong.load.budget.MessageClass;
import io.yunkong.load.budget.Rank;
import io.yunkong.load.gatling.ClassFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run tells on the terminal: times of every message class beside their budgets, then what else was looked at. Pure. */
final class Summary {
    private static final List<Rank> SHOWN = List.of(Rank.P50, Rank.P99, Rank.P999, Rank.MAX);
    private static final int FAILURES_SHOWN = 5;

    private Summary() {}

    /** Times in milliseconds, one line a class. */
    static String classes(List<ClassFigures> figures, Budgets budgets) {
        Map<String, ClassFigures> byName =
                figures.stream().collect(Collectors.toMap(ClassFigures::name, Function.identity()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("class", "count", "failed", "p50", "p99", "p99.9", "max", "budget", "verdict"));
        for (MessageClass known : MessageClass.values()) {
            List<Budget> limits = budgets.of(known);
            ClassFigures found = byName.getOrDefault(known.key(), new ClassFigures(known.key(), 0, 0, _ -> Double.NaN));
            if (found.count() + found.failed() > 0 || !limits.isEmpty()) {
                rows.add(row(found, limits));
            }
        }
        return table(rows, 7);
    }

    private static List<String> row(ClassFigures found, List<Budget> limits) {
        List<String> row =
                new ArrayList<>(List.of(found.name(), Long.toString(found.count()), Long.toString(found.failed())));
        for (Rank rank : SHOWN) {
            double ms = found.percentileMs().applyAsDouble(rank.percentile());
            row.add(Double.isNaN(ms) ? "-" : String.format(Locale.ROOT, "%.0f", ms));
        }
        row.add(limits.isEmpty() ? "-" : limits.stream().map(Budget::limit).collect(Collectors.joining(" ")));
        row.add(
                limits.isEmpty()
                        ? "-"
                        : verdict(found.failed() == 0 && limits.stream().allMatch(limit -> kept(found, limit))));
        return row;
    }

    private static boolean kept(ClassFigures found, Budget budget) {
        return found.percentileMs().applyAsDouble(budget.rank().percentile()) <= budget.limitMs();
    }

    /** One line a check. */
    static String checks(List<Check> checks) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("looked at", "found", "wanted", "verdict"));
        checks.forEach(one -> rows.add(List.of(one.what(), one.found(), one.limit(), verdict(one.kept()))));
        return table(rows, 0);
    }

    /** The most frequent reasons. */
    static String failures(List<String> reasons) {
        return reasons.stream()
                .limit(FAILURES_SHOWN)
                .map(reason -> "failed: " + reason + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static String verdict(boolean kept) {
        return kept ? "kept" : "MISSED";
    }

    /** @param numbers columns after the first that hold numbers, which stand to the right */
    private static String table(List<List<String>> rows, int numbers) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row ->
                Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String room = String.join(
                        "", Collections.nCopies(widths[i] - row.get(i).length(), " "));
                line.append(i == 0 ? "" : "  ").append(i > 0 && i < numbers ? room + row.get(i) : row.get(i) + room);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
