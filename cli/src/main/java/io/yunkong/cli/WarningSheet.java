package io.yunkong.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that is known of a warning, as aligned text for somebody who tests. Immutable. */
final class WarningSheet {
    private static final String INDENT = "  ";
    private static final String NONE = "-";

    private final WarningAnswer warning;
    private final ZoneNames names;
    private final ShownTime time;
    private final long nowUs;
    private final PartyWords parties = new PartyWords(Language.ENGLISH);

    /** @param nowUs the time on the node's clock */
    WarningSheet(WarningAnswer warning, ZoneNames names, ShownTime time, long nowUs) {
        this.warning = warning;
        this.names = names;
        this.time = time;
        this.nowUs = nowUs;
    }

    String text() {
        return (head()
                        + section("parties, when it was raised", people())
                        + section("inputs", inputs())
                        + section("inputs refused or counted less, five seconds before", rejected())
                        + section("conflict area", conflict())
                        + section("why", why())
                        + section("latency", latency())
                        + section("deliveries", deliveries()))
                .stripTrailing();
    }

    private static String section(String title, String body) {
        return body.isEmpty() ? "" : System.lineSeparator() + title + System.lineSeparator() + body;
    }

    private String head() {
        ApiObject json = warning.json();
        Columns head = new Columns("")
                .row("warning", warning.id())
                .row(
                        "application",
                        warning.application() + " "
                                + ApplicationWords.of(warning.application()).title(Language.ENGLISH))
                .row("zone", json.text("zone"))
                .row("warned", parties.host(warning))
                .row("of", parties.other(warning))
                .row("raised", time.full(warning.raisedAtUs()) + " by " + json.text("node") + epoch(json))
                .row(
                        "found by",
                        String.join(" and ", json.texts("origins")) + (json.flag("degraded") ? ", degraded" : ""))
                .row("state", state())
                .row(
                        "severity",
                        "now " + Words.severity(Language.ENGLISH, json.text("severity")) + ", highest "
                                + Words.severity(Language.ENGLISH, json.text("highest_severity")));
        for (String id : json.texts("duplicates")) {
            head.row("also", id);
        }
        return head.text();
    }

    private static String epoch(ApiObject json) {
        long epoch = json.whole("epoch").orElse(0);
        return epoch == 0 ? "" : ", epoch " + epoch;
    }

    private String state() {
        return switch (warning.state(nowUs)) {
            case ACTIVE -> "active, good until " + time.clock(warning.validUntilUs()) + " unless renewed";
            case CLEARED ->
                "cleared " + time.clock(warning.updatedAtUs()) + ", "
                        + seconds((warning.updatedAtUs() - warning.raisedAtUs()) / 1e6) + " after the raise"
                        + (warning.clearReason().isEmpty()
                                ? ""
                                : ": " + warning.clearReason().replace('_', ' '));
            case EXPIRED -> "expired " + time.clock(warning.validUntilUs()) + ": not renewed, nor cleared";
        };
    }

    private String people() {
        ApiObject host = warning.host();
        Optional<ApiObject> other = warning.counterpart();
        ApiObject evidence = warning.evidence();
        Columns table = new Columns(INDENT);
        if (other.isEmpty()) {
            table.row("", "host");
            facts(host, evidence.object("host_path")).forEach(fact -> table.row(fact.name(), fact.value()));
            warning.place().ifPresent(place -> place(place).forEach(fact -> table.row(fact.name(), fact.value())));
            return table.text();
        }
        table.row("", "host", "counterpart");
        List<Fact> left = facts(host, evidence.object("host_path"));
        List<Fact> right = facts(other.get(), evidence.object("counterpart_path"));
        for (int i = 0; i < left.size(); i++) {
            table.row(left.get(i).name(), left.get(i).value(), right.get(i).value());
        }
        return table.text();
    }

    private record Fact(String name, String value) {}

    private static List<Fact> facts(ApiObject party, ApiObject path) {
        return List.of(
                new Fact("class", orNone(party.text("class"))),
                new Fact(
                        "station",
                        party.text("station_id").isEmpty() ? "none: not connected" : party.text("station_id")),
                new Fact("track", orNone(party.text("track_id"))),
                new Fact("lane", orNone(party.text("lane_id"))),
                new Fact("position", position(party)),
                new Fact("accuracy", number(party, "position_accuracy_m", 2, " m (1 sigma)")),
                new Fact("age", number(party, "age_ms", 0, " ms")),
                new Fact("speed", speed(party)),
                new Fact("heading", number(party, "heading_deg", 1, " deg")),
                new Fact("size", number(party, "length_m", 2, "") + " x " + number(party, "width_m", 2, " m")),
                new Fact("path", path(path)),
                new Fact("probability", number(path, "probability", 2, "")),
                new Fact("lanes", orNone(String.join(" ", path.texts("lane_ids")))));
    }

    private static String speed(ApiObject party) {
        double mps = party.number("speed_mps");
        return Double.isNaN(mps) ? NONE : Words.decimals(mps, 2) + " m/s, " + Words.decimals(mps * 3.6, 0) + " km/h";
    }

    private static String path(ApiObject path) {
        List<List<Double>> points = path.points("points_deg_deg_ms").stream()
                .filter(point -> point.size() == 3)
                .toList();
        if (points.isEmpty()) {
            return NONE;
        }
        double metres = 0;
        for (int i = 1; i < points.size(); i++) {
            List<Double> from = points.get(i - 1);
            List<Double> to = points.get(i);
            metres += GroundDistance.metres(from.get(1), from.get(0), to.get(1), to.get(0));
        }
        return Words.decimals(metres, 1) + " m in " + seconds(points.getLast().get(2) / 1000);
    }

