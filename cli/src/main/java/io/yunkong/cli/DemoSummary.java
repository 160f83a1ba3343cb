package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.cloud.CloudStatistics;
import io.yunkong.cloud.tile.DecisionLatency;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.Hop;
import io.yunkong.edge.statistics.LatencySummary;
import io.yunkong.sim.SwarmReport;
import io.yunkong.sim.oracle.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a demo did. The unit of the uplink's counters is the message frame; they balance when everything that the swarm
 * sent was received (devices that somebody connected beside it are guests), and
 * everything received is either processed, rejected under a reason, or shed, at the edge as in the cloud.
 */
record DemoSummary(
        double seconds,
        double firstWarningS,
        int tracks,
        SwarmReport traffic,
        EdgeStatistics edge,
        CloudStatistics cloud) {

    /** Whether every counter balances and every scripted conflict was warned. */
    boolean sound() {
        return balanced() && traffic.missed().isEmpty();
    }

    private boolean balanced() {
        return edge.balanced()
                && edge.inFlight() == 0
                && guestFrames() >= 0
                && figures().observations().exact()
                && figures().observations().inFlight() == 0;
    }

    /** Frames of devices that somebody connected beside the swarm; below 0 = frames of the swarm were lost. */
    private long guestFrames() {
        return edge.received() - traffic.links().sentFrames();
    }

    private CloudStatistics.ZoneFigures figures() {
        return Objects.requireNonNull(cloud.zones().get(traffic.zone()));
    }

    private Map<String, Long> raised() {
        return new TreeMap<>(figures().warnings().dangers());
    }

    String json() {
        return Json.object(json -> {
            json.writeStringField("zone", traffic.zone());
            Json.decimal(json, "seconds", seconds);
            json.writeNumberField("seed", traffic.seed());
            json.writeNumberField("vehicles", traffic.vehicles());
            json.writeNumberField("rsus", traffic.rsus());
            Json.decimal(json, "first_warning_s", firstWarningS);
            Json.field(json, "uplink", uplink -> {
                uplink.writeNumberField("sent", traffic.links().sentFrames());
                uplink.writeNumberField("guests", guestFrames());
                uplink.writeNumberField("received", edge.received());
                uplink.writeNumberField("processed", edge.processed());
                Json.counts(uplink, "rejected", Text.named(edge.rejected()));
                Json.counts(uplink, "shed", Text.named(edge.shed()));
                uplink.writeNumberField("in_flight", edge.inFlight());
            });
            json.writeNumberField("tracks", tracks);
            Json.field(json, "warnings", warnings -> {
                Json.counts(warnings, "raised", raised());
                warnings.writeNumberField("delivered", edge.warnings().delivered());
                warnings.writeNumberField("acknowledged", edge.warnings().acknowledged());
                warnings.writeNumberField("duplicates", edge.warnings().duplicates());
            });
            Json.field(json, "conflicts", this::conflicts);
            Json.field(json, "latency_ms", this::latency);
            json.writeBooleanField("balanced", balanced());
            json.writeStringField("stream_sha256", traffic.streamHash());
        });
    }

    private void conflicts(JsonGenerator json) throws IOException {
        json.writeNumberField("scripted", traffic.scripted().size());
        json.writeNumberField(
                "warned", traffic.scripted().size() - traffic.missed().size());
        json.writeArrayFieldStart("missed");
        for (Verdict.Judged judged : traffic.missed()) {
            json.writeString(judged.conflict().toString());
        }
        json.writeEndArray();
        json.writeNumberField("false_alarms", traffic.verdict().falseAlarms().size());
    }

    private void latency(JsonGenerator json) throws IOException {
        LatencySummary local = edge.latencyMs().get(Hop.EDGE);
        Json.field(json, "edge", object -> {
            Json.decimal(object, "p50", local == null ? Double.NaN : local.p50Ms());
            Json.decimal(object, "p99", local == null ? Double.NaN : local.p99Ms());
            Json.decimal(object, "p999", local == null ? Double.NaN : local.p999Ms());
            Json.decimal(object, "max", local == null ? Double.NaN : local.maxMs());
        });
        Json.field(json, "cloud", object -> {
            Json.decimal(object, "p50", figures().latency().p50Us() / 1000.0);
            Json.decimal(object, "p99", figures().latency().p99Us() / 1000.0);
            Json.decimal(object, "p999", figures().latency().p999Us() / 1000.0);
            Json.decimal(object, "max", figures().latency().maxUs() / 1000.0);
        });
    }

    String text() {
        Lines lines = new Lines();
        lines.add("demo ended after %.1f s: zone %s, seed %d".formatted(seconds, traffic.zone(), traffic.seed()));
        lines.add(
                uplink(traffic.links().sentFrames(), edge.received()) + "  processed %,d".formatted(edge.processed()));
        lines.add("             rejected %s  shed %s  in flight %d: %s"
                .formatted(
                        Text.named(edge.rejected()),
                        Text.named(edge.shed()),
                        edge.inFlight(),
                        balanced() ? "balanced" : "NOT BALANCED"));
        lines.add("  warnings   raised %s  delivered %d  acknowledged %d  further copies not sent %d"
                .formatted(
                        raised(),
                        edge.warnings().delivered(),
                        edge.warnings().acknowledged(),
                        edge.warnings().duplicates()));
        int scripted = traffic.scripted().size();
        lines.add("  conflicts  scripted %d  warned %d  false alarms %d"
                .formatted(
                        scripted,
                        scripted - traffic.missed().size(),
                        traffic.verdict().falseAlarms().size()));
        for (Verdict.Judged judged : traffic.missed()) {
            lines.add("             missed: " + judged.conflict());
        }
        LatencySummary local = edge.latencyMs().get(Hop.EDGE);
        if (local != null) {
            lines.add("  latency    frame read to warning sent, at the edge:  p50 %.2f ms  p99 %.2f ms  max %.2f ms"
                    .formatted(local.p50Ms(), local.p99Ms(), local.maxMs()));
        }
        DecisionLatency.Summary wide = figures().latency();
        lines.add("             frame read to decision in the cloud:      p50 %.2f ms  p99 %.2f ms  max %.2f ms"
                .formatted(wide.p50Us() / 1e3, wide.p99Us() / 1e3, wide.maxUs() / 1e3));
        return lines.text();
    }

    /** What came in is what the swarm sent and what guests did, if there were any. */
    static String uplink(long sent, long received) {
        String guests = received > sent ? " + guests %,d".formatted(received - sent) : "";
        return "  uplink     sent %,d%s  received %,d".formatted(sent, guests, received);
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        void add(String line) {
            text.append(line).append(System.lineSeparator());
        }

        String text() {
            return text.toString();
        }
    }
}
