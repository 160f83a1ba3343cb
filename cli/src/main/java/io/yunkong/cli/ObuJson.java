package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.Notice;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.ObuReport;
import io.yunkong.sim.obu.Recommendation;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/** For machines: one JSON object a line, its {@code event} first. */
final class ObuJson implements ObuTongue {
    @Override
    public String begin(ObuConfig vehicle, FixSource source) {
        return line("start", json -> {
            json.writeStringField("id", vehicle.deviceId());
            json.writeStringField("station", HexFormat.of().toHexDigits(vehicle.stationId()));
            json.writeStringField("edge", vehicle.edge().toString());
            json.writeStringField("zone", vehicle.zone());
            json.writeStringField("input", source.place());
        });
    }

    @Override
    public String event(ObuEvent event) {
        return switch (event) {
            case ObuEvent.Connected connected ->
                line("connected", json -> {
                    json.writeStringField("edge", connected.edge().toString());
                    json.writeStringField("session", connected.sessionId());
                    json.writeBooleanField("resumed", connected.resumed());
                    Json.decimal(json, "round_trip_ms", connected.roundTripMs());
                    Json.decimal(json, "clock_offset_ms", connected.clockOffsetMs());
                });
            case ObuEvent.Disconnected gone ->
                line("disconnected", json -> {
                    json.writeStringField("edge", gone.edge().toString());
                    json.writeStringField("reason", gone.reason());
                });
            case ObuEvent.Refused refused ->
                line("refused", json -> {
                    json.writeStringField("code", refused.code());
                    json.writeStringField("reason", refused.reason());
                    json.writeBooleanField("fatal", refused.fatal());
                });
            case ObuEvent.TakenOver taken ->
                line("taken_over", json -> json.writeNumberField("wait_ms", taken.waitMs()));
            case ObuEvent.Warned warned -> line("warning", json -> notice(json, warned.notice()));
            case ObuEvent.Advised advised -> line("advice", json -> advice(json, advised.advice()));
            case ObuEvent.ZoneLevel zone ->
                line("zone", json -> {
                    json.writeStringField("zone", zone.zone());
                    json.writeStringField("level", zone.level());
                    json.writeStringField("reason", zone.reason());
                });
            case ObuEvent.PositionUse use ->
                line("position_use", json -> {
                    json.writeStringField("level", use.level());
                    json.writeStringField("reason", use.reason());
                    json.writeStringField("since", time(use.sinceUs()));
                });
            case ObuEvent.Silent silent ->
                line("silent", json -> {
                    json.writeStringField("reason", silent.why().name().toLowerCase(Locale.ROOT));
                    json.writeNumberField("age_ms", silent.ageMs());
                });
            case ObuEvent.Speaking _ -> line("sending", json -> {});
            case ObuEvent.LineRefused bad ->
                line("bad_line", json -> {
                    json.writeNumberField("line", bad.line());
                    json.writeStringField("reason", bad.defect().name().toLowerCase(Locale.ROOT));
                    json.writeStringField("text", bad.reason());
                    json.writeBooleanField("further_ones_counted_only", bad.last());
                });
            case ObuEvent.InputEnded end ->
                line("input_ended", json -> json.writeStringField("failure", end.failure()));
        };
    }

    private static void notice(JsonGenerator json, Notice notice) throws IOException {
        json.writeStringField("warning_id", notice.id());
        json.writeStringField("application", notice.application());
        json.writeStringField("phase", notice.phase());
        json.writeStringField("severity", notice.severity());
        json.writeNumberField("time_to_collision_ms", notice.timeToCollisionMs());
        Json.field(json, "counterpart", other -> {
            other.writeStringField("kind", notice.counterpart().kind());
            other.writeStringField("station", notice.counterpart().stationId());
            Json.decimal(other, "distance_m", notice.counterpart().distanceM());
            Json.decimal(other, "bearing_deg", notice.counterpart().bearingDeg());
            Json.decimal(other, "speed_mps", notice.counterpart().speedMps());
            told(other, notice.counterpart().told());
        });
        json.writeBooleanField("degraded", notice.degraded());
        json.writeStringField("node", notice.node());
        json.writeStringField("updated_at", time(notice.updatedAtUs()));
        json.writeStringField("valid_until", time(notice.validUntilUs()));
    }

    /** Of a place; what is not told is left out. */
    private static void told(JsonGenerator json, Notice.Told told) throws IOException {
        if (!told.light().isEmpty()) {
            json.writeStringField("light", told.light());
        }
        if (told.vehicles() != 0) {
            json.writeNumberField("vehicles", told.vehicles());
        }
        if (told.code() != 0) {
            json.writeNumberField("code", told.code());
        }
        if (!told.text().isEmpty()) {
            json.writeStringField("text", told.text());
        }
    }

    private static void advice(JsonGenerator json, Recommendation advice) throws IOException {
        json.writeStringField("advice_id", advice.id());
        json.writeStringField("application", advice.application());
        json.writeStringField("manoeuvre", advice.manoeuvre());
        Json.decimal(json, "speed_min_mps", advice.speedMinMps());
        Json.decimal(json, "speed_max_mps", advice.speedMaxMps());
        if (advice.arrivalAtUs() != 0) {
            json.writeStringField("arrival_at", time(advice.arrivalAtUs()));
        }
        json.writeStringField("reason", advice.reason());
        json.writeBooleanField("withdrawn", advice.withdrawn());
        json.writeStringField("node", advice.node());
        json.writeStringField("given_at", time(advice.givenAtUs()));
        json.writeStringField("valid_until", time(advice.validUntilUs()));
    }

    @Override
    public String summary(ObuReport report) {
        return line("summary", json -> {
            Json.decimal(json, "seconds", report.seconds());
            json.writeNumberField("lines", report.lines());
            json.writeNumberField("fixes", report.fixes());
            Json.counts(json, "bad_lines", Text.named(report.badLines()));
            json.writeNumberField("sent", report.sent());
            json.writeNumberField("unsent", report.unsent());
            Json.counts(json, "silent", Text.named(report.silent()));
            Json.counts(json, "position_use", report.positionUse());
            Json.counts(json, "warnings", report.warnings());
            Json.counts(json, "advice", report.advice());
            json.writeNumberField("acknowledged", report.acknowledged());
            json.writeNumberField("expired", report.expired());
            json.writeNumberField("missed", report.missed());
            json.writeNumberField("superseded", report.superseded());
            json.writeNumberField("repeated", report.repeated());
            json.writeNumberField("sessions", report.sessions());
            json.writeNumberField("reconnects", report.reconnects());
            json.writeNumberField("taken_over", report.takenOver());
            Json.counts(json, "refused", report.refusals());
            json.writeNumberField("standard_messages", report.uperFrames());
            Json.field(json, "round_trip_ms", trip -> {
                boolean none = report.roundTrip().count() == 0;
                Json.decimal(trip, "p50", none ? Double.NaN : report.roundTrip().p50Ms());
                Json.decimal(trip, "max", none ? Double.NaN : report.roundTrip().maxMs());
            });
            Json.decimal(json, "clock_offset_ms", report.clockOffsetMs());
            json.writeStringField("failure", report.failure());
        });
    }

    private static String line(String event, Json.Fields fields) {
        return Json.object(json -> {
            json.writeStringField("event", event);
            json.writeStringField(
                    "at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            fields.write(json);
        });
    }

    private static String time(long us) {
        return Instant.ofEpochSecond(Math.floorDiv(us, 1_000_000L), Math.floorMod(us, 1_000_000L) * 1000)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }
}
