package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.wire.csae.Connection;
import io.yunkong.wire.csae.Lane;
import io.yunkong.wire.csae.LaneTypeAttributes;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A zone as MAP messages, read back from their octets. */
final class MapMessagesTest {
    private static final int FRAME_BYTES_MAX = 8191;
    /** AllowedManeuvers. */
    private static final Map<TurnDirection, Integer> TURN_BITS =
            Map.of(TurnDirection.STRAIGHT, 1, TurnDirection.LEFT, 2, TurnDirection.RIGHT, 4, TurnDirection.U_TURN, 8);

    /** A lane of a message, with what it belongs to. */
    private record Told(Node node, Link link, Lane lane) {
        /** Link and lane as the messages name them. */
        String key() {
            return link.getUpstreamNodeId().getId() + ">" + node.getId().getId() + "#" + lane.getLaneID();
        }
    }

    private static Zone read(String name) throws ZoneException {
        return ZoneFolder.read(Path.of("..", "zones", name));
    }

    /** By the name of the road and the number of the lane in the zone. */
    private static Map<String, Told> told(MapMessages messages, Edition edition) throws ValueException, UperException {
        Map<String, Told> told = new HashMap<>();
        for (MapMessages.JunctionMap map : messages.maps()) {
            MessageCodec codec = MessageCodec.of(edition);
            byte[] octets = codec.encode(map.frame(map.firstCount()));
            assertThat(octets.length).as(map.name()).isLessThanOrEqualTo(FRAME_BYTES_MAX);
            MapData data = codec.decode(octets).getMapFrame();
            assertThat(data.getMsgCnt()).isBetween(0, 127);
            for (Node node : data.getNodesList()) {
                for (Link link : node.getInLinksList()) {
                    for (Lane lane : link.getLanesList()) {
                        String key = link.getName() + "/" + (link.getLanesCount() - lane.getLaneID());
                        assertThat(told.put(key, new Told(node, link, lane)))
                                .as(key)
                                .isNull();
                    }
                }
            }
        }
        return told;
    }

