package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From lanelets to the lanes of a network. A lanelet follows another when it begins with the nodes the other ends with, and lies beside
 * another when they share a bound; which of them are ways through a junction says {@link LaneletJunctions}. One use.
 */
final class LaneletNetwork {
    private static final Pattern SPEED =
            Pattern.compile("(?:de274-)?([0-9]{1,3}(?:\\.[0-9]+)?)\\s*(km/h|kmh|kph|mph|m/s|mps)?");

    private final Network network;
    private final LaneletMap map;
    private final NetworkWays ways;
    private final Map<String, Lanelet> lanelets = new LinkedHashMap<>();
    private final Map<String, List<Lanelet>> next = new HashMap<>();

    LaneletNetwork(Network network, LaneletMap map) {
        this.network = network;
        this.map = map;
        this.ways = new NetworkWays(network);
    }

    void fill() throws ZoneException {
        LocalPlane around = plane();
        for (LaneletMap.Relation relation : map.relations().values()) {
            if (relation.tag("type").equals("lanelet")) {
                lanelet(relation, around);
            }
        }
        follow();
        LaneletJunctions junctions = new LaneletJunctions(lanelets, next);
        Map<String, Place> places = besides(junctions);
        for (Lanelet lanelet : lanelets.values()) {
            add(lanelet, junctions.of(lanelet.id()), places.get(lanelet.id()), around);
        }
        next.forEach((id, followers) -> followers.forEach(follower -> ways.follow(id, follower.id())));
        for (LaneletMap.Relation relation : map.relations().values()) {
            if (relation.tag("type").equals("regulatory_element")) {
                regulate(relation);
            }
        }
        ways.fill();
    }

    private LocalPlane plane() throws ZoneException {
        for (double[] node : map.nodes().values()) {
            return new LocalPlane(Math.clamp(node[0], -85, 85), node[1]);
        }
        throw new ZoneException(network.file, 0, "no nodes; map refused");
    }

    private void lanelet(LaneletMap.Relation relation, LocalPlane around) throws ZoneException {
        LaneKind kind = kind(relation.tag("subtype"));
        if (kind == null) {
            network.drop("lanelets of another subtype than roads, bicycle lanes, walkways and crosswalks");
            return;
        }
        Lanelet lanelet = Lanelet.of(map, relation, kind, around);
        if (lanelet == null) {
            network.drop("lanelets without one left and one right bound");
            return;
        }
        put(lanelet);
        if (relation.tag("one_way").equals("no") && !isWalked(kind)) {
            put(lanelet.backwards());
        }
    }

    private void put(Lanelet lanelet) throws ZoneException {
        if (lanelets.size() == Network.ELEMENTS_MAX) {
            throw new ZoneException(
                    network.file,
                    lanelet.relation().line(),
                    "too many lanelets: limit=" + Network.ELEMENTS_MAX + "; map refused");
        }
        lanelets.put(lanelet.id(), lanelet);
    }

    private static boolean isWalked(LaneKind kind) {
        return kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
    }

    private static @Nullable LaneKind kind(String subtype) {
        return switch (subtype) {
            case "", "road", "highway", "play_street", "emergency_lane", "bus_lane" -> LaneKind.VEHICLE;
            case "bicycle_lane" -> LaneKind.BICYCLE;
            case "walkway", "shared_walkway" -> LaneKind.SIDEWALK;
            case "crosswalk" -> LaneKind.CROSSWALK;
            default -> null;
        };
    }

    private void follow() {
        Map<List<Long>, List<Lanelet>> starts = new HashMap<>();
        for (Lanelet lanelet : lanelets.values()) {
            starts.computeIfAbsent(
                            List.of(lanelet.left().getFirst(), lanelet.right().getFirst()), _ -> new ArrayList<>())
                    .add(lanelet);
        }
        for (Lanelet lanelet : lanelets.values()) {
            List<Lanelet> followers = new ArrayList<>();
            for (Lanelet other : starts.getOrDefault(
                    List.of(lanelet.left().getLast(), lanelet.right().getLast()), List.of())) {
                boolean sameUsers =
                        lanelet.kind() == other.kind() || (isWalked(lanelet.kind()) && isWalked(other.kind()));
                if (sameUsers && !other.id().equals(lanelet.id())) {
                    followers.add(other);
                }
            }
            next.put(lanelet.id(), followers);
        }
    }

