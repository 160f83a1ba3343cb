package io.yunkong.map.road;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.yunkong.map.geo.LocalPlane;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes GeoJSON features (RFC 7946, WGS-84, seven decimals) one after another: begin, properties, then the geometry ends it. One owner. */
final class FeatureText {
    private static final int DECIMALS = 10_000_000;

    private final LocalPlane plane;
    private final StringBuilder out;
    private String separator = "";

    /** @param out features are appended to it */
    FeatureText(LocalPlane plane, StringBuilder out) {
        this.plane = plane;
        this.out = out;
    }

    void begin(String id) {
        out.append("{\"type\":\"Feature\",\"id\":");
        quote(id);
        out.append(",\"properties\":{");
        separator = "";
    }

    /** Null = there is none: told all the same, so that all features of a sort have the same properties. */
    void text(String key, @Nullable String value) {
        key(key);
        if (value == null) {
            out.append("null");
        } else {
            quote(value);
        }
    }

    void number(String key, double value) {
        key(key).append(Fields.plain(value));
    }

    /** Up to three decimals and at least one: readers take the type of a property from the first features they see. */
    void real(String key, double value) {
        key(key).append(Math.round(value * 1000) / 1000.0);
    }

    void texts(String key, List<String> values) {
        key(key).append('[');
        for (Iterator<String> each = values.iterator(); each.hasNext(); ) {
            quote(each.next());
            out.append(each.hasNext() ? "," : "");
        }
        out.append(']');
    }

    /** Where the caller puts the value itself. */
    StringBuilder key(String key) {
        out.append(separator).append('"').append(key).append("\":");
        separator = ",";
        return out;
    }

    void quote(String value) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }

    void line(Polyline line) {
        geometry("LineString");
        points(line);
        out.append("}}");
    }

    /** @param outline closed */
    void area(Polyline outline) {
        geometry("Polygon").append('[');
        points(outline);
        out.append("]}}");
    }

    void place(double eastM, double northM) {
        geometry("Point");
        point(eastM, northM);
        out.append("}}");
    }

    /** Where each of these lines begins. */
    void starts(List<Polyline> lines) {
        geometry("MultiPoint").append('[');
        for (Iterator<Polyline> each = lines.iterator(); each.hasNext(); ) {
            Polyline line = each.next();
            point(line.eastM(0), line.northM(0));
            out.append(each.hasNext() ? "," : "");
        }
        out.append("]}}");
    }

    /** A feature whose place nobody told. */
    void nowhere() {
        out.append("},\"geometry\":null}");
    }

    private StringBuilder geometry(String type) {
        return out.append("},\"geometry\":{\"type\":\"").append(type).append("\",\"coordinates\":");
    }

    private void points(Polyline line) {
        out.append('[');
        for (int i = 0; i < line.size(); i++) {
            out.append(i == 0 ? "" : ",");
            point(line.eastM(i), line.northM(i));
        }
        out.append(']');
    }

    private void point(double eastM, double northM) {
        out.append('[');
        degrees(plane.longitudeDeg(eastM, northM), out);
        out.append(',');
        degrees(plane.latitudeDeg(eastM, northM), out);
        out.append(']');
    }

    /** Seven decimals, about a centimetre; String.format would take most of the time of the whole file. */
    static void degrees(double value, StringBuilder text) {
        long units = Math.round(Math.abs(value) * DECIMALS);
        if (value < 0 && units != 0) {
            text.append('-');
        }
        text.append(units / DECIMALS).append('.');
        String fraction = Long.toString(units % DECIMALS);
        text.append("0".repeat(7 - fraction.length())).append(fraction);
    }
}
