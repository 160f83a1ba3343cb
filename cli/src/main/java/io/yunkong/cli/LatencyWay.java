package io.yunkong.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The way of a message from its measurement to the vehicle's link, for one of the warnings about a danger: edge and cloud have each their
 * own way.
 *
 * @param title whose way it is and what came of it
 * @param stages those it passed, in the order of their times; the first is on the sender's clock
 */
record LatencyWay(String title, List<Stage> stages) {
    /** @param atUs on the clock of the stage */
    record Stage(String name, long atUs) {}

    private static final String INDENT = "  ";
    private static final int BAR_MAX = 40;
    private static final String MEASURED = "generated_at_us";

    /** Ways of the raised warnings; that of the evidence when nobody has told of a delivery. */
    static List<LatencyWay> of(WarningAnswer warning) {
        List<LatencyWay> ways = new ArrayList<>();
        for (ApiObject delivery : warning.deliveries()) {
            LatencyWay way = new LatencyWay(
                    delivery.text("warning_id") + ", " + delivery.text("outcome"), stages(delivery.object("stamps")));
            if (delivery.text("phase").equals("raised") && way.stages().size() > 1) {
                ways.add(way);
            }
        }
        if (ways.isEmpty()) {
            ways.add(new LatencyWay(
                    warning.id() + ", no delivery told",
                    stages(warning.evidence().object("stamps"))));
        }
        return ways;
    }

    private static List<Stage> stages(ApiObject stamps) {
        List<Stage> stages = new ArrayList<>();
        for (String name : stamps.numbers().keySet()) {
            stages.add(new Stage(name, stamps.whole(name).orElse(0)));
        }
        stages.sort(Comparator.comparing((Stage stage) -> !stage.name().equals(MEASURED))
                .thenComparingLong(Stage::atUs));
        return stages;
    }

    /** A line a stage: when, how long after the one before, and a bar from then to there on the scale of the whole way. */
    String waterfall(ShownTime time) {
        long first = stages.getFirst().atUs();
        long whole = Math.max(1, stages.getLast().atUs() - first);
        Columns table = new Columns(INDENT + INDENT);
        long before = first;
        for (Stage stage : stages) {
            int from = column(before - first, whole);
            int to = column(stage.atUs() - first, whole);
            table.row(
                    words(stage.name()),
                    time.clock(stage.atUs()),
                    stage.atUs() == first ? "" : "%10s".formatted(milliseconds(stage.atUs() - before)),
                    " ".repeat(from) + "=".repeat(Math.max(0, to - from)) + "|");
            before = stage.atUs();
        }
        return INDENT + title + ": " + milliseconds(whole) + " in all" + System.lineSeparator() + table.text();
    }

    private static int column(long us, long whole) {
        return Math.clamp(Math.round((double) us / whole * BAR_MAX), 0, BAR_MAX);
    }

    private static String words(String stage) {
        return switch (stage) {
            case MEASURED -> "measured (sender's clock)";
            case "edge_received_at_us" -> "read by the edge";
            case "observed_at_us" -> "decoded and checked";
            case "edge_decided_at_us" -> "decided by the edge";
            case "downlink_at_us" -> "handed to the vehicle's link";
            case "uplink_at_us" -> "sent to the cloud";
            case "cloud_received_at_us" -> "read by the cloud";
            case "cloud_decided_at_us" -> "decided by the cloud";
            case "edge_returned_at_us" -> "back at the edge";
            default -> stage;
        };
    }

    private static String milliseconds(long us) {
        return Words.decimals(us / 1000.0, 3) + " ms";
    }
}