    private static Polyline line(Node node, List<RoadPoint> points, LocalPlane plane) {
        double[] east = new double[points.size()];
        double[] north = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            int latitude =
                    PositionOffsets.latitude(node.getRefPos(), points.get(i).getPosOffset());
            int longitude =
                    PositionOffsets.longitude(node.getRefPos(), points.get(i).getPosOffset());
            east[i] = plane.eastM(StandardUnits.degrees(latitude), StandardUnits.degrees(longitude));
            north[i] = plane.northM(StandardUnits.degrees(latitude), StandardUnits.degrees(longitude));
        }
        return new Polyline(east, north);
    }

    private static double farthest(Polyline from, Polyline to) {
        double farthest = 0;
        for (int i = 0; i < from.size(); i++) {
            farthest =
                    Math.max(farthest, to.project(from.eastM(i), from.northM(i)).distanceM());
        }
        return farthest;
    }

    @ParameterizedTest
    @CsvSource({"longzi-lake, E2020", "longzi-lake, E2019", "deqing, E2020"})
    void everyLaneComesBackWhereItIs(String name, Edition edition) throws Exception {
        Zone zone = read(name);
        MapMessages messages = MapMessages.of(zone, FRAME_BYTES_MAX);
        assertThat(messages.leftOut()).isZero();
        assertThat(messages.deviationM()).isLessThan(0.09);
        Map<String, Told> told = told(messages, edition);
        int lanes = 0;
        double worst = 0;
        for (io.yunkong.map.road.Lane lane : zone.lanes().lanes()) {
            if (lane.insideJunction()) {
                continue;
            }
            lanes++;
            String key = lane.road() + "/" + lane.lane();
            Told there = Objects.requireNonNull(told.get(key), () -> "lane not told: " + lane.id());
            Polyline line = line(there.node(), there.lane().getPointsList(), zone.plane());
            worst = Math.max(worst, Math.max(farthest(lane.line(), line), farthest(line, lane.line())));
            assertThat(there.lane().getLaneWidth()).isEqualTo((int) Math.round(lane.widthM() * 100));
            assertThat(kind(there.lane().getLaneAttributes().getLaneType())).isEqualTo(lane.kind());
            assertThat(speedLimit(there)).isEqualTo(StandardUnits.rawSpeed(lane.speedLimitMps()));
        }
        assertThat(told).hasSize(lanes);
        assertThat(worst).as("worst line, metres").isLessThan(0.10);
    }

    private static LaneKind kind(LaneTypeAttributes type) {
        return switch (type.getAlternativeCase()) {
            case VEHICLE -> LaneKind.VEHICLE;
            case BIKELANE -> LaneKind.BICYCLE;
            case SIDEWALK -> LaneKind.SIDEWALK;
            case CROSSWALK, MEDIAN, STRIPING, TRACKEDVEHICLE, PARKING, UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET ->
                LaneKind.CROSSWALK;
        };
    }

    private static int speedLimit(Told told) {
        return told.lane().getSpeedLimitsCount() > 0
                ? told.lane().getSpeedLimits(0).getSpeed()
                : told.link().getSpeedLimits(0).getSpeed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void everyWayOfAVehicleIsToldWithItsTurnAndItsPhase(String name) throws Exception {
        Zone zone = read(name);
        SignalPhases phases = SignalPhases.of(zone);
        Map<String, Told> told = told(MapMessages.of(zone, FRAME_BYTES_MAX), Edition.E2020);
        Map<String, String> laneByKey = new HashMap<>();
        told.forEach((lane, there) -> laneByKey.put(there.key(), lane));
        int ways = 0;
        for (io.yunkong.map.road.Lane lane : zone.lanes().lanes()) {
            if (lane.insideJunction() || lane.kind() == LaneKind.SIDEWALK) {
                continue;
            }
            List<String> expected = new ArrayList<>();
            for (int next : lane.successors()) {
                io.yunkong.map.road.Lane way = zone.lanes().lane(next);
                io.yunkong.map.road.Lane to = way;
                while (to.insideJunction()) {
                    to = zone.lanes().lane(to.successors().getFirst());
                }
                expected.add(to.road() + "/" + to.lane() + " turn " + TURN_BITS.get(way.turn()) + " phase "
                        + phases.phaseId(way.signal()));
            }
            Told there = Objects.requireNonNull(told.get(lane.road() + "/" + lane.lane()));
            List<String> found = new ArrayList<>();
            int maneuvers = 0;
            for (Connection connection : there.lane().getConnectsToList()) {
                String key = there.node().getId().getId() + ">"
                        + connection.getRemoteIntersection().getId() + "#"
                        + connection.getConnectingLane().getLane();
                int turn = connection.getConnectingLane().getManeuver();
                maneuvers |= turn;
                found.add(laneByKey.get(key) + " turn " + turn + " phase " + connection.getPhaseId());
            }
            assertThat(found).as(lane.id()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(there.lane().getManeuvers()).isEqualTo(maneuvers);
            ways += found.size();
        }
        assertThat(ways).isGreaterThan(500);
    }

    @Test
    void headsThatAlwaysShowTheSameAreOnePhase() throws Exception {
        Zone zone = read("longzi-lake");
        SignalPhases phases = SignalPhases.of(zone);
        zone.signals().forEach(controller -> {
            int links = controller.phases().getFirst().state().length();
            for (int a = 0; a < links; a++) {
                int phaseA = phases.phaseId(new io.yunkong.map.road.SignalRef(controller.id(), a));
                assertThat(phaseA).as("SPAT has room for 16").isBetween(1, 16);
                for (int b = 0; b < a; b++) {
                    int indexA = a;
                    int indexB = b;
                    boolean same = controller.phases().stream()
                            .allMatch(phase -> phase.state().charAt(indexA)
                                    == phase.state().charAt(indexB));
                    int phaseB = phases.phaseId(new io.yunkong.map.road.SignalRef(controller.id(), b));
                    assertThat(phaseA == phaseB).isEqualTo(same);
                }
            }
        });
        assertThat(phases.phaseId(null)).isZero();
        assertThat(phases.phaseId(new io.yunkong.map.road.SignalRef("nowhere", 0)))
                .isZero();
        assertThat(phases.phaseId(new io.yunkong.map.road.SignalRef(
                        zone.signals().getFirst().id(), 999)))
                .isZero();
    }

    @Test
    void aNodeThatHasMoreToTellThanFitsIsToldInSeveralMessages() throws Exception {
        Zone zone = read("longzi-lake");
        MapMessages whole = MapMessages.of(zone, FRAME_BYTES_MAX);
        MapMessages small = MapMessages.of(zone, 600);
        assertThat(small.maps()).hasSizeGreaterThan(whole.maps().size());
        for (MapMessages.JunctionMap map : small.maps()) {
            assertThat(MessageCodec.of(Edition.E2020).encode(map.frame(127)).length)
                    .isLessThanOrEqualTo(600);
        }
        assertThat(MapMessages.of(zone, 60).leftOut()).isPositive();
    }

    @Test
    void numbersAndCountsAreTheSameAfterEveryStart() throws Exception {
        MapMessages first = MapMessages.of(read("deqing"), FRAME_BYTES_MAX);
        MapMessages second = MapMessages.of(read("deqing"), FRAME_BYTES_MAX);
        assertThat(second.maps()).isEqualTo(first.maps());
        assertThat(second.maps().stream().map(MapMessages.JunctionMap::firstCount))
                .containsExactlyElementsOf(first.maps().stream()
                        .map(MapMessages.JunctionMap::firstCount)
                        .toList());
        assertThat(first.maps().stream().map(MapMessages.JunctionMap::node))
                .doesNotHaveDuplicates()
                .allMatch(node -> node >= 256 && node <= 65_535, "below are for tests");
    }

    @Test
    void aSmallCrossroadsHasItsJunctionAndTheEndsOfItsRoads() throws Exception {
        MapMessages messages = MapMessages.of(CrossroadsZone.create(), FRAME_BYTES_MAX);
        assertThat(messages.maps().getFirst().name()).isEqualTo("j");
        Map<String, Told> told = told(messages, Edition.E2020);
        Told in = Objects.requireNonNull(told.get("west_in/0"));
        assertThat(in.lane().getManeuvers()).as("straight on and left").isEqualTo(0b11);
        assertThat(in.link().getLinkWidth()).isEqualTo(350);
        assertThat(in.link().getMovementsCount()).isEqualTo(2);
        assertThat(in.link().getPointsCount()).isEqualTo(2);
        Told out = Objects.requireNonNull(told.get("west_out/0"));
        assertThat(out.link().getUpstreamNodeId()).isEqualTo(in.node().getId());
        assertThat(out.node().getName()).isEqualTo("end of west_out");
        assertThat(out.lane().getConnectsToList()).isEmpty();
    }

    @Test
    void aLineKeepsTheBoundOnItsPointsAndSaysWhatThatCosts() {
        double[] east = new double[200];
        double[] north = new double[200];
        for (int i = 0; i < 200; i++) {
            east[i] = i * 5;
            north[i] = 20 * Math.sin(i / 8.0);
        }
        Polyline winding = new Polyline(east, north);
        ThinLine coarse = ThinLine.of(winding, 31, 0.03);
        assertThat(coarse.points()).hasSize(31).startsWith(0).endsWith(199).isSorted();
        assertThat(coarse.deviationM()).isBetween(0.1, 3.0);
        ThinLine fine = ThinLine.of(winding, 200, 0.03);
        assertThat(fine.deviationM()).isLessThanOrEqualTo(0.03);
        assertThat(fine.points()).hasSizeLessThan(200);
        Polyline straight = CrossroadsZone.line(0, 0, 50, 0.01, 100, 0);
        assertThat(ThinLine.of(straight, 31, 0.03).points()).containsExactly(0, 2);
    }
}
