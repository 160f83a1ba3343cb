package io.yunkong.cli;

import java.util.Optional;

/** What to call who is warned, and whom or what of. Immutable. */
record PartyWords(Language language) {
    private static final double KMH_PER_MPS = 3.6;
    /** Nearer it is where the host is. */
    private static final double NEAR_M = 5;

    /** The vehicle that is warned. */
    String host(WarningAnswer warning) {
        return roadUser(warning.host()) + " " + warning.station();
    }

    /** Whom or what it is warned of. */
    String other(WarningAnswer warning) {
        Optional<ApiObject> counterpart = warning.counterpart();
        if (counterpart.isPresent()) {
            ApiObject party = counterpart.get();
            String station = party.text("station_id");
            return station.isEmpty()
                    ? language.of("an unconnected %s", "未联网的%s").formatted(roadUser(party))
                    : roadUser(party) + " " + station;
        }
        return warning.place()
                .map(place -> place(place, warning.host()))
                .orElse(language.of("a danger that is not told", "未说明的危险"));
    }

    private String roadUser(ApiObject party) {
        return Words.roadUser(language, party.text("class"));
    }

    /** A sign, a stop line, a queue: what it says, and how far from the host it is. */
    private String place(ApiObject place, ApiObject host) {
        String text = place.text("text");
        double distance = GroundDistance.metres(host, place);
        return placeKind(place)
                + (text.isEmpty() ? "" : language.of(" “%s”", "“%s”").formatted(text))
                + mapSays(place)
                + (distance >= NEAR_M
                        ? language.of(", %s m away", "（相距 %s 米）").formatted(Words.decimals(distance, 0))
                        : "");
    }

    private String placeKind(ApiObject place) {
        String kind = place.text("kind");
        return switch (kind) {
            case "hazard" -> language.of("a hazard", "道路危险状况");
            case "sign" -> language.of("a sign", "标志");
            case "speed_limit" -> limit(place);
            case "stop_line" ->
                place.text("light").isEmpty()
                        ? language.of("a stop line", "停止线")
                        : language.of("a stop line that shows %s", "停止线（%s）")
                                .formatted(Words.light(language, place.text("light")));
            case "queue" ->
                language.of("the end of a queue of %s vehicles", "%s 辆车的排队末尾")
                        .formatted(Words.decimals(place.number("vehicles"), 0));
            default -> kind.isEmpty() ? language.of("a place", "某处") : kind.replace('_', ' ');
        };
    }

    private String limit(ApiObject place) {
        return (bySign(place)
                        ? language.of("a speed limit of %s km/h by a sign", "标志限速 %s 公里/小时")
                        : language.of("a speed limit of %s km/h", "限速 %s 公里/小时"))
                .formatted(kmh(place.number("speed_limit_mps")));
    }

    private static boolean bySign(ApiObject place) {
        return place.text("limit_origin").equals("sign");
    }

    private String mapSays(ApiObject place) {
        double map = place.number("map_limit_mps");
        return bySign(place) && !Double.isNaN(map)
                ? language.of(", where the map says %s", "，地图限速 %s").formatted(kmh(map))
                : "";
    }

    private static String kmh(double mps) {
        return Words.decimals(mps * KMH_PER_MPS, 0);
    }

    /** What was measured and the limit it broke, such as {@code time to collision 2.41 s < 2.70 s}; empty when that is not told. */
    String measure(ApiObject evidence) {
        double value = evidence.number("measure_value");
        double threshold = evidence.number("measure_threshold");
        if (Double.isNaN(value) || Double.isNaN(threshold)) {
            return "";
        }
        String unit = evidence.text("measure_unit");
        return "%s %s %s %s"
                .formatted(
                        Words.measure(language, evidence.text("measure")),
                        Words.quantity(language, value, unit),
                        value <= threshold ? "<" : ">",
                        Words.quantity(language, threshold, unit));
    }
}
