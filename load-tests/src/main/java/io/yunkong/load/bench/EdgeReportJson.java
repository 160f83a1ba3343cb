package io.yunkong.load.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** A report as one JSON object: every trial of every round with all its figures, and the bars. Stateless. */
final class EdgeReportJson {
    private EdgeReportJson() {}

    static String of(EdgeReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, String> value : report.setup().values().entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeStringField("command", report.setup().command());
            json.writeArrayFieldStart("rounds");
            for (Round round : report.rounds()) {
                write(json, report, round);
            }
            json.writeEndArray();
            report.outcomes().write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string takes everything
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, EdgeReport report, Round round) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("bars");
        for (EdgeBar bar : report.bars().stream().sorted().toList()) {
            number(json, bar.name(), bar.of(round).orElse(Double.NaN));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("highest_rates");
        for (Contender contender : Contender.values()) {
            Optional<Integer> knee = round.knee(contender);
            if (knee.isPresent()) {
                json.writeNumberField(name(contender), knee.get());
            }
        }
        json.writeEndObject();
        json.writeArrayFieldStart("trials");
        for (Trial trial : round.trials()) {
            write(json, trial);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Trial trial) throws IOException {
        json.writeStartObject();
        json.writeStringField("contender", name(trial.contender()));
        json.writeStringField("purpose", name(trial.purpose()));
        json.writeNumberField("rate_per_s", trial.ratePerS());
        json.writeNumberField("seconds", trial.seconds());
        json.writeBooleanField("void", trial.isVoid());
        json.writeBooleanField("holds", trial.holds());
        json.writeStringField("fault", trial.findFault().orElse("")); // why it does not hold
        number(json, "cpu_us_per_message", trial.cpuUs());
        number(json, "allocated_bytes_per_message", trial.allocatedBytes());
        number(json, "loops_allocated_bytes_per_message", trial.loopsAllocatedBytes());
        number(json, "collections", trial.collections());
        number(json, "collecting_ms", trial.collectingMs());
        number(json, "resident_bytes", trial.residentBytes());
        number(json, "foreign_processors", trial.foreignCores());
        number(json, "generator_processors", trial.generatorCores());
        number(json, "generator_cpu_us_per_message", trial.generatorCpuUs());
        number(json, "dropped", trial.dropped());
        number(json, "missing", trial.missing());
        json.writeObjectFieldStart("generator");
        for (Map.Entry<String, Double> figure : trial.generator().values().entrySet()) {
            number(json, figure.getKey(), figure.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** NaN, which JSON has not, is left out. */
    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeNumberField(name, value);
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
