package io.yunkong.map.road;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Lanelet2 map ({@code .osm}, OSM XML with lanelets as relations of type {@code lanelet}). Only nodes, ways, lanelets and their
 * regulatory elements are looked at; areas and other relations are dropped and counted.
 */
final class LaneletReader {
    private static final int NODES_MAX = 5_000_000;

    private final MapXml xml;
    private final Network network;
    private final LaneletMap map = new LaneletMap(new HashMap<>(), new HashMap<>(), new LinkedHashMap<>());

    private LaneletReader(String file, MapXml xml) {
        this.xml = xml;
        this.network = new Network(file, "Lanelet2 map", "WGS-84 (OSM)");
    }

    static Network read(String file, Reader source) throws ZoneException {
        try (MapXml xml = MapXml.open(file, source, "osm", "a Lanelet2 map")) {
            return new LaneletReader(file, xml).read();
        }
    }

    private Network read() throws ZoneException {
        network.suspectDatum(xml.text("generator"));
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "node" -> node();
                case "way" -> way();
                case "relation" -> relation();
                default -> xml.skip();
            }
        }
        new LaneletNetwork(network, map).fill();
        return network;
    }

    private long id(String attribute) throws ZoneException {
        String text = xml.text(attribute);
        if (!text.matches("-?[0-9]{1,18}")) {
            throw xml.refuse("bad id: element=" + xml.element() + ", attribute=" + attribute + ", value="
                    + MapXml.printable(text, 40));
        }
        return Long.parseLong(text);
    }

    private void node() throws ZoneException {
        double latitude = xml.number("lat");
        double longitude = xml.number("lon");
        if (Math.abs(latitude) > 89 || Math.abs(longitude) > 180) {
            throw xml.refuse("value out of range: lat=" + latitude + ", lon=" + longitude
                    + ", limit=89/180 (degrees in WGS-84; not swapped?)");
        }
        if (map.nodes().size() == NODES_MAX) {
            throw xml.refuse("too many nodes: limit=" + NODES_MAX);
        }
        if (map.nodes().put(id("id"), new double[] {latitude, longitude}) != null) {
            throw xml.refuse("duplicate node: id=" + id("id"));
        }
        xml.skip();
    }

    private void way() throws ZoneException {
        long id = id("id");
        List<Long> nodes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("nd")) {
                long node = id("ref");
                if (!map.nodes().containsKey(node)) {
                    throw xml.refuse("dangling reference: way=" + id + ", node=" + node + ", no such node");
                }
                nodes.add(node);
            }
            xml.skip();
        }
        if (map.ways().put(id, new LaneletMap.Way(id, nodes)) != null) {
            throw xml.refuse("duplicate way: id=" + id);
        }
    }

    private void relation() throws ZoneException {
        long id = id("id");
        int line = xml.line();
        Map<String, String> tags = new HashMap<>();
        List<LaneletMap.Member> members = new ArrayList<>();
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "tag" -> tags.put(xml.text("k"), xml.text("v"));
                case "member" -> members.add(new LaneletMap.Member(xml.text("type"), xml.text("role"), id("ref")));
                default -> {}
            }
            xml.skip();
        }
        LaneletMap.Relation relation = new LaneletMap.Relation(id, line, tags, members);
        switch (relation.tag("type")) {
            case "lanelet", "regulatory_element" -> {
                if (map.relations().put(id, relation) != null) {
                    throw xml.refuse("duplicate relation: id=" + id);
                }
            }
            case "multipolygon" -> network.drop("areas (not read)");
            default -> network.drop("relations of another type than lanelet and regulatory_element");
        }
    }
}
