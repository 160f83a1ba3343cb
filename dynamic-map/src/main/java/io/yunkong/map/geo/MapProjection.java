package io.yunkong.map.geo;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The projection of a map that comes in metres, told as a PROJ string: {@code +proj=tmerc} or {@code +proj=utm} on WGS-84 (GRS80 differs by
 * less than a millimetre). From projected metres back to degrees by Krüger's series in the third flattening up to n^4 (Karney 2011,
 * "Transverse Mercator with an accuracy of a few nanometers", eq. 36). Immutable.
 */
public final class MapProjection {
    private static final double EQUATORIAL_RADIUS_M = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double E = Math.sqrt(FLATTENING * (2 - FLATTENING));
    private static final double RECTIFYING_RADIUS_M =
            EQUATORIAL_RADIUS_M / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static final double[] FORWARD = {
        N / 2 - 2.0 / 3 * N * N + 5.0 / 16 * N * N * N + 41.0 / 180 * N * N * N * N,
        13.0 / 48 * N * N - 3.0 / 5 * N * N * N + 557.0 / 1440 * N * N * N * N,
        61.0 / 240 * N * N * N - 103.0 / 140 * N * N * N * N,
        49561.0 / 161280 * N * N * N * N
    };
    private static final double[] BACK = {
        N / 2 - 2.0 / 3 * N * N + 37.0 / 96 * N * N * N - 1.0 / 360 * N * N * N * N,
        1.0 / 48 * N * N + 1.0 / 15 * N * N * N - 437.0 / 1440 * N * N * N * N,
        17.0 / 480 * N * N * N - 37.0 / 840 * N * N * N * N,
        4397.0 / 161280 * N * N * N * N
    };
    private static final Set<String> WORDS = Set.of("no_defs", "south", "wktext", "type");

    private final double originLongitudeDeg;
    private final double scale;
    private final double falseEastM;
    private final double falseNorthM;
    private final double originArcM;

    private MapProjection(
            double originLatitudeDeg, double originLongitudeDeg, double scale, double falseEastM, double falseNorthM) {
        this.originLongitudeDeg = originLongitudeDeg;
        this.scale = scale;
        this.falseEastM = falseEastM;
        this.falseNorthM = falseNorthM;
        this.originArcM = scale * meridianArcM(Math.toRadians(originLatitudeDeg));
    }

    /**
     * Reads a PROJ string. One that tells no datum is refused: what a program takes for it differs from one to the other.
     *
     * @throws IllegalArgumentException with the reason when it is none, or one that is not known here
     */
    public static MapProjection parse(String text) {
        Map<String, String> values = values(text);
        String datum = values.getOrDefault("datum", "WGS84");
        String ellipsoid = values.getOrDefault("ellps", "WGS84");
        if (!datum.equals("WGS84") || !Set.of("WGS84", "GRS80").contains(ellipsoid)) {
            throw refused("datum not known: datum=" + datum + ", ellps=" + ellipsoid + ", accepted=WGS84", text);
        }
        if (!values.getOrDefault("units", "m").equals("m")) {
            throw refused("not in metres: units=" + values.get("units") + ", accepted=m", text);
        }
        MapProjection projection = of(values, text);
        if (!values.containsKey("datum") && !values.containsKey("ellps")) {
            throw refused("no datum: neither datum= nor ellps=, accepted=WGS84", text);
        }
        return projection;
    }

