package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * All features of one sort of a zone, each as the text of one GeoJSON Feature (RFC 7946, WGS-84, [longitude, latitude]). Immutable once
 * {@link ZoneFeatures} has made it, shared by threads.
 */
public final class FeatureLayer {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** Geometry in degrees, x to the east; null = the place is not known. */
    private record Entry(String text, @Nullable Geometry geometry) {}

    private final String name;
    private final String title;
    private final String description;
    private final Map<String, Entry> features = new LinkedHashMap<>();
    private final Envelope bounds = new Envelope();

    FeatureLayer(String name, String title, String description) {
        this.name = name;
        this.title = title;
        this.description = description;
    }

    void add(String id, String text, @Nullable Geometry geometry) {
        features.put(id, new Entry(text, geometry));
        if (geometry != null) {
            bounds.expandToInclude(geometry.getEnvelopeInternal());
        }
    }

    /** Lower-case word, e.g. "lanes". */
    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public int size() {
        return features.size();
    }

    /** What holds all features; empty when no place is known. */
    public Optional<GeoBox> bounds() {
        return bounds.isNull()
                ? Optional.empty()
                : Optional.of(new GeoBox(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY()));
    }

    public Optional<String> find(String id) {
        return Optional.ofNullable(features.get(id)).map(Entry::text);
    }

    /** All features in the zone's order. */
    public List<String> all() {
        return features.values().stream().map(Entry::text).toList();
    }

    /** Those that touch the box, in the zone's order; a feature whose place is not known is among them (/req/core/fc-bbox-response). */
    public List<String> within(GeoBox box) {
        List<Geometry> parts = new ArrayList<>(2);
        if (box.westDeg() <= box.eastDeg()) {
            parts.add(part(box, box.westDeg(), box.eastDeg()));
        } else {
            parts.add(part(box, box.westDeg(), 180));
            parts.add(part(box, -180, box.eastDeg()));
        }
        List<String> found = new ArrayList<>();
        for (Entry entry : features.values()) {
            Geometry geometry = entry.geometry();
            if (geometry == null || parts.stream().anyMatch(part -> part.intersects(geometry))) {
                found.add(entry.text());
            }
        }
        return found;
    }

    private static Geometry part(GeoBox box, double westDeg, double eastDeg) {
        return SHAPES.toGeometry(new Envelope(westDeg, eastDeg, box.southDeg(), box.northDeg()));
    }
}