    /** Where and what it is, and whatever numbers it has. */
    private List<Fact> place(ApiObject place) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("", ""));
        facts.add(new Fact("", "place"));
        for (String name : List.of("kind", "id", "limit_origin", "text", "light", "lane_id")) {
            if (!place.text(name).isEmpty()) {
                facts.add(new Fact(name, place.text(name)));
            }
        }
        facts.add(new Fact("position", position(place)));
        place.numbers().forEach((name, value) -> {
            if (!name.endsWith("itude_deg")) {
                facts.add(new Fact(name, shortest(value)));
            }
        });
        return facts;
    }

    private static String position(ApiObject object) {
        return number(object, "latitude_deg", 7, "") + " " + number(object, "longitude_deg", 7, "");
    }

    private String inputs() {
        Columns table = new Columns(INDENT).row("of", "source", "station", "object", "measured", "age", "accuracy");
        ApiObject evidence = warning.evidence();
        evidence.objects("host_inputs").forEach(input -> input(table, "host", input));
        evidence.objects("counterpart_inputs").forEach(input -> input(table, "counterpart", input));
        evidence.objects("place_inputs").forEach(input -> input(table, "place", input));
        return table.text();
    }

    private void input(Columns table, String of, ApiObject input) {
        long object = input.whole("object_id").orElse(0);
        table.row(
                of,
                input.text("source").replace('_', ' '),
                names.roadsideUnit(input.text("station_id")),
                object == 0 ? NONE : String.valueOf(object),
                clock(input, "generated_at_us"),
                number(input, "age_ms", 0, " ms"),
                number(input, "position_accuracy_m", 2, " m"));
    }

    private String rejected() {
        ApiObject evidence = warning.evidence();
        if (evidence.objects("host_rejected").isEmpty()
                && evidence.objects("counterpart_rejected").isEmpty()) {
            return "";
        }
        Columns table = new Columns(INDENT).row("of", "source", "station", "use", "reason", "count", "last");
        evidence.objects("host_rejected").forEach(input -> rejected(table, "host", input));
        evidence.objects("counterpart_rejected").forEach(input -> rejected(table, "counterpart", input));
        return table.text();
    }

    private void rejected(Columns table, String of, ApiObject input) {
        table.row(
                of,
                input.text("source").replace('_', ' '),
                names.roadsideUnit(input.text("station_id")),
                input.text("use"),
                input.text("reason"),
                number(input, "count", 0, ""),
                number(input, "age_ms", 0, " ms"));
    }

    private String conflict() {
        ApiObject area = warning.evidence().object("conflict_area");
        if (area.isEmpty()) {
            return "";
        }
        Columns table = new Columns(INDENT)
                .row("at", position(area) + (names.junction().isEmpty() ? "" : ", junction " + names.junction()));
        for (String party : List.of("host", "counterpart")) {
            ApiObject window = area.object(party);
            String from = number(window, "entry_ms", 0, " ms");
            String to = number(window, "exit_ms", 0, " ms");
            table.row(
                    party,
                    from.equals(NONE)
                            ? "does not come"
                            : "from " + from + (to.equals(NONE) ? ", does not leave" : " to " + to)
                                    + " after the raise, 1 sigma " + number(window, "sigma_ms", 0, " ms"),
                    "lane " + orNone(area.text(party + "_lane_id")));
        }
        return table.text();
    }

    private String why() {
        ApiObject evidence = warning.evidence();
        if (evidence.isEmpty()) {
            return INDENT + "the node kept no evidence" + System.lineSeparator();
        }
        Columns table = new Columns(INDENT)
                .row("measure", orNone(parties.measure(evidence)))
                .row("rule", orNone(evidence.text("rule")))
                .row("zone version", orNone(evidence.text("zone_version")));
        for (Map.Entry<String, Double> parameter :
                evidence.object("parameters").numbers().entrySet()) {
            table.row("parameter", parameter.getKey() + " = " + shortest(parameter.getValue()));
        }
        return table.text();
    }

    private String latency() {
        return LatencyWay.of(warning).stream()
                .filter(way -> !way.stages().isEmpty())
                .map(way -> way.waterfall(time))
                .collect(Collectors.joining());
    }

    private String deliveries() {
        if (warning.deliveries().isEmpty()) {
            return INDENT + "none is known" + System.lineSeparator();
        }
        Columns table = new Columns(INDENT);
        for (ApiObject delivery : warning.deliveries()) {
            String id = delivery.text("warning_id");
            String original = delivery.text("duplicate_of");
            // the vehicle knew already, or another warning of the danger went on
            boolean heldBack = original.equals(id);
            table.row(
                    clock(delivery, "at_us"),
                    delivery.text("phase"),
                    heldBack ? "held back" : delivery.text("outcome"),
                    id + (original.isEmpty() || heldBack ? "" : ", of " + original));
        }
        return table.text();
    }

    private String clock(ApiObject object, String name) {
        return object.whole(name).isEmpty()
                ? NONE
                : time.clock(object.whole(name).getAsLong());
    }

    private static String number(ApiObject object, String name, int decimals, String unit) {
        double value = object.number(name);
        return Double.isNaN(value) ? NONE : Words.decimals(value, decimals) + unit;
    }

    /** A number without digits that say nothing. */
    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String seconds(double seconds) {
        return Words.decimals(seconds, 3) + " s";
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }
}
