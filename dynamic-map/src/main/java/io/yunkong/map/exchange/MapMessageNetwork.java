package io.yunkong.map.exchange;

import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Network;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.ZoneException;
import io.yunkong.wire.csae.ConnectingLane;
import io.yunkong.wire.csae.Connection;
import io.yunkong.wire.csae.Lane;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.Movement;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RegulatorySpeedLimit;
import io.yunkong.wire.csae.SpeedLimitType;
import io.yunkong.wire.uper.DataElements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the nodes, links and lanes of MAP messages (T/CSAE 53) to a network. A link leads from its upstream node to the node it is told
 * with; a lane is called {@code upstream/node.laneID}; it goes on into the lanes of the link from this node to the remote one. The signal
 * controller of a node is called as the node, its links are the phase ids of the SPAT. One owner.
 */
final class MapMessageNetwork {
    private static final double SPEED_UNIT_MPS = 0.02;
    /** Phase ids from 1 to 254 name a phase: 0 is not known, 255 is always green. */
    private static final int PHASE_RESERVED = 255;

    private static final int LINKS_MAX = 100_000;

    private final String file;
    private final Network network;
    private final MapLaneLines lines;
    /** The links into each node; a node may be told in several messages. */
    private final Map<String, Map<String, Told>> nodes = new LinkedHashMap<>();

    private int links;
    /** The lanes that were kept, by the nodes from and to which they lead. */
    private final Map<String, List<Kept>> lanes = new HashMap<>();

    /**
     * A link of a message.
     *
     * @param reference what its offsets start from
     * @param line of the file
     * @param road its name in the network
     */
    private record Told(Link link, Position3D reference, int line, String road) {}

    private record Kept(String road, String id, Lane lane, LaneKind kind, Network.Places places) {}

    /** A lane with its line, before it has a number. */
    private record Drawn(Lane lane, LaneKind kind, double widthM, Network.Places places) {}

    MapMessageNetwork(String file) {
        this.file = file;
        this.network = new Network(file, "MAP messages", "WGS-84 (T/CSAE 53)");
        this.lines = new MapLaneLines(network);
    }

    void drop(String reason) {
        network.drop(reason);
    }

    void warn(String what) {
        network.warn(what);
    }

    void add(MapData map, int line) throws ZoneException {
        for (Node node : map.getNodesList()) {
            String name = name(node.getId());
            Map<String, Told> into = nodes.computeIfAbsent(name, _ -> new LinkedHashMap<>());
            for (Link link : node.getInLinksList()) {
                add(into, name, link, node.getRefPos(), line);
            }
            node.getInLinksExList().forEach(_ -> network.drop("links of the Day 2 form (not read)"));
            if (node.hasProhibitedzone()) {
                network.drop("prohibited zones (not read)");
            }
        }
    }

    /** Two links between the same nodes are told apart by their names; one told again counts as it was told last. */
    private void add(Map<String, Told> into, String node, Link link, Position3D reference, int line)
            throws ZoneException {
        String upstream = name(link.getUpstreamNodeId());
        String key = key(link);
        Told before = into.get(key);
        if (before == null) {
            links++;
            if (links > LINKS_MAX) {
                throw new ZoneException(file, line, "too many links: limit=" + LINKS_MAX + "; map refused");
            }
            long beside = into.values().stream()
                    .filter(told -> name(told.link().getUpstreamNodeId()).equals(upstream))
                    .count();
            String road = linkName(upstream, node) + (beside == 0 ? "" : "~" + (beside + 1));
            into.put(key, new Told(link, reference, line, road));
        } else if (!before.link().equals(link) || !before.reference().equals(reference)) {
            network.warn("link told again and differently: the last one taken");
            into.put(key, new Told(link, reference, line, before.road()));
        }
    }

    Network linked() throws ZoneException {
        for (Map.Entry<String, Map<String, Told>> node : nodes.entrySet()) {
            for (Told told : node.getValue().values()) {
                lanes(node.getKey(), told);
            }
        }
        for (Map.Entry<String, Map<String, Told>> node : nodes.entrySet()) {
            for (Told told : node.getValue().values()) {
                connect(node.getKey(), told);
            }
        }
        return network;
    }

    /** What a link is known by among those into the same node. */
    static String key(Link link) {
        return name(link.getUpstreamNodeId()) + " " + link.getName();
    }

    /** What a node, and its signal controller, is called in a zone made from MAP messages. */
    static String name(NodeReferenceID node) {
        return node.hasRegion() ? node.getRegion() + "-" + node.getId() : Integer.toString(node.getId());
    }

    private static String linkName(String upstream, String node) {
        return upstream + "/" + node;
    }

    private void lanes(String node, Told told) throws ZoneException {
        Link link = told.link();
        List<Drawn> drawn = new ArrayList<>();
        for (Lane lane : link.getLanesList()) {
            LaneKind kind = kind(lane);
            Network.Places places = kind == null ? new Network.Places() : lines.places(told.reference(), link, lane);
            if (kind == null) {
                network.drop("lanes of another type than vehicle, bikeLane, sidewalk, crosswalk");
            } else if (places.size() < 2) {
                network.drop("lanes whose line is not told");
            } else {
                drawn.add(new Drawn(lane, kind, lines.width(link, lane), places));
            }
        }
        List<Drawn> numbered = MapLaneLines.fromTheRight(drawn, Drawn::kind, Drawn::places);
        Set<Integer> ids = new HashSet<>();
        for (Drawn lane : drawn) {
            if (ids.add(lane.lane().getLaneID())) {
                keep(node, told, lane, numbered.indexOf(lane));
            } else {
                network.drop("lanes of a number told twice");
            }
        }
    }

