package io.yunkong.cloud.api;

import io.vertx.core.MultiMap;
import io.yunkong.map.road.FeatureLayer;
import io.yunkong.map.road.GeoBox;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a reader asks of a collection's items (OGC 17-069r4, 7.15).
 *
 * @param limit features on a page, 1..{@value #LIMIT_MAX}
 * @param offset features before the page
 * @param box only features that touch it; empty = all
 * @param kept the last two parameters as asked, checked, for the links to other pages
 */
record ItemsQuery(int limit, int offset, Optional<GeoBox> box, String kept) {
    static final Set<String> PARAMETERS = Set.of("bbox", "datetime", "limit", "offset");
    static final int LIMIT_MAX = 10_000;
    private static final int LIMIT_DEFAULT = 100;

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBERS;
    private static final Pattern TIMES;

    static {
        String number = "-?[0-9]{1,9}(\\.[0-9]{0,30})?([eE]-?[0-9]{1,3})?";
        NUMBERS = Pattern.compile(number + "(," + number + "){3}((," + number + "){2})?");
        String time =
                "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})";
        TIMES = Pattern.compile(time + "(/((\\.\\.)?|" + time + "))?|(\\.\\.)?/" + time);
    }

    /** What is wrong with a query, to be told to who asked. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String what) {
            super(what + "; refused");
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads it. A limit beyond the maximum is the maximum, as the standard has it. {@code datetime} is checked and then makes no
     * difference: these features have no time, so every time matches (/req/core/fc-time-response).
     *
     * @param parameters known, and none twice
     */
    static ItemsQuery read(MultiMap parameters) throws Refused {
        int limit = whole(parameters, "limit", LIMIT_DEFAULT);
        if (limit < 1) {
            throw new Refused("limit out of range: limit=1.." + LIMIT_MAX);
        }
        int offset = whole(parameters, "offset", 0);
        StringBuilder kept = new StringBuilder();
        String bbox = parameters.get("bbox");
        Optional<GeoBox> box = Optional.empty();
        if (bbox != null) {
            box = Optional.of(box(bbox));
            keep(kept, "bbox", bbox);
        }
        String datetime = parameters.get("datetime");
        if (datetime != null) {
            if (!TIMES.matcher(datetime).matches()) {
                throw new Refused("datetime not understood: limit=RFC 3339 date-time or interval of two, .. = open");
            }
            keep(kept, "datetime", datetime);
        }
        return new ItemsQuery(Math.min(limit, LIMIT_MAX), offset, box, kept.toString());
    }

    List<String> matching(FeatureLayer layer) {
        return box.map(layer::within).orElseGet(layer::all);
    }

    /** The query part of the link to the page that begins at a feature. */
    String page(int from) {
        return "?limit=" + limit + "&offset=" + from + kept;
    }

    private static void keep(StringBuilder kept, String name, String value) {
        kept.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static int whole(MultiMap parameters, String name, int absent) throws Refused {
        String text = parameters.get(name);
        if (text == null) {
            return absent;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new Refused(name + " is no whole number: limit=1..9 digits");
        }
        return Integer.parseInt(text);
    }

    private static GeoBox box(String text) throws Refused {
        if (!NUMBERS.matcher(text).matches()) {
            throw new Refused("bbox not understood: limit=west,south,east,north or with heights, six numbers");
        }
        String[] numbers = text.split(",", -1);
        int corner = numbers.length / 2; // heights come third and last
        try {
            return new GeoBox(
                    Double.parseDouble(numbers[0]),
                    Double.parseDouble(numbers[1]),
                    Double.parseDouble(numbers[corner]),
                    Double.parseDouble(numbers[corner + 1]));
        } catch (IllegalArgumentException _) {
            throw new Refused(
                    "bbox out of range: limit=longitudes within 180, latitudes within 90, south before north");
        }
    }
}
