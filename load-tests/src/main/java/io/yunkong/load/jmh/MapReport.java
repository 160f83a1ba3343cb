package io.yunkong.load.jmh;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.JsonText;
import io.yunkong.load.bars.Limit;
import io.yunkong.load.bars.Outcome;
import io.yunkong.load.bars.Outcomes;
import io.yunkong.load.jmh.Table.Column;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.openjdk.jmh.results.RunResult;

/**
 * The map's figures and its bars.
 *
 * @param where and how long was measured
 * @param figures in the order of the table
 * @param objects of RSMs
 * @param few a BSM among few road users
 * @param many among many, of the same density
 */
record MapReport(String where, List<MapFigure> figures, MapFigure objects, MapFigure few, MapFigure many)
        implements BenchReport {
    static final int FEW = 1_000;
    static final int MANY = 100_000;

    private static final Bar P5 = new Bar(
            "P5", "objects of RSMs, decoded, fused, evaluated, a second and core", Limit.atLeast(150_000, 400_000));
    private static final Bar P10 =
            new Bar("P10", "cost of a BSM, %,d / %,d road users".formatted(MANY, FEW), Limit.atMost(1.5, 1.2));
    static final List<Bar> BARS = List.of(P5, P10);

    private static final Table FIGURES = new Table(List.of(
            new Column("what", -46),
            new Column("road users", 10),
            new Column("ns/op", 8),
            new Column("spread", 6),
            new Column("op/s", 11),
            new Column("B/op", 6)));

    MapReport {
        figures = List.copyOf(figures);
    }

    static MapReport of(String where, Collection<RunResult> runs) {
        MapFigure few = MapFigure.of("BSM: view, track, index, rules", "bsmToWarnings", FEW, runs);
        MapFigure many = MapFigure.of("BSM: view, track, index, rules", "bsmToWarnings", MANY, runs);
        MapFigure objects = MapFigure.of(
                "object of an RSM: view, track, index, rules",
                "rsmObjectToWarnings",
                MapBenchmarks.Rsms.VEHICLES,
                runs);
        return new MapReport(
                where,
                List.of(
                        MapFigure.of("grid, neighbours within 150 m", "gridQuery", FEW, runs),
                        MapFigure.of("grid, neighbours within 150 m", "gridQuery", MANY, runs),
                        MapFigure.of("tracker, self report", "trackerUpdate", FEW, runs),
                        MapFigure.of("tracker, self report", "trackerUpdate", MANY, runs),
                        few,
                        many,
                        MapFigure.of(
                                "the same, every tenth closes in and is warned",
                                "bsmAmongWarned",
                                MapBenchmarks.WarnedBsms.VEHICLES,
                                runs),
                        objects),
                objects,
                few,
                many);
    }

    /** Cost of a message among many, as a multiple of that among few. */
    double growth() {
        return many.ns() / few.ns();
    }

    @Override
    public Outcomes outcomes() {
        return new Outcomes(List.of(Outcome.of(P5, objects.perSecond()), Outcome.of(P10, growth())));
    }

    @Override
    public String markdown() {
        return "# Map bench\n\n- " + where + "\n\n" + text();
    }

    @Override
    public String text() {
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
        return lines.add("").add(outcomes().table() + outcomes().verdictLine()).toString();
    }

    @Override
    public String json() {
        return JsonText.of(json -> {
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
            outcomes().write(json);
        });
    }
}
