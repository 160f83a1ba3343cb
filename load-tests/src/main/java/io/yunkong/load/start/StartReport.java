package io.yunkong.load.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What came out, beside the bars.
 *
 * @param seconds of each start, by node; one or more
 */
record StartReport(Map<Node, List<Double>> seconds) {
    StartReport {
        seconds.forEach((node, starts) -> {
            if (starts.isEmpty()) {
                throw new IllegalArgumentException("no starts: node=" + node + ", limit=1; refused");
            }
        });
    }

    double median(Node node) {
        List<Double> sorted = sorted(node);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min(Node node) {
        return sorted(node).getFirst();
    }

    double max(Node node) {
        return sorted(node).getLast();
    }

    /** By the medians. */
    boolean isKept() {
        return seconds.keySet().stream().allMatch(this::isKept);
    }

    private boolean isKept(Node node) {
        return median(node) <= node.mustS();
    }

    private List<Double> sorted(Node node) {
        return seconds.getOrDefault(node, List.of()).stream().sorted().toList();
    }

    String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator(), "", System.lineSeparator());
        lines.add("| command to ready | must | aim | median, s | min | max | verdict |")
                .add("|---|---|---|---|---|---|---|");
        for (Node node : Node.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | <= %.1f | %.1f | %.2f | %.2f | %.2f | %s |",
                    node.title(),
                    node.mustS(),
                    node.aimS(),
                    median(node),
                    min(node),
                    max(node),
                    isKept(node) ? "kept" : "missed"));
        }
        return lines.add("verdict: " + (isKept() ? "KEPT" : "BAR_MISSED")).toString();
    }

    /** One object. */
    String json() {
        StringJoiner nodes = new StringJoiner(", ", "{", "}");
        for (Node node : Node.values()) {
            nodes.add(String.format(
                    Locale.ROOT,
                    "\"%s\": {\"median_s\": %.3f, \"min_s\": %.3f, \"max_s\": %.3f, \"must_s\": %.1f, \"aim_s\": %.1f, \"kept\": %b}",
                    node.title(),
                    median(node),
                    min(node),
                    max(node),
                    node.mustS(),
                    node.aimS(),
                    isKept(node)));
        }
        return nodes.add("\"kept\": " + isKept()).toString();
    }
}
