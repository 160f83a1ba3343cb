package io.yunkong.load.bars;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.load.bars.Outcome.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** All bars of a bench and what came out. Immutable. */
public record Outcomes(List<Outcome> all) {
    public static final int FAILURE = 1;
    public static final int BAR_MISSED = 99;

    public Outcomes {
        all = List.copyOf(all);
    }

    public boolean has(Verdict verdict) {
        return all.stream().anyMatch(outcome -> outcome.verdict() == verdict);
    }

    /** Of the process. */
    public int exitCode() {
        return has(Verdict.MISSED) ? BAR_MISSED : has(Verdict.VOID) ? FAILURE : 0;
    }

    private String verdict() {
        return has(Verdict.MISSED) ? "BAR_MISSED" : has(Verdict.VOID) ? "NOT_MEASURED" : "KEPT";
    }

    /** The last line of a report. */
    public String verdictLine() {
        return "verdict: " + verdict();
    }

    /** As Markdown. */
    public String table() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("| bar | | must | aim | now | verdict |").add("|---|---|---|---|---|---|");
        all.forEach(outcome -> lines.add("| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        outcome.bar().name(),
                        outcome.bar().what(),
                        outcome.bar().limit().mustText(),
                        outcome.bar().limit().aimText(),
                        outcome.figureText(),
                        outcome.verdict().title())));
        return lines.toString();
    }

    /** As fields of an object that has been begun. */
    public void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bars");
        for (Outcome outcome : all) {
            json.writeStartObject();
            json.writeStringField("bar", outcome.bar().name());
            json.writeStringField("what", outcome.bar().what());
            json.writeStringField("must", outcome.bar().limit().mustText());
            if (!Double.isNaN(outcome.bar().limit().aim())) {
                json.writeNumberField("aim", outcome.bar().limit().aim());
            }
            if (outcome.figure().isPresent()) {
                json.writeNumberField("figure", outcome.figure().get());
            }
            json.writeStringField("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("verdict", verdict());
    }
}
