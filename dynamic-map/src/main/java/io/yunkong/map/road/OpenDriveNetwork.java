package io.yunkong.map.road;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the roads of an OpenDRIVE map to the lanes of a network: directs them (right lanes along s where traffic keeps right, against it
 * where it keeps left), draws them, and finds out what follows what. A lane is called {@code road.stretch.lane}. One use.
 */
final class OpenDriveNetwork {
    /** Where there is no limit: the highest that a zone can tell. */
    static final double UNLIMITED_MPS = 40;

    private static final double WIDTH_MIN_M = 0.1;
    private static final double LENGTH_MIN_M = 0.05;
    private static final int POINTS_MAX = 5_000_000;
    private static final Set<String> NAMED_TYPES = Set.of(
            "shoulder",
            "border",
            "none",
            "median",
            "curb",
            "parking",
            "restricted",
            "rail",
            "tram",
            "roadWorks",
            "stop");

    private final Network network;
    private final ProjectedPlane plane;
    private final Map<String, OpenDriveRoad> roads;
    private final List<OpenDriveRoad.Connection> connections;
    private final Map<String, List<OpenDriveStretch>> stretches = new HashMap<>();
    private final Map<String, Strand> strands = new LinkedHashMap<>();
    private final NetworkWays ways;
    private int points;

    /**
     * A lane that was kept.
     *
     * @param forward driven in the direction of s
     */
    private record Strand(String id, boolean forward) {}

    OpenDriveNetwork(
            Network network,
            ProjectedPlane plane,
            Map<String, OpenDriveRoad> roads,
            List<OpenDriveRoad.Connection> connections) {
        this.network = network;
        this.ways = new NetworkWays(network);
        this.plane = plane;
        this.roads = roads;
        this.connections = connections;
    }

    void fill() throws ZoneException {
        for (OpenDriveRoad road : roads.values()) {
            List<OpenDriveStretch> all = OpenDriveStretch.of(road);
            stretches.put(road.id(), all);
            for (OpenDriveStretch stretch : all) {
                for (OpenDriveRoad.Lane lane : stretch.lanes()) {
                    lane(stretch, lane);
                }
            }
        }
        roads.values().forEach(this::joinRoad);
        connections.forEach(this::joinJunction);
        ways.fill();
    }

    private void lane(OpenDriveStretch stretch, OpenDriveRoad.Lane lane) throws ZoneException {
        OpenDriveRoad road = stretch.road();
        LaneKind kind = kind(lane.type());
        if (kind == null) {
            network.drop("lanes of type " + (NAMED_TYPES.contains(lane.type()) ? lane.type() : "not known here"));
            return;
        }
        double width = stretch.widthM(lane.id());
        if (width < WIDTH_MIN_M || stretch.endM() - stretch.startM() < LENGTH_MIN_M) {
            network.drop(width < WIDTH_MIN_M ? "lanes without a width" : "lanes without a length");
            return;
        }
        boolean forward = ((lane.id() < 0) != road.leftHand()) != lane.reversed();
        Network.Places places = places(stretch, lane.id(), forward);
        if (places.size() < 2) {
            network.drop("lanes without a length");
            return;
        }
        String id = id(stretch, lane.id());
        boolean open = road.junction().isEmpty();
        String edge = road.id() + "." + stretch.number() + (lane.id() < 0 ? ".right" : ".left")
                + (lane.reversed() ? ".reversed" : "");
        network.add(
                new Network.SourceLane(
                        id,
                        edge,
                        number(stretch, lane.id(), forward),
                        open ? Network.Function.ROAD : Network.Function.JUNCTION_PATH,
                        road.junction(),
                        kind,
                        width,
                        speed(stretch, lane, kind),
                        places),
                0);
        strands.put(id, new Strand(id, forward));
        ways.lane(id, open);
    }

    private static @Nullable LaneKind kind(String type) {
        return switch (type) {
            case "driving",
                    "entry",
                    "exit",
                    "onRamp",
                    "offRamp",
                    "connectingRamp",
                    "slipLane",
                    "mwyEntry",
                    "mwyExit",
                    "bidirectional",
                    "bus",
                    "taxi",
                    "HOV",
                    "shared" -> LaneKind.VEHICLE;
            case "biking" -> LaneKind.BICYCLE;
            case "sidewalk", "walking" -> LaneKind.SIDEWALK;
            default -> null;
        };
    }

    private static String id(OpenDriveStretch stretch, int lane) {
        return stretch.road().id() + "." + stretch.number() + "." + lane;
    }

    /** Counted from the right edge of its side of the road in the direction of travel. */
    private static int number(OpenDriveStretch stretch, int lane, boolean forward) {
        int least = lane;
        int most = lane;
        for (OpenDriveRoad.Lane other : stretch.lanes()) {
            if (Integer.signum(other.id()) == Integer.signum(lane)) {
                least = Math.min(least, other.id());
                most = Math.max(most, other.id());
            }
        }
        return forward ? lane - least : most - lane;
    }

