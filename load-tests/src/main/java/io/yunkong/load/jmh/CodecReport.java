package io.yunkong.load.jmh;

import io.yunkong.load.bars.BenchReport;
import io.yunkong.load.bars.JsonText;
import io.yunkong.load.bars.Outcomes;
import io.yunkong.load.jmh.Table.Column;
import java.util.List;
import java.util.StringJoiner;

/**
 * The codecs' figures and their bars.
 *
 * @param where and how long was measured
 */
record CodecReport(String where, List<Figure> figures) implements BenchReport {
    private static final Table FIGURES = new Table(List.of(
            new Column("what", -34), new Column("octets", 6), new Column("operations/s", 16), new Column("B/op", 9)));

    /**
     * Of one benchmark.
     *
     * @param octets of the message
     * @param bytes allocated by an operation
     */
    record Figure(CodecBar bar, int octets, double perSecond, double bytes) {}

    CodecReport {
        figures = List.copyOf(figures);
    }

    @Override
    public Outcomes outcomes() {
        return new Outcomes(figures.stream()
                .flatMap(figure -> figure.bar().outcomes(figure.perSecond(), figure.bytes()))
                .toList());
    }

    @Override
    public String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator(), "", System.lineSeparator());
        lines.add(FIGURES.head());
        for (Figure figure : figures) {
            lines.add(FIGURES.row(
                    figure.bar().what(),
                    String.valueOf(figure.octets()),
                    "%,.0f".formatted(figure.perSecond()),
                    "%,.0f".formatted(figure.bytes())));
        }
        return lines.add("").add(outcomes().table() + outcomes().verdictLine()).toString();
    }

    @Override
    public String markdown() {
        return "# Codec bench\n\n- " + where + "\n\n" + text();
    }

    @Override
    public String json() {
        return JsonText.of(json -> {
            json.writeArrayFieldStart("figures");
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("what", figure.bar().what());
                json.writeNumberField("octets", figure.octets());
                json.writeNumberField("ops_per_s", figure.perSecond());
                json.writeNumberField("bytes_per_op", figure.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            outcomes().write(json);
        });
    }
}
