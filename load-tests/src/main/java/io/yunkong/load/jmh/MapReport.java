package io.yunkong.load.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.load.jmh.Table.Column;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.openjdk.jmh.results.RunResult;

/**
 * The map's figures and its bars.
 *
 * @param figures in the order of the table
 * @param objects of RSMs
 * @param few a BSM among few road users
 * @param many among many, of the same density
 */
record MapReport(List<MapFigure> figures, MapFigure objects, MapFigure few, MapFigure many) {
    static final int FEW = 1_000;
    static final int MANY = 100_000;

    private static final double OBJECTS_PER_S_MUST = 150_000;
    private static final double OBJECTS_PER_S_AIM = 400_000;
    private static final double GROWTH_MUST = 1.5;
    private static final double GROWTH_AIM = 1.2;

    private static final Table FIGURES = new Table(List.of(
            new Column("what", -46),
            new Column("road users", 10),
            new Column("ns/op", 8),
            new Column("spread", 6),
            new Column("op/s", 11),
            new Column("B/op", 6)));

    private static final Table BARS = new Table(List.of(
            new Column("bar", -64),
            new Column("must", 10),
            new Column("aim", 7),
            new Column("now", 9),
            new Column("verdict", -7)));

    MapReport {
        figures = List.copyOf(figures);
    }

    static MapReport of(Collection<RunResult> runs) {
        MapFigure few = MapFigure.of("BSM: view, track, index, rules", "bsmToWarnings", FEW, runs);
        MapFigure many = MapFigure.of("BSM: view, track, index, rules", "bsmToWarnings", MANY, runs);
        MapFigure objects = MapFigure.of(
                "object of an RSM: view, track, index, rules",
                "rsmObjectToWarnings",
                MapBenchmarks.Rsms.VEHICLES,
                runs);
        return new MapReport(
                List.of(
                        MapFigure.of("grid, neighbours within 150 m", "gridQuery", FEW, runs),
                        MapFigure.of("grid, neighbours within 150 m", "gridQuery", MANY, runs),
                        MapFigure.of("tracker, self report", "trackerUpdate", FEW, runs),
                        MapFigure.of("tracker, self report", "trackerUpdate", MANY, runs),
                        few,
                        many,
                        objects),
                objects,
                few,
                many);
    }

    /** Cost of a message among many, as a multiple of that among few. */
    double growth() {
        return many.ns() / few.ns();
    }

    private boolean isFastEnough() {
        return objects.perSecond() >= OBJECTS_PER_S_MUST;
    }

    private boolean isFlat() {
        return growth() <= GROWTH_MUST;
    }

    boolean isKept() {
        return isFastEnough() && isFlat();
    }

    private String verdict() {
        return isKept() ? "KEPT" : "BAR_MISSED";
    }

    String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator(), "", System.lineSeparator());
        lines.add(FIGURES.head());
        for (MapFigure figure : figures) {
            lines.add(FIGURES.row(
                    figure.what(),
                    "%,d".formatted(figure.roadUsers()),
                    "%,.0f".formatted(figure.ns()),
                    "%.0f %%".formatted(100 * figure.spread()),
                    "%,.0f".formatted(figure.perSecond()),
                    "%,.0f".formatted(figure.bytes())));
        }
        lines.add("").add(BARS.head());
        lines.add(BARS.row(
                "P5 objects of RSMs, decoded, fused, evaluated, a second and core",
                ">= %,.0f".formatted(OBJECTS_PER_S_MUST),
                "%,.0f".formatted(OBJECTS_PER_S_AIM),
                "%,.0f".formatted(objects.perSecond()),
                isFastEnough() ? "kept" : "MISSED"));
        lines.add(BARS.row(
                "P10 cost of a BSM, %,d / %,d road users".formatted(MANY, FEW),
                "<= %.1f".formatted(GROWTH_MUST),
                "%.1f".formatted(GROWTH_AIM),
                "%.2f".formatted(growth()),
                isFlat() ? "kept" : "MISSED"));
        return lines.add("verdict: " + verdict()).toString();
    }

    /** One JSON object. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("figures");
            for (MapFigure figure : figures) {
                json.writeStartObject();
                json.writeStringField("what", figure.what());
                json.writeNumberField("road_users", figure.roadUsers());
                json.writeNumberField("ns_per_op", figure.ns());
                json.writeNumberField("spread", figure.spread());
                json.writeNumberField("ops_per_s", figure.perSecond());
                json.writeNumberField("bytes_per_op", figure.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("p5_objects_per_s", objects.perSecond());
            json.writeNumberField("p10_growth", growth());
            json.writeStringField("verdict", verdict());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e); // it is written to memory
        }
        return text + System.lineSeparator();
    }
}