    private double speed(OpenDriveStretch stretch, OpenDriveRoad.Lane lane, LaneKind kind) {
        double told = lane.speedMps();
        if (Double.isNaN(told) && kind == LaneKind.VEHICLE) {
            told = stretch.road().limitMps(stretch.startM());
        }
        return network.speedOr(told, kind);
    }

    private Network.Places places(OpenDriveStretch stretch, int lane, boolean forward) throws ZoneException {
        List<double[]> middle = stretch.middle(lane);
        points += middle.size();
        if (points > POINTS_MAX) {
            throw new ZoneException(network.file, 0, "too many points: limit=" + POINTS_MAX + "; map refused");
        }
        Network.Places places = new Network.Places();
        for (double[] point : forward ? middle : middle.reversed()) {
            if (!plane.add(places, point[0], point[1])) {
                throw new ZoneException(
                        network.file,
                        0,
                        "outside the projection: road=" + stretch.road().id() + ", x_m=" + Math.round(point[0])
                                + ", y_m=" + Math.round(point[1]) + "; map refused");
            }
        }
        return places;
    }

    private void joinRoad(OpenDriveRoad road) {
        List<OpenDriveStretch> all = stretches.getOrDefault(road.id(), List.of());
        for (int i = 0; i + 1 < all.size(); i++) {
            joinEnd(all.get(i), false, all.get(i + 1), true);
            joinEnd(all.get(i + 1), true, all.get(i), false);
        }
        joinNeighbour(all.getFirst(), true, road.predecessor());
        joinNeighbour(all.getLast(), false, road.successor());
    }

    private void joinNeighbour(OpenDriveStretch stretch, boolean atStart, OpenDriveRoad.@Nullable Neighbour neighbour) {
        if (neighbour == null || neighbour.junction()) {
            return;
        }
        List<OpenDriveStretch> others = stretches.get(neighbour.id());
        if (others == null) {
            network.drop("links to roads that are not there");
        } else {
            joinEnd(stretch, atStart, neighbour.atStart() ? others.getFirst() : others.getLast(), neighbour.atStart());
        }
    }

    private void joinEnd(OpenDriveStretch stretch, boolean atStart, OpenDriveStretch other, boolean otherAtStart) {
        for (OpenDriveRoad.Lane lane : stretch.lanesAt(atStart)) {
            for (int linked : atStart ? lane.predecessors() : lane.successors()) {
                join(stretch, lane.id(), atStart, other, linked, otherAtStart);
            }
        }
    }

    private void joinJunction(OpenDriveRoad.Connection connection) {
        List<OpenDriveStretch> incoming = stretches.get(connection.incoming());
        List<OpenDriveStretch> connecting = stretches.get(connection.connecting());
        if (incoming == null || connecting == null) {
            network.drop("junction connections of roads that are not there");
            return;
        }
        if (connection.lanes().isEmpty()) {
            network.drop("junction connections without lane links");
        }
        OpenDriveStretch last = connection.atStart() ? connecting.getFirst() : connecting.getLast();
        boolean atStart = meetsAtStart(incoming.getFirst().road(), connection, last.road());
        for (int[] lanes : connection.lanes()) {
            join(
                    atStart ? incoming.getFirst() : incoming.getLast(),
                    lanes[0],
                    atStart,
                    last,
                    lanes[1],
                    connection.atStart());
        }
    }

    /** With which end a road comes into a junction: as its links say, the nearer one where they do not, or say both. */
    private static boolean meetsAtStart(
            OpenDriveRoad incoming, OpenDriveRoad.Connection connection, OpenDriveRoad connecting) {
        boolean start = isJunction(incoming.predecessor(), connection.junction());
        boolean end = isJunction(incoming.successor(), connection.junction());
        if (start != end) {
            return start;
        }
        PlanPiece.Pose met = connecting.at(connection.atStart() ? 0 : connecting.lengthM());
        return distanceM(incoming.at(0), met) < distanceM(incoming.at(incoming.lengthM()), met);
    }

    private static boolean isJunction(OpenDriveRoad.@Nullable Neighbour neighbour, String junction) {
        return neighbour != null && neighbour.junction() && neighbour.id().equals(junction);
    }

    private static double distanceM(PlanPiece.Pose a, PlanPiece.Pose b) {
        return Math.hypot(a.xM() - b.xM(), a.yM() - b.yM());
    }

    /** Two lanes meet with these ends; which of them leads into the other follows from their directions. */
    private void join(
            OpenDriveStretch stretch,
            int lane,
            boolean atStart,
            OpenDriveStretch other,
            int otherLane,
            boolean otherAtStart) {
        Strand first = strands.get(id(stretch, lane));
        Strand second = strands.get(id(other, otherLane));
        if (first == null || second == null) {
            if (first != null || second != null) {
                network.drop("lane links to lanes left out");
            }
            return;
        }
        boolean firstLeaves = first.forward() != atStart;
        boolean secondLeaves = second.forward() != otherAtStart;
        if (firstLeaves == secondLeaves) {
            network.drop("lane links between opposite directions");
        } else if (firstLeaves) {
            ways.follow(first.id(), second.id());
        } else {
            ways.follow(second.id(), first.id());
        }
    }
}
