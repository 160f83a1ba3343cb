package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Network;
import io.yunkong.map.road.Polyline;
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
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.csae.SpeedLimitType;
import io.yunkong.wire.uper.DataElements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the nodes, links and lanes of MAP messages (T/CSAE 53) to a network. A link leads from its upstream node to the node it is told
 * with; a lane is called {@code upstream/node.laneID}; it goes on into the lanes of the link from this node to the remote one. The signal
 * controller of a node is called as the node, its links are the phase ids of the SPAT. One owner.
 */
final class MapMessageNetwork {
    private static final double UNIT_DEG = 1e-7;
    private static final double SPEED_UNIT_MPS = 0.02;
    private static final double WIDTH_ASSUMED_M = 3.5;
    /** Phase ids from 1 to 254 name a phase: 0 is not known, 255 is always green. */
    private static final int PHASE_RESERVED = 255;

    private static final int NODES_MAX = 10_000;

    private final String file;
    private final Network network;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    /** The lanes of a link that were kept, by the link's name. */
    private final Map<String, List<Kept>> lanes = new HashMap<>();

    private record Kept(String id, Lane lane, LaneKind kind) {}

    /** A lane with its line, before it has a number. */
    private record Drawn(Lane lane, LaneKind kind, double widthM, Network.Places places) {}

    MapMessageNetwork(String file) {
        this.file = file;
        this.network = new Network(file, "MAP messages", "WGS-84 (T/CSAE 53)");
    }

    void drop(String reason) {
        network.drop(reason);
    }

    void add(MapData map, int line) throws ZoneException {
        for (Node node : map.getNodesList()) {
            Node before = nodes.put(name(node.getId()), node);
            lines.put(name(node.getId()), line);
            if (before != null && !before.equals(node)) {
                network.warn("node told again and differently: the last one taken");
            }
            if (nodes.size() > NODES_MAX) {
                throw new ZoneException(file, line, "too many nodes: limit=" + NODES_MAX + "; map refused");
            }
        }
    }

    Network linked() throws ZoneException {
        for (Map.Entry<String, Node> node : nodes.entrySet()) {
            for (Link link : node.getValue().getInLinksList()) {
                lanes(node.getKey(), node.getValue().getRefPos(), link);
            }
            node.getValue().getInLinksExList().forEach(_ -> network.drop("links of the Day 2 form (not read)"));
            if (node.getValue().hasProhibitedzone()) {
                network.drop("prohibited zones (not read)");
            }
        }
        for (Map.Entry<String, Node> node : nodes.entrySet()) {
            for (Link link : node.getValue().getInLinksList()) {
                connect(node.getKey(), link);
            }
        }
        return network;
    }

    private static String name(NodeReferenceID node) {
        return node.hasRegion() ? node.getRegion() + "-" + node.getId() : Integer.toString(node.getId());
    }

    private static String linkName(String upstream, String node) {
        return upstream + "/" + node;
    }

    private void lanes(String node, Position3D reference, Link link) throws ZoneException {
        String road = linkName(name(link.getUpstreamNodeId()), node);
        if (lanes.containsKey(road)) {
            network.drop("links told twice");
            return;
        }
        List<Drawn> drawn = new ArrayList<>();
        for (Lane lane : link.getLanesList()) {
            LaneKind kind = kind(lane);
            Network.Places places = kind == null ? new Network.Places() : places(reference, link, lane);
            if (kind == null) {
                network.drop("lanes of another type than vehicle, bikeLane, sidewalk, crosswalk");
            } else if (places.size() < 2) {
                network.drop("lanes whose line is not told");
            } else {
                drawn.add(new Drawn(lane, kind, width(link, lane), places));
            }
        }
        List<Kept> kept = new ArrayList<>();
        lanes.put(road, kept);
        List<Drawn> numbered = fromTheRight(drawn);
        for (Drawn lane : drawn) {
            keep(node, road, link, lane, numbered.indexOf(lane), kept);
        }
    }

