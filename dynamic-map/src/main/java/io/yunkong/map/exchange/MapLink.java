package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.ConnectingLane;
import io.yunkong.wire.csae.Connection;
import io.yunkong.wire.csae.Lane;
import io.yunkong.wire.csae.LaneAttributes;
import io.yunkong.wire.csae.LaneTypeAttributes;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.Movement;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RegulatorySpeedLimit;
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.csae.SpeedLimitType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a road as the Link of a MAP message (T/CSAE 53). Lanes are numbered from 1, the leftmost first. Not thread-safe. */
final class MapLink {
    static final int NAME_MAX = 63;

    private static final int LANES_MAX = 32;
    private static final int CONNECTIONS_MAX = 8;
    private static final int MOVEMENTS_MAX = 32;
    private static final int POINTS_MAX = 31;
    private static final double TOLERANCE_M = 0.03;
    private static final int WIDTH_MAX_CM = 32_767;
    /** Parts that a way through a junction may have. */
    private static final int WAY_PARTS_MAX = 8;

    /** A lane that a lane leads to, and how. */
    private record Way(io.yunkong.map.road.Lane to, TurnDirection turn, int phaseId) {}

    private final LaneMap lanes;
    private final LocalPlane plane;
    private final RoadNodes nodes;
    private final SignalPhases phases;
    private double deviationM;
    private int leftOut;

    MapLink(LaneMap lanes, LocalPlane plane, RoadNodes nodes, SignalPhases phases) {
        this.lanes = lanes;
        this.plane = plane;
        this.nodes = nodes;
        this.phases = phases;
    }

    /** How far the lines of lanes written so far lie beside those of the zone at most, metres, rounding apart. */
    double deviationM() {
        return deviationM;
    }

    /** Lanes, connections and movements that the messages written so far had no room for. */
    int leftOut() {
        return leftOut;
    }

    /** Text that an IA5String of 1..63 characters holds. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= NAME_MAX && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static NodeReferenceID reference(RoadNodes.Node node) {
        return NodeReferenceID.newBuilder().setId(node.number()).build();
    }

    /** @param refPos of the node that the road leads to */
    Link write(String road, Position3D refPos) {
        List<io.yunkong.map.road.Lane> beside = nodes.lanesOf(road);
        Link.Builder link = Link.newBuilder().setUpstreamNodeId(reference(nodes.startOf(road)));
        if (isName(road)) {
            link.setName(road);
        }
        OptionalDouble limit = beside.stream()
                .filter(lane -> lane.kind() == LaneKind.VEHICLE)
                .mapToDouble(io.yunkong.map.road.Lane::speedLimitMps)
                .max();
        limit.ifPresent(mps -> link.addSpeedLimits(speedLimit(mps)));
        double width =
                beside.stream().mapToDouble(io.yunkong.map.road.Lane::widthM).sum();
        link.setLinkWidth(centimetres(width));
        points(middle(beside), refPos, false).forEach(link::addPoints);
        Set<Movement> movements = new LinkedHashSet<>();
        for (int i = 0; i < beside.size(); i++) {
            if (i == LANES_MAX) {
                leftOut += beside.size() - i;
                break;
            }
            List<Way> ways = ways(beside.get(i));
            ways.forEach(way -> movements.add(movement(way)));
            link.addLanes(lane(beside.get(i), i + 1, ways, limit, refPos));
        }
        movements.stream().limit(MOVEMENTS_MAX).forEach(link::addMovements);
        leftOut += Math.max(0, movements.size() - MOVEMENTS_MAX);
        return link.build();
    }

    private Lane lane(
            io.yunkong.map.road.Lane lane, int number, List<Way> ways, OptionalDouble linkLimit, Position3D refPos) {
        Lane.Builder out = Lane.newBuilder()
                .setLaneID(number)
                .setLaneWidth(centimetres(lane.widthM()))
                .setLaneAttributes(LaneAttributes.newBuilder().setLaneType(type(lane.kind())));
        int maneuvers = 0;
        for (Way way : ways) {
            maneuvers |= maneuver(way.turn());
            if (out.getConnectsToCount() < CONNECTIONS_MAX) {
                out.addConnectsTo(connection(way));
            } else {
                leftOut++;
            }
        }
        if (maneuvers != 0) {
            out.setManeuvers(maneuvers);
        }
        if (linkLimit.isEmpty() || linkLimit.getAsDouble() != lane.speedLimitMps()) {
            out.addSpeedLimits(speedLimit(lane.speedLimitMps()));
        }
        points(lane.line(), refPos, true).forEach(out::addPoints);
        return out.build();
    }

