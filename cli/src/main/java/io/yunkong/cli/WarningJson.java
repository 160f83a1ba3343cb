package io.yunkong.cli;

import java.net.URI;
import java.util.List;

/** For machines: one JSON object a line, its {@code event} first; a warning as the API words it. */
final class WarningJson implements WarningTongue {
    @Override
    public String begin(URI node, List<String> zones) {
        return line("start", json -> {
            json.writeStringField("node", node.toString());
            json.writeArrayFieldStart("zones");
            for (String zone : zones) {
                json.writeString(zone);
            }
            json.writeEndArray();
        });
    }

    @Override
    public boolean wantsEvidence(WarningFollower.Step step) {
        return true;
    }

    @Override
    public String event(WarningFollower.Event event, WarningAnswer full) {
        return line(event.step().code(), json -> {
            json.writeNumberField("at_us", event.atUs());
            json.writeStringField("warning_id", event.id());
            json.writeFieldName("warning");
            json.writeRawValue(full.json().source());
        });
    }

    @Override
    public String level(String zone, String level, String reason) {
        return line("zone", json -> {
            json.writeStringField("zone", zone);
            json.writeStringField("level", level);
            json.writeStringField("reason", reason);
        });
    }

    @Override
    public String gap(String zone, int limit) {
        return line("gap", json -> {
            json.writeStringField("zone", zone);
            json.writeNumberField("limit", limit);
        });
    }

    private static String line(String event, Json.Fields fields) {
        return Json.object(json -> {
            json.writeStringField("event", event);
            fields.write(json);
        });
    }
}
