package io.yunkong.map.exchange;

import io.yunkong.map.road.Junction;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The nodes that the roads of a zone lead from and to (Node of T/CSAE 53): junctions, and ends of roads at none. A node's number is made from its
 * name, so that it stays the same while other nodes come and go; region is left open, because whoever runs the roads has to give it. Immutable.
 */
final class RoadNodes {
    /** Before the names of ends in alphabetical order, so that a node with a junction is called by it. */
    private static final String JUNCTION = " ";

    /** Numbers below are for tests (T/CSAE 53, NodeID). */
    private static final int NUMBER_MIN = 256;

    private static final int NUMBERS = 65_536 - NUMBER_MIN;

    /**
     * @param name of the junction in the zone, else made from a road's
     * @param inRoads names of the roads that end here
     */
    record Node(String name, int number, double eastM, double northM, List<String> inRoads) {
        Node {
            inRoads = List.copyOf(inRoads);
        }
    }

    private final Map<String, List<Lane>> lanesOf = new LinkedHashMap<>();
    private final Map<String, Node> startOf = new HashMap<>();
    private final Map<String, Node> endOf = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** Names of what a road begins or ends at; those that are one node lead to the same. */
    private final Map<String, String> sameAs = new HashMap<>();

    RoadNodes(Zone zone) {
        for (Lane lane : zone.lanes().lanes()) {
            if (!lane.insideJunction()) {
                lanesOf.computeIfAbsent(lane.road(), _ -> new ArrayList<>()).add(lane);
            }
        }
        lanesOf.values().forEach(lanes -> lanes.sort((a, b) -> b.lane() - a.lane()));
        zone.lanes().lanes().forEach(lane -> connect(lane, zone.lanes()));
        gather(zone);
    }

    private static String startName(String road) {
        return "start of " + road;
    }

    private static String endName(String road) {
        return "end of " + road;
    }

    private static String junctionName(String junction) {
        return JUNCTION + junction;
    }

    private void connect(Lane lane, LaneMap lanes) {
        for (int index : lane.successors()) {
            Lane next = lanes.lane(index);
            if (!lane.road().equals(next.road()) && !(lane.insideJunction() && next.insideJunction())) {
                String from = lane.junction() == null ? endName(lane.road()) : junctionName(lane.junction());
                String to = next.junction() == null ? startName(next.road()) : junctionName(next.junction());
                join(from, to);
            }
        }
    }

    private void join(String a, String b) {
        String first = find(a);
        String second = find(b);
        if (first.compareTo(second) < 0) {
            sameAs.put(second, first);
        } else if (!first.equals(second)) {
            sameAs.put(first, second);
        }
    }

    private String find(String name) {
        String at = name;
        for (String up = sameAs.get(at); up != null; up = sameAs.get(at)) {
            at = up;
        }
        return at;
    }

    private void gather(Zone zone) {
        Map<String, List<String>> in = new TreeMap<>();
        Map<String, List<double[]>> places = new HashMap<>();
        lanesOf.forEach((road, lanes) -> {
            String start = find(startName(road));
            String end = find(endName(road));
            in.computeIfAbsent(start, _ -> new ArrayList<>());
            in.computeIfAbsent(end, _ -> new ArrayList<>()).add(road);
            for (Lane lane : lanes) {
                places.computeIfAbsent(start, _ -> new ArrayList<>())
                        .add(new double[] {lane.line().eastM(0), lane.line().northM(0)});
                int last = lane.line().size() - 1;
                places.computeIfAbsent(end, _ -> new ArrayList<>())
                        .add(new double[] {lane.line().eastM(last), lane.line().northM(last)});
            }
        });
        for (Junction junction : zone.junctions()) {
            places.computeIfPresent(junctionName(junction.id()), (_, _) -> outline(junction));
        }
        Set<Integer> taken = new HashSet<>();
        Map<String, Node> byKey = new HashMap<>();
        in.forEach((key, roads) -> {
            Node node = node(key, places.getOrDefault(key, List.of()), roads, taken);
            byKey.put(key, node);
            nodes.add(node);
        });
        for (String road : lanesOf.keySet()) {
            startOf.put(road, get(byKey, find(startName(road))));
            endOf.put(road, get(byKey, find(endName(road))));
        }
    }

    private static List<double[]> outline(Junction junction) {
        List<double[]> corners = new ArrayList<>();
        for (int i = 1; i < junction.outline().size(); i++) {
            corners.add(new double[] {
                junction.outline().eastM(i), junction.outline().northM(i)
            });
        }
        return corners;
    }

    private static Node node(String key, List<double[]> places, List<String> roads, Set<Integer> taken) {
        double east = 0;
        double north = 0;
        for (double[] place : places) {
            east += place[0] / places.size();
            north += place[1] / places.size();
        }
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        int number = (int) (hash.getValue() % NUMBERS);
        // with more nodes than numbers some are used twice: far apart, most likely
        while (taken.size() < NUMBERS && taken.contains(number)) {
            number = (number + 1) % NUMBERS;
        }
        taken.add(number);
        String name = key.startsWith(JUNCTION) ? key.substring(JUNCTION.length()) : key;
        return new Node(name, NUMBER_MIN + number, east, north, roads);
    }

    /** In alphabetical order of their names, junctions first. */
    List<Node> nodes() {
        return nodes;
    }

    Node startOf(String road) {
        return get(startOf, road);
    }

    Node endOf(String road) {
        return get(endOf, road);
    }

    private static Node get(Map<String, Node> nodes, String key) {
        Node node = nodes.get(key);
        if (node == null) {
            throw new IllegalArgumentException("no node for that: name=" + key + "; refused");
        }
        return node;
    }

    /** Lanes of a road, the leftmost first. */
    List<Lane> lanesOf(String road) {
        return lanesOf.getOrDefault(road, List.of());
    }
}