    /** Where a lane leads to; pedestrians' ways are not told, they walk lanes both ways. */
    private List<Way> ways(io.yunkong.map.road.Lane lane) {
        List<Way> ways = new ArrayList<>();
        for (int next : lane.successors()) {
            io.yunkong.map.road.Lane part = lanes.lane(next);
            int phase = phases.phaseId(part.signal());
            TurnDirection turn = part.turn();
            for (int i = 0; part.insideJunction() && i < WAY_PARTS_MAX; i++) {
                // the second part of a way that waits in the middle is governed by the first's signal
                part = part.successors().isEmpty()
                        ? part
                        : lanes.lane(part.successors().getFirst());
            }
            if (!part.insideJunction() && driven(lane.kind()) && driven(part.kind())) {
                ways.add(new Way(part, turn, phase));
            }
        }
        return ways;
    }

    private static boolean driven(LaneKind kind) {
        return kind == LaneKind.VEHICLE || kind == LaneKind.BICYCLE;
    }

    private Movement movement(Way way) {
        Movement.Builder movement = Movement.newBuilder()
                .setRemoteIntersection(reference(nodes.endOf(way.to().road())));
        if (way.phaseId() != 0) {
            movement.setPhaseId(way.phaseId());
        }
        return movement.build();
    }

    private Connection connection(Way way) {
        String road = way.to().road();
        Connection.Builder connection = Connection.newBuilder().setRemoteIntersection(reference(nodes.endOf(road)));
        int number = nodes.lanesOf(road).indexOf(way.to()) + 1;
        connection.setConnectingLane(ConnectingLane.newBuilder().setLane(number).setManeuver(maneuver(way.turn())));
        if (way.phaseId() != 0) {
            connection.setPhaseId(way.phaseId());
        }
        return connection.build();
    }

    /** AllowedManeuvers: bit 0 straight on, 1 left, 2 right, 3 back. */
    private static int maneuver(TurnDirection turn) {
        return switch (turn) {
            case STRAIGHT -> 1;
            case LEFT -> 1 << 1;
            case RIGHT -> 1 << 2;
            case U_TURN -> 1 << 3;
        };
    }

    private static LaneTypeAttributes type(LaneKind kind) {
        LaneTypeAttributes.Builder type = LaneTypeAttributes.newBuilder();
        return switch (kind) {
            case VEHICLE -> type.setVehicle(BitString.getDefaultInstance()).build();
            case BICYCLE -> type.setBikeLane(0).build();
            case SIDEWALK -> type.setSidewalk(0).build();
            case CROSSWALK -> type.setCrosswalk(0).build();
        };
    }

    private static RegulatorySpeedLimit speedLimit(double mps) {
        return RegulatorySpeedLimit.newBuilder()
                .setType(SpeedLimitType.SpeedLimitType_vehicleMaxSpeed)
                .setSpeed(StandardUnits.rawSpeed(mps))
                .build();
    }

    private static int centimetres(double metres) {
        return Math.clamp(Math.round(metres * 100), 1, WIDTH_MAX_CM);
    }

    /** Halfway between the outermost lanes for vehicles, or of all when there are none. */
    private static Polyline middle(List<io.yunkong.map.road.Lane> beside) {
        List<io.yunkong.map.road.Lane> driven =
                beside.stream().filter(lane -> lane.kind() == LaneKind.VEHICLE).toList();
        List<io.yunkong.map.road.Lane> outer = driven.isEmpty() ? beside : driven;
        Polyline left = outer.getFirst().line();
        Polyline right = outer.getLast().line();
        Set<Double> shares = new TreeSet<>();
        for (Polyline line : List.of(left, right)) {
            double s = 0;
            shares.add(0.0);
            for (int i = 1; i < line.size(); i++) {
                s += Math.hypot(line.eastM(i) - line.eastM(i - 1), line.northM(i) - line.northM(i - 1));
                shares.add(s / line.lengthM());
            }
        }
        List<double[]> points = new ArrayList<>();
        double @Nullable [] last = null;
        for (double share : shares) {
            double leftS = share * left.lengthM();
            double rightS = share * right.lengthM();
            double[] point = {
                (left.eastAt(leftS) + right.eastAt(rightS)) / 2, (left.northAt(leftS) + right.northAt(rightS)) / 2
            };
            if (last == null || Math.hypot(point[0] - last[0], point[1] - last[1]) > TOLERANCE_M) {
                points.add(point);
                last = point;
            }
        }
        return points.size() < 2
                ? left
                : new Polyline(
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private List<RoadPoint> points(Polyline line, Position3D refPos, boolean ofLane) {
        ThinLine thin = ThinLine.of(line, POINTS_MAX, TOLERANCE_M);
        if (ofLane) {
            deviationM = Math.max(deviationM, thin.deviationM());
        }
        List<RoadPoint> points = new ArrayList<>(thin.points().size());
        for (int i : thin.points()) {
            double east = line.eastM(i);
            double north = line.northM(i);
            points.add(RoadPoint.newBuilder()
                    .setPosOffset(PositionOffsets.of(
                            refPos,
                            StandardUnits.rawDegrees(plane.latitudeDeg(east, north)),
                            StandardUnits.rawDegrees(plane.longitudeDeg(east, north))))
                    .build());
        }
        return points;
    }
}
