package io.yunkong.load.start;

import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.JsonText;
import io.yunkong.load.bars.Outcome;
import io.yunkong.load.bars.Outcomes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What came out, beside the bars.
 *
 * @param where was measured
 * @param seconds of each start, by node; one or more
 */
record StartReport(String where, Map<Node, List<Double>> seconds) implements BenchReport {
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

    @Override
    public Outcomes outcomes() {
        return new Outcomes(seconds.keySet().stream()
                .sorted()
                .map(node -> Outcome.of(node.bar(), median(node)))
                .toList());
    }

    private List<Double> sorted(Node node) {
        return seconds.getOrDefault(node, List.of()).stream().sorted().toList();
    }

    @Override
    public String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator(), "", System.lineSeparator());
        lines.add("| command to ready, s | median | min | max |").add("|---|---|---|---|");
        for (Node node : Node.values()) {
            lines.add(String.format(
                    Locale.ROOT, "| %s | %.2f | %.2f | %.2f |", node.title(), median(node), min(node), max(node)));
        }
        return lines.add("").add(outcomes().table() + outcomes().verdictLine()).toString();
    }

    @Override
    public String markdown() {
        return "# Start bench\n\n- " + where + "\n\n" + text();
    }

    @Override
    public String json() {
        return JsonText.of(json -> {
            for (Node node : Node.values()) {
                json.writeObjectFieldStart(node.title());
                json.writeNumberField("median_s", median(node));
                json.writeNumberField("min_s", min(node));
                json.writeNumberField("max_s", max(node));
                json.writeEndObject();
            }
            outcomes().write(json);
        });
    }
}
