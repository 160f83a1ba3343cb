package io.yunkong.cloud.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.yunkong.map.road.FeatureLayer;
import io.yunkong.map.road.GeoBox;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The documents of OGC API - Features - Part 1: Core (OGC 17-069r4) about one zone. Links are absolute, as QGIS wants them. Pure but for
 * the API definition, which is a file on the class path.
 */
final class OgcDocuments {
    static final String JSON = "application/json";
    static final String GEOJSON = "application/geo+json";
    static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String CONFORMANCE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private static final String DEFINITION = "/io/yunkong/cloud/ogc-features.json";

    private final String base;
    private final Zone zone;

    /** @param base address of the zone's landing page, without a slash at its end */
    OgcDocuments(String base, Zone zone) {
        this.base = base;
        this.zone = zone;
    }

    JsonObject landingPage() {
        return new JsonObject()
                .put("title", title())
                .put("description", zone.note())
                .put(
                        "links",
                        new JsonArray()
                                .add(link("self", JSON, "", "This page"))
                                .add(link("service-desc", OPENAPI, "/api", "Definition of the API"))
                                .add(link("conformance", JSON, "/conformance", "Classes of the standard"))
                                .add(link("data", JSON, "/collections", "Collections of features")));
    }

    static JsonObject conformance() {
        JsonArray classes = new JsonArray();
        for (String name : List.of("core", "oas30", "geojson")) {
            classes.add(CONFORMANCE + name);
        }
        return new JsonObject().put("conformsTo", classes);
    }

    /** OpenAPI 3.0: QGIS reads no other. */
    JsonObject definition() {
        JsonObject definition;
        try (InputStream file = Objects.requireNonNull(OgcDocuments.class.getResourceAsStream(DEFINITION))) {
            definition = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("class path not readable: file=" + DEFINITION, e);
        }
        definition.getJsonObject("info").put("title", title()).put("version", zone.version());
        return definition.put("servers", new JsonArray().add(new JsonObject().put("url", base)));
    }

    JsonObject collections(ZoneFeatures features) {
        JsonArray collections = new JsonArray();
        features.layers().forEach(layer -> collections.add(collection(layer)));
        return new JsonObject()
                .put("links", new JsonArray().add(link("self", JSON, "/collections", "This page")))
                .put("collections", collections);
    }

    JsonObject collection(FeatureLayer layer) {
        String path = "/collections/" + layer.name();
        JsonObject collection = new JsonObject()
                .put("id", layer.name())
                .put("title", layer.title())
                .put("description", layer.description())
                .put("itemType", "feature")
                .put("crs", new JsonArray().add(CRS84))
                .put(
                        "links",
                        new JsonArray()
                                .add(link("self", JSON, path, layer.title()))
                                .add(link("items", GEOJSON, path + "/items", layer.title())));
        layer.bounds().ifPresent(box -> collection.put("extent", new JsonObject().put("spatial", spatial(box))));
        return collection;
    }

    /** One page of a collection's features; without a time stamp, so that it changes only with the zone. */
    String page(FeatureLayer layer, ItemsQuery query) {
        String items = "/collections/" + layer.name() + "/items";
        List<String> matching = query.matching(layer);
        int from = Math.min(query.offset(), matching.size());
        int to = Math.min(from + query.limit(), matching.size());
        JsonArray links = new JsonArray()
                .add(link("self", GEOJSON, items + query.page(query.offset()), "This page"))
                .add(link("collection", JSON, "/collections/" + layer.name(), layer.title()));
        if (to < matching.size()) {
            links.add(link("next", GEOJSON, items + query.page(to), "Next page"));
        }
        return "{\"type\":\"FeatureCollection\",\"numberMatched\":" + matching.size() + ",\"numberReturned\":"
                + (to - from)
                + ",\"links\":" + links.encode() + ",\"features\":[\n"
                + String.join(",\n", matching.subList(from, to)) + "\n]}\n";
    }

    Optional<String> feature(FeatureLayer layer, String id) {
        String collection = "/collections/" + layer.name();
        return layer.find(id).map(text -> {
            JsonArray links = new JsonArray()
                    .add(link("self", GEOJSON, collection + "/items/" + segment(id), "This feature"))
                    .add(link("collection", JSON, collection, layer.title()));
            return text.substring(0, text.length() - 1) + ",\"links\":" + links.encode() + "}\n";
        });
    }

    private String title() {
        return zone.titleEn().equals(zone.titleZh()) ? zone.titleEn() : zone.titleEn() + " " + zone.titleZh();
    }

    private JsonObject link(String relation, String type, String path, String title) {
        return new JsonObject()
                .put("href", base + path)
                .put("rel", relation)
                .put("type", type)
                .put("title", title);
    }

    private static JsonObject spatial(GeoBox box) {
        JsonArray corners = new JsonArray()
                .add(box.westDeg())
                .add(box.southDeg())
                .add(box.eastDeg())
                .add(box.northDeg());
        return new JsonObject().put("bbox", new JsonArray().add(corners)).put("crs", CRS84);
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