    /** The road of a lane and its number there. */
    private record Place(String road, int number) {}

    /** Lanelets that share a bound in the same direction are one road, numbered from the right. */
    private Map<String, Place> besides(LaneletJunctions junctions) {
        Map<List<Long>, Lanelet> byRightBound = new HashMap<>();
        Set<List<Long>> leftBounds = new HashSet<>();
        for (Lanelet lanelet : lanelets.values()) {
            if (junctions.of(lanelet.id()).isEmpty()) {
                byRightBound.put(lanelet.right(), lanelet);
                leftBounds.add(lanelet.left());
            }
        }
        Map<String, Place> places = new HashMap<>();
        for (Lanelet lanelet : lanelets.values()) {
            if (!junctions.of(lanelet.id()).isEmpty() || leftBounds.contains(lanelet.right())) {
                continue;
            }
            Lanelet at = lanelet;
            for (int number = 0; at != null && places.putIfAbsent(at.id(), new Place(lanelet.id(), number)) == null; ) {
                at = byRightBound.get(at.left());
                number++;
            }
        }
        return places;
    }

    private void add(Lanelet lanelet, String junction, @Nullable Place place, LocalPlane around) throws ZoneException {
        boolean crossing = lanelet.kind() == LaneKind.CROSSWALK;
        Network.Function use = crossing
                ? Network.Function.CROSSING
                : junction.isEmpty() ? Network.Function.ROAD : Network.Function.JUNCTION_PATH;
        Network.Places places = new Network.Places();
        Polyline middle = lanelet.middle();
        for (int i = 0; i < middle.size(); i++) {
            places.add(
                    around.latitudeDeg(middle.eastM(i), middle.northM(i)),
                    around.longitudeDeg(middle.eastM(i), middle.northM(i)));
        }
        network.add(
                new Network.SourceLane(
                        lanelet.id(),
                        place == null ? lanelet.id() : place.road(),
                        place == null ? 0 : place.number(),
                        use,
                        crossing && junction.isEmpty() ? "crosswalk " + lanelet.id() : junction,
                        lanelet.kind(),
                        lanelet.widthM(),
                        network.speedOr(speed(lanelet), lanelet.kind()),
                        places),
                lanelet.relation().line());
        ways.lane(lanelet.id(), use != Network.Function.JUNCTION_PATH);
        if (crossing && junction.isEmpty()) {
            network.warn("crosswalk not across a way through a junction: who crosses it is not known");
        }
    }

    private double speed(Lanelet lanelet) {
        String told = lanelet.relation().tag("speed_limit");
        for (long id : lanelet.relation().members("relation", "regulatory_element")) {
            LaneletMap.Relation element = map.relations().get(id);
            if (told.isEmpty() && element != null && element.tag("subtype").equals("speed_limit")) {
                told = element.tag("sign_type");
            }
        }
        Matcher speed = SPEED.matcher(told.strip());
        if (!speed.matches()) {
            return Double.NaN;
        }
        double unit = switch (speed.group(2) == null ? "" : speed.group(2)) {
            case "m/s", "mps" -> 1;
            case "mph" -> 0.44704;
            default -> 1 / 3.6;
        };
        return Double.parseDouble(speed.group(1)) * unit;
    }

    private void regulate(LaneletMap.Relation element) {
        switch (element.tag("subtype")) {
            case "right_of_way" -> {
                for (long yielding : element.members("relation", "yield")) {
                    for (long first : element.members("relation", "right_of_way")) {
                        network.yields
                                .computeIfAbsent(Long.toString(yielding), _ -> new ArrayList<>())
                                .add(Long.toString(first));
                    }
                }
            }
            case "traffic_light" -> light(element);
            case "speed_limit" -> {} // read with the lanelets it is for
            default -> network.drop("regulatory elements of another subtype (not read)");
        }
    }

    private void light(LaneletMap.Relation element) {
        SignalRef head = new SignalRef("tl" + element.id(), 0);
        boolean used = false;
        for (Lanelet lanelet : lanelets.values()) {
            if (lanelet.relation().members("relation", "regulatory_element").contains(element.id())) {
                used = true;
                if (lanelet.kind() == LaneKind.CROSSWALK) {
                    network.signal(lanelet.id(), head);
                } else {
                    ways.signal(lanelet.id(), head);
                }
            }
        }
        if (!used) {
            network.drop("traffic lights of no lanelet");
        }
    }
}
