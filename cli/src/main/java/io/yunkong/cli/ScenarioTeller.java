package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.scenario.Advised;
import io.yunkong.sim.scenario.Outcome;
import io.yunkong.sim.scenario.Raised;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What {@code v2x scenario run} prints: a line for each scenario, and one for each zone. */
final class ScenarioTeller {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    ScenarioTeller(CommandLine command, boolean json) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.json = json;
    }

    /** The first result comes many seconds later. */
    void begins(ScenarioCommand.ZonePlays plays) {
        err.printf(
                Locale.ROOT,
                "playing: zone=%s scenarios=%d rounds=%d expected_s=%.0f%n",
                plays.zone().name(),
                plays.scenarios(),
                plays.groups().size(),
                plays.expectedS());
        err.flush();
    }

    /** @param http where warnings can be asked for */
    void kept(InetSocketAddress http) {
        err.printf("kept until Ctrl-C: ./v2x warnings explain ID --http %s%n", Text.address(http));
        err.flush();
    }

    void tell(Outcome outcome) {
        out.println(json ? Json.object(object -> write(object, outcome)) : line(outcome));
        out.flush();
    }

    private static String line(Outcome outcome) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %-28s seed %d: ",
                outcome.passed() ? "PASS" : "FAIL",
                outcome.scenario().name(),
                outcome.scenario().seed()));
        if (outcome.raised().isEmpty() && outcome.advised().isEmpty()) {
            line.append("no warning");
        }
        String separator = "";
        for (Raised raised : outcome.raised()) {
            line.append(separator).append(raised);
            if (Double.isFinite(raised.latencyMs())) {
                line.append(String.format(Locale.ROOT, " (after %.1f ms)", raised.latencyMs()));
            }
            separator = ", ";
        }
        for (Advised advised : outcome.advised()) {
            line.append(separator).append(advised);
            separator = ", ";
        }
        outcome.faults()
                .forEach(fault ->
                        line.append(System.lineSeparator()).append("     ").append(fault));
        return line.toString();
    }

    private static void write(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeStringField("scenario", outcome.scenario().name());
        json.writeBooleanField("passed", outcome.passed());
        json.writeNumberField("seed", outcome.scenario().seed());
        json.writeArrayFieldStart("raised");
        for (Raised raised : outcome.raised()) {
            write(json, raised);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("advised");
        for (Advised advised : outcome.advised()) {
            write(json, advised);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("faults");
        for (String fault : outcome.faults()) {
            json.writeString(fault);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Raised raised) throws IOException {
        json.writeStartObject();
        json.writeStringField("warning_id", raised.identity().id());
        json.writeStringField("application", raised.name());
        json.writeStringField("severity", raised.severityName());
        json.writeStringField("origin", raised.originName());
        json.writeStringField("host", raised.host());
        if (!raised.counterpart().isEmpty()) {
            json.writeStringField("counterpart", raised.counterpart());
        }
        Json.microseconds(json, "at_s", raised.atS());
        Json.microseconds(json, "cleared_at_s", raised.clearedAtS());
        Json.decimal(json, "latency_ms", raised.latencyMs());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Advised advised) throws IOException {
        json.writeStartObject();
        json.writeStringField("application", advised.application());
        json.writeStringField("host", advised.host());
        json.writeArrayFieldStart("manoeuvres");
        for (String manoeuvre : advised.manoeuvres()) {
            json.writeString(manoeuvre);
        }
        json.writeEndArray();
        Json.decimal(json, "min_mps", advised.minMps());
        Json.decimal(json, "max_mps", advised.maxMps());
        Json.microseconds(json, "at_s", advised.atS());
        Json.microseconds(json, "ended_at_s", advised.endedAtS());
        json.writeEndObject();
    }

    /** @param seconds by the clock of this machine, from the start of the nodes on */
    void ended(Zone zone, List<Outcome> outcomes, double seconds) {
        long passed = outcomes.stream().filter(Outcome::passed).count();
        long played = outcomes.size();
        if (json) {
            out.println(Json.object(object -> {
                object.writeStringField("zone", zone.name());
                object.writeNumberField("played", played);
                object.writeNumberField("passed", passed);
                object.writeNumberField("failed", played - passed);
                Json.decimal(object, "seconds", seconds);
            }));
        } else {
            out.printf(
                    Locale.ROOT,
                    "scenarios: zone=%s played=%d passed=%d failed=%d seconds=%.0f%n",
                    zone.name(),
                    played,
                    passed,
                    played - passed,
                    seconds);
        }
        out.flush();
    }
}
