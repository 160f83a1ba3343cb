package io.yunkong.load.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The budgets of a load test. A class with a budget must occur.
 *
 * @param all no two of the same times
 */
public record Budgets(List<Budget> all) {
    public Budgets {
        all = List.copyOf(all);
    }

    /** @param texts as {@link Budget#parse} reads them */
    public static Budgets of(String... texts) {
        return new Budgets(Arrays.stream(texts).map(Budget::parse).toList());
    }

    /** These and those; what is in both is as in those. */
    public Budgets and(Budgets others) {
        List<Budget> both = new ArrayList<>(all);
        both.removeIf(mine -> others.all().stream().anyMatch(other -> other.replaces(mine)));
        both.addAll(others.all());
        return new Budgets(both);
    }

    /**
     * With other or further limits.
     *
     * @param texts as people write them
     * @throws IllegalArgumentException when one is no budget, or of a class that does not occur here
     */
    public Budgets with(List<String> texts) {
        Budgets wanted = of(texts.toArray(String[]::new));
        TreeSet<MessageClass> here = all.stream().map(Budget::of).collect(Collectors.toCollection(TreeSet::new));
        for (Budget budget : wanted.all()) {
            if (!here.contains(budget.of())) {
                throw new IllegalArgumentException("message class not in this load test: class="
                        + budget.of().key()
                        + ", known=" + here.stream().map(MessageClass::key).collect(Collectors.joining(", "))
                        + "; not started");
            }
        }
        return and(wanted);
    }

    /** Every limit that many times as wide. */
    public Budgets times(int factor) {
        return new Budgets(all.stream().map(one -> one.times(factor)).toList());
    }

    /** Those of some classes only. */
    public Budgets only(Predicate<MessageClass> wanted) {
        return new Budgets(all.stream().filter(one -> wanted.test(one.of())).toList());
    }

    /** Those of one class, the lowest rank first. */
    public List<Budget> of(MessageClass wanted) {
        return all.stream()
                .filter(one -> one.of() == wanted)
                .sorted(Comparator.comparing(Budget::rank))
                .toList();
    }
}