    private static MapProjection of(Map<String, String> values, String text) {
        String name = values.getOrDefault("proj", "");
        return switch (name) {
            case "tmerc" ->
                new MapProjection(
                        number(values, "lat_0", 0, 89, text),
                        number(values, "lon_0", 0, 180, text),
                        values.containsKey("k_0") ? scale(values, "k_0", text) : scale(values, "k", text),
                        number(values, "x_0", 0, 1e8, text),
                        number(values, "y_0", 0, 1e8, text));
            case "utm" -> {
                double zone = number(values, "zone", 0, 60, text);
                if (zone < 1 || zone != Math.rint(zone)) {
                    throw refused("no zone of UTM: zone=" + values.get("zone") + ", limit=1..60", text);
                }
                yield new MapProjection(0, zone * 6 - 183, 0.9996, 500_000, values.containsKey("south") ? 1e7 : 0);
            }
            default -> throw refused("projection not known: proj=" + name + ", accepted=tmerc utm", text);
        };
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        if (!text.startsWith("+")) {
            throw refused("no projection: the map does not tell where on the earth it lies", text);
        }
        for (String word : text.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            String key = word.substring(1, equals < 0 ? word.length() : equals);
            if (!word.startsWith("+") || (equals < 0 && !WORDS.contains(key))) {
                throw refused("not a PROJ string: word=" + printable(word), text);
            }
            values.put(key, equals < 0 ? "" : word.substring(equals + 1));
        }
        return values;
    }

    private static double scale(Map<String, String> values, String key, String text) {
        double scale = number(values, key, 1, 2, text);
        if (scale < 0.5) {
            throw refused("scale out of range: " + key + "=" + scale + ", limit=[0.5, 2]", text);
        }
        return scale;
    }

    private static double number(Map<String, String> values, String key, double absent, double limit, String text) {
        String value = values.get(key);
        if (value == null) {
            return absent;
        }
        if (!value.matches("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?")
                || Math.abs(Double.parseDouble(value)) > limit) {
            throw refused("bad number: " + key + "=" + printable(value) + ", limit=+-" + limit, text);
        }
        return Double.parseDouble(value);
    }

    private static IllegalArgumentException refused(String reason, String text) {
        return new IllegalArgumentException(reason + ", projection=" + printable(text) + "; map refused");
    }

    private static String printable(String text) {
        String line = text.replaceAll("[^ -~]", "?");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    /** Whether the series holds at a point in the projection's metres: within some 3,000 km of the central meridian, short of the poles. */
    public boolean covers(double eastM, double northM) {
        double xi = (northM - falseNorthM + originArcM) / (scale * RECTIFYING_RADIUS_M);
        double eta = (eastM - falseEastM) / (scale * RECTIFYING_RADIUS_M);
        return Math.abs(eta) <= 0.5 && Math.abs(xi) <= 1.55;
    }

    /** Latitude and longitude, degrees, of a point in the projection's metres. */
    public double[] degrees(double eastM, double northM) {
        double xi = (northM - falseNorthM + originArcM) / (scale * RECTIFYING_RADIUS_M);
        double eta = (eastM - falseEastM) / (scale * RECTIFYING_RADIUS_M);
        double conformalXi = xi;
        double conformalEta = eta;
        for (int j = 1; j <= BACK.length; j++) {
            conformalXi -= BACK[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
            conformalEta -= BACK[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
        }
        double sinh = Math.sinh(conformalEta);
        double cos = Math.cos(conformalXi);
        double psi = asinh(Math.sin(conformalXi) / Math.hypot(sinh, cos));
        double sinLatitude = Math.tanh(psi);
        for (int i = 0; i < 8; i++) {
            sinLatitude = Math.tanh(psi + E * atanh(E * sinLatitude));
        }
        return new double[] {
            Math.toDegrees(Math.asin(sinLatitude)), originLongitudeDeg + Math.toDegrees(Math.atan2(sinh, cos))
        };
    }

    private static double meridianArcM(double phi) {
        double sin = Math.sin(phi);
        double xi = Math.atan(Math.sinh(atanh(sin) - E * atanh(E * sin)));
        double arc = xi;
        for (int j = 1; j <= FORWARD.length; j++) {
            arc += FORWARD[j - 1] * Math.sin(2 * j * xi);
        }
        return RECTIFYING_RADIUS_M * arc;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    private static double asinh(double x) {
        return Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x);
    }
}