    private void keep(String node, Told told, Drawn lane, int number) throws ZoneException {
        boolean crossing = lane.kind() == LaneKind.CROSSWALK;
        String id = told.road() + "." + lane.lane().getLaneID();
        network.add(
                new Network.SourceLane(
                        id,
                        told.road(),
                        Math.max(number, 0),
                        crossing ? Network.Function.CROSSING : Network.Function.ROAD,
                        crossing ? node : "",
                        lane.kind(),
                        lane.widthM(),
                        speed(told.link(), lane),
                        lane.places()),
                told.line());
        lanes.computeIfAbsent(linkName(name(told.link().getUpstreamNodeId()), node), _ -> new ArrayList<>())
                .add(new Kept(told.road(), id, lane.lane(), lane.kind(), lane.places()));
    }

    private static @Nullable LaneKind kind(Lane lane) {
        if (!lane.hasLaneAttributes()) {
            return LaneKind.VEHICLE;
        }
        return switch (lane.getLaneAttributes().getLaneType().getAlternativeCase()) {
            case VEHICLE -> LaneKind.VEHICLE;
            case BIKELANE -> LaneKind.BICYCLE;
            case SIDEWALK -> LaneKind.SIDEWALK;
            case CROSSWALK -> LaneKind.CROSSWALK;
            case MEDIAN, STRIPING, TRACKEDVEHICLE, PARKING, UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET -> null;
        };
    }

    private double speed(Link link, Drawn lane) {
        double told = speed(lane.lane().getSpeedLimitsList());
        if (Double.isNaN(told) && lane.kind() == LaneKind.VEHICLE) {
            told = speed(link.getSpeedLimitsList());
        }
        return network.speedOr(told, lane.kind());
    }

    private static double speed(List<RegulatorySpeedLimit> limits) {
        for (RegulatorySpeedLimit limit : limits) {
            if (limit.getType() == SpeedLimitType.SpeedLimitType_vehicleMaxSpeed
                    && limit.getSpeed() > 0
                    && limit.getSpeed() != DataElements.SPEED_UNAVAILABLE) {
                return limit.getSpeed() * SPEED_UNIT_MPS;
            }
        }
        return Double.NaN;
    }

    private void connect(String node, Told told) throws ZoneException {
        Link link = told.link();
        for (Kept lane : lanes.getOrDefault(linkName(name(link.getUpstreamNodeId()), node), List.of())) {
            if (!lane.road().equals(told.road())) {
                continue;
            }
            if (lane.lane().getConnectsToCount() == 0 && link.getMovementsCount() > 0 && !isWalked(lane.kind())) {
                network.warn("lane without connections on a link with movements: not connected");
            }
            for (Connection connection : lane.lane().getConnectsToList()) {
                connect(node, told, lane, connection);
            }
        }
    }

    private void connect(String node, Told told, Kept lane, Connection connection) throws ZoneException {
        SignalRef head = head(node, told.link(), connection);
        if (lane.kind() == LaneKind.CROSSWALK && head != null) {
            network.signal(lane.id(), head);
        }
        List<Kept> targets = lanes.get(linkName(node, name(connection.getRemoteIntersection())));
        if (targets == null) {
            network.drop("connections to links that are not in the map");
            return;
        }
        ConnectingLane way = connection.hasConnectingLane() ? connection.getConnectingLane() : null;
        List<Kept> meant = targets.stream()
                .filter(target -> mayFollow(lane.kind(), target.kind())
                        && (way == null || target.lane().getLaneID() == way.getLane()))
                .sorted(Comparator.comparingDouble(target -> MapLaneLines.gapM(lane.places(), target.places())))
                .toList();
        if (meant.isEmpty()) {
            network.drop("connections to lanes that are not in the map, or of another kind");
        }
        // of two links between the same nodes the one that is meant begins nearer
        for (Kept target : way == null ? meant : meant.subList(0, Math.min(1, meant.size()))) {
            network.add(new Network.Link(lane.id(), target.id(), List.of(), node, turn(way), head), told.line());
        }
    }

    private static boolean mayFollow(LaneKind first, LaneKind second) {
        return first == second || (isWalked(first) && isWalked(second));
    }

    private static boolean isWalked(LaneKind kind) {
        return kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
    }

    private static @Nullable SignalRef head(String node, Link link, Connection connection) {
        int phase = connection.getPhaseId();
        if (!connection.hasPhaseId()) {
            for (Movement movement : link.getMovementsList()) {
                if (movement.getRemoteIntersection().equals(connection.getRemoteIntersection())) {
                    phase = movement.getPhaseId();
                }
            }
        }
        return phase <= 0 || phase >= PHASE_RESERVED ? null : new SignalRef(node, phase);
    }

    /** The one manoeuvre that is allowed; null = none told, or several. */
    private static @Nullable TurnDirection turn(@Nullable ConnectingLane told) {
        if (told == null) {
            return null;
        }
        return switch (told.getManeuver() & 0xF) {
            case 1 -> TurnDirection.STRAIGHT;
            case 2 -> TurnDirection.LEFT;
            case 4 -> TurnDirection.RIGHT;
            case 8 -> TurnDirection.U_TURN;
            default -> null;
        };
    }
}