    private void keep(String node, String road, Link link, Drawn lane, int number, List<Kept> kept)
            throws ZoneException {
        boolean crossing = lane.kind() == LaneKind.CROSSWALK;
        String id = road + "." + lane.lane().getLaneID();
        if (kept.stream().anyMatch(other -> other.id().equals(id))) {
            network.drop("lanes of a number told twice");
            return;
        }
        network.add(
                new Network.SourceLane(
                        id,
                        road,
                        Math.max(number, 0),
                        crossing ? Network.Function.CROSSING : Network.Function.ROAD,
                        crossing ? node : "",
                        lane.kind(),
                        lane.widthM(),
                        speed(link, lane),
                        lane.places()),
                lines.getOrDefault(node, 0));
        kept.add(new Kept(id, lane.lane(), lane.kind()));
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

    private double width(Link link, Lane lane) {
        if (lane.getLaneWidth() > 0) {
            return lane.getLaneWidth() / 100.0;
        }
        if (link.getLinkWidth() > 0) {
            return link.getLinkWidth() / 100.0 / link.getLanesCount();
        }
        network.warn("no width told: 3.5 m assumed");
        return WIDTH_ASSUMED_M;
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

    /** The lane's own line; else the link's, moved sideways by the widths of the lanes, which are numbered from the left. */
    private Network.Places places(Position3D reference, Link link, Lane lane) {
        if (lane.getPointsCount() > 0) {
            return places(reference, lane.getPointsList());
        }
        Network.Places middle = places(reference, link.getPointsList());
        if (middle.size() < 2) {
            return middle;
        }
        network.warn("no line of the lane told: the link's, moved sideways");
        List<Lane> lanes = new ArrayList<>(link.getLanesList());
        lanes.sort(Comparator.comparingInt(Lane::getLaneID));
        double all = 0;
        double before = 0;
        for (Lane other : lanes) {
            double width = width(link, other);
            all += width;
            before += other.getLaneID() < lane.getLaneID() ? width : 0;
        }
        return beside(middle, all / 2 - before - width(link, lane) / 2);
    }

    private Network.Places places(Position3D reference, List<RoadPoint> points) {
        Network.Places places = new Network.Places();
        for (RoadPoint point : points) {
            int latitude = PositionOffsets.latitude(reference, point.getPosOffset());
            int longitude = PositionOffsets.longitude(reference, point.getPosOffset());
            if (latitude == DataElements.LATITUDE_UNAVAILABLE || longitude == DataElements.LONGITUDE_UNAVAILABLE) {
                network.drop("points of a place that is not told");
            } else {
                places.add(latitude * UNIT_DEG, longitude * UNIT_DEG);
            }
        }
        return places;
    }

    /** @param leftM how far to the left */
    private static Network.Places beside(Network.Places line, double leftM) {
        Polyline middle = metres(line);
        LocalPlane plane = planeAt(line);
        Network.Places beside = new Network.Places();
        double s = 0;
        for (int i = 0; i < middle.size(); i++) {
            if (i > 0) {
                s += Math.hypot(middle.eastM(i) - middle.eastM(i - 1), middle.northM(i) - middle.northM(i - 1));
            }
            double in = middle.headingAt(Math.max(0, s - 0.001));
            double out = middle.headingAt(Math.min(middle.lengthM(), s + 0.001));
            double east = Math.sin(in) + Math.sin(out);
            double north = Math.cos(in) + Math.cos(out);
            double length = Math.max(1e-6, Math.hypot(east, north));
            double stretch = Math.min(2, 2 / length);
            double eastM = middle.eastM(i) - leftM * stretch * north / length;
            double northM = middle.northM(i) + leftM * stretch * east / length;
            beside.add(plane.latitudeDeg(eastM, northM), plane.longitudeDeg(eastM, northM));
        }
        return beside;
    }

    /** A plane in which two lines near each other can be compared. */
    private static LocalPlane planeAt(Network.Places line) {
        return new LocalPlane(Math.clamp(line.latitude(0), -85, 85), line.longitude(0));
    }

    private static Polyline metres(Network.Places line) {
        return metres(line, planeAt(line));
    }

    private static Polyline metres(Network.Places line, LocalPlane plane) {
        double[] east = new double[line.size()];
        double[] north = new double[line.size()];
        for (int i = 0; i < line.size(); i++) {
            east[i] = plane.eastM(line.latitude(i), line.longitude(i));
            north[i] = plane.northM(line.latitude(i), line.longitude(i));
        }
        return new Polyline(east, north);
    }

    /** In the order in which they lie, rightmost first, whatever their numbers; crosswalks do not count. */
    private static List<Drawn> fromTheRight(List<Drawn> drawn) {
        List<Drawn> beside = new ArrayList<>(
                drawn.stream().filter(lane -> lane.kind() != LaneKind.CROSSWALK).toList());
        if (beside.size() < 2) {
            return beside;
        }
        LocalPlane plane = planeAt(beside.getFirst().places());
        Polyline first = metres(beside.getFirst().places(), plane);
        beside.sort(Comparator.comparingDouble(lane -> {
            Polyline line = metres(lane.places(), plane);
            double half = line.lengthM() / 2;
            return first.project(line.eastAt(half), line.northAt(half)).tM();
        }));
        return beside;
    }

    private void connect(String node, Link link) throws ZoneException {
        for (Kept lane : lanes.getOrDefault(linkName(name(link.getUpstreamNodeId()), node), List.of())) {
            if (lane.lane().getConnectsToCount() == 0 && link.getMovementsCount() > 0) {
                network.warn("lane without connections on a link with movements: not connected");
            }
            for (Connection connection : lane.lane().getConnectsToList()) {
                connect(node, link, lane, connection);
            }
        }
    }

    private void connect(String node, Link link, Kept lane, Connection connection) throws ZoneException {
        SignalRef head = head(node, link, connection);
        if (lane.kind() == LaneKind.CROSSWALK && head != null) {
            network.signal(lane.id(), head);
        }
        List<Kept> targets = lanes.get(linkName(node, name(connection.getRemoteIntersection())));
        if (targets == null) {
            network.drop("connections to links that are not in the map");
            return;
        }
        ConnectingLane told = connection.hasConnectingLane() ? connection.getConnectingLane() : null;
        boolean found = false;
        for (Kept target : targets) {
            if (mayFollow(lane.kind(), target.kind())
                    && (told == null || target.lane().getLaneID() == told.getLane())) {
                found = true;
                network.add(
                        new Network.Link(lane.id(), target.id(), List.of(), node, turn(told), head),
                        lines.getOrDefault(node, 0));
            }
        }
        if (!found) {
            network.drop("connections to lanes that are not in the map, or of another kind");
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
