package io.yunkong.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known names somebody may have meant who wrote another one. */
final class Nearest {
    private static final int TOLD = 3;

    private Nearest() {}

    /** Three at most, the nearest first: those that the name is a part of, then by how many letters differ. */
    static List<String> to(String name, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparing((String one) -> !one.contains(name))
                        .thenComparingInt(one -> edits(name, one))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(TOLD)
                .toList();
    }

    /** Letters to put in, leave out or change (Levenshtein 1966). */
    private static int edits(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] now = new int[to.length() + 1];
            now[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = now;
        }
        return before[to.length()];
    }
}
