package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFiles;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.ConnectingLane;
import io.yunkong.wire.csae.Connection;
import io.yunkong.wire.csae.LaneAttributes;
import io.yunkong.wire.csae.LaneTypeAttributes;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Movement;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RegulatorySpeedLimit;
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.csae.SpeedLimitType;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes 300 m apart on the 30th parallel, a third north of the second: MAP messages made by hand. */
final class MapMessageImportTest {
    private static final int LATITUDE = 300_000_000;
    private static final int LONGITUDE = 1_200_000_000;
    /** 1e-7 degree. */
    private static final double NORTH_M = 0.01108524;

    private static final double EAST_M = 0.00964863;

    private static NodeReferenceID id(int node) {
        return NodeReferenceID.newBuilder().setRegion(7).setId(node).build();
    }

    private static Position3D at(int eastM, int northM) {
        return Position3D.newBuilder()
                .setLat(LATITUDE + (int) Math.round(northM / NORTH_M))
                .setLong(LONGITUDE + (int) Math.round(eastM / EAST_M))
                .build();
    }

    private static RoadPoint point(Position3D reference, double eastM, double northM) {
        return RoadPoint.newBuilder()
                .setPosOffset(PositionOffsets.of(
                        reference,
                        LATITUDE + (int) Math.round(northM / NORTH_M),
                        LONGITUDE + (int) Math.round(eastM / EAST_M)))
                .build();
    }

    private static io.yunkong.wire.csae.Lane.Builder lane(int number, Position3D reference, double... eastNorth) {
        io.yunkong.wire.csae.Lane.Builder lane =
                io.yunkong.wire.csae.Lane.newBuilder().setLaneID(number).setLaneWidth(350);
        for (int i = 0; i < eastNorth.length; i += 2) {
            lane.addPoints(point(reference, eastNorth[i], eastNorth[i + 1]));
        }
        return lane;
    }

    private static LaneAttributes type(LaneTypeAttributes.Builder type) {
        return LaneAttributes.newBuilder().setLaneType(type).build();
    }

    private static Connection.Builder to(int node, int lane, int maneuver) {
        return Connection.newBuilder()
                .setRemoteIntersection(id(node))
                .setConnectingLane(ConnectingLane.newBuilder().setLane(lane).setManeuver(maneuver));
    }

    /** From node 1 in the west to node 2, a crossing; from there to 3 in the east and 4 in the north. */
    static MapData map() {
        Position3D west = at(0, 0);
        Position3D middle = at(300, 0);
        Position3D east = at(600, 0);
        Position3D north = at(300, 200);
        Link in = Link.newBuilder()
                .setUpstreamNodeId(id(1))
                .setLinkWidth(700)
                .addSpeedLimits(limit(SpeedLimitType.SpeedLimitType_truckMaxSpeed, 400))
                .addSpeedLimits(limit(SpeedLimitType.SpeedLimitType_vehicleMaxSpeed, 833))
                .addMovements(Movement.newBuilder().setRemoteIntersection(id(3)).setPhaseId(5))
                .addLanes(lane(1, middle, 20, 1.75, 280, 1.75)
                        .setLaneAttributes(type(LaneTypeAttributes.newBuilder()
                                .setVehicle(BitString.newBuilder().setBits(0))))
                        .addConnectsTo(to(4, 1, 2).setPhaseId(3))
                        .addConnectsTo(to(9, 1, 1)))
                .addLanes(lane(2, middle, 20, -1.75, 280, -1.75).addConnectsTo(to(3, 1, 1)))
                .addLanes(lane(3, middle, 20, -5, 280, -5)
                        .setLaneAttributes(type(LaneTypeAttributes.newBuilder().setBikeLane(0)))
                        .addConnectsTo(to(3, 1, 1)))
                .addLanes(lane(4, middle, 283, -8, 283, 8)
                        .setLaneAttributes(type(LaneTypeAttributes.newBuilder().setCrosswalk(0)))
                        .addConnectsTo(to(1, 1, 0).setPhaseId(6)))
                .addLanes(lane(5, middle, 20, 5, 280, 5)
                        .setLaneAttributes(type(LaneTypeAttributes.newBuilder().setMedian(0))))
                .build();
        Link eastward = Link.newBuilder()
                .setUpstreamNodeId(id(2))
                .setLinkWidth(350)
                .addLanes(lane(1, east, 320, -1.75, 580, -1.75))
                .build();
        Link northward = Link.newBuilder()
                .setUpstreamNodeId(id(2))
                .setLinkWidth(700)
                .addPoints(point(north, 303.5, 20))
                .addPoints(point(north, 303.5, 180))
                .addLanes(io.yunkong.wire.csae.Lane.newBuilder().setLaneID(1))
                .addLanes(io.yunkong.wire.csae.Lane.newBuilder().setLaneID(2))
                .build();
        return MapData.newBuilder()
                .setMsgCnt(1)
                .addNodes(Node.newBuilder().setId(id(1)).setRefPos(west))
                .addNodes(Node.newBuilder().setId(id(2)).setRefPos(middle).addInLinks(in))
                .addNodes(Node.newBuilder().setId(id(3)).setRefPos(east).addInLinks(eastward))
                .addNodes(Node.newBuilder().setId(id(4)).setRefPos(north).addInLinks(northward))
                .build();
    }

    private static RegulatorySpeedLimit limit(SpeedLimitType type, int speed) {
        return RegulatorySpeedLimit.newBuilder().setType(type).setSpeed(speed).build();
    }

    static byte[] frame(MapData map, Edition edition) throws Exception {
        return MessageCodec.of(edition)
                .encode(MessageFrame.newBuilder().setMapFrame(map).build());
    }

    private static String hex(MapData map) throws Exception {
        return HexFormat.of().formatHex(frame(map, Edition.E2020));
    }

    private static ImportedMap lines(String text) throws ZoneException, IOException {
        return MapMessageImport.lines("a/x.hex", new StringReader(text));
    }

    private static Lane lane(ImportedMap map, String id) {
        return map.zone().lanes().findLane(id).orElseThrow(() -> new AssertionError(id));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void nodesLinksAndLanesBecomeAZone(Edition edition) throws Exception {
        ImportedMap map = MapMessageImport.octets("a/x.uper", frame(map(), edition));

        assertThat(map.report().lanes())
                .isEqualTo(Map.of(LaneKind.VEHICLE, 5, LaneKind.BICYCLE, 1, LaneKind.CROSSWALK, 1));
        assertThat(map.report().paths()).isEqualTo(2);
        assertThat(map.report().signalHeads()).isEqualTo(3);
        assertThat(map.report().dropped())
                .isEqualTo(Map.of(
                        "connections to links that are not in the map", 2,
                        "connections to lanes that are not in the map, or of another kind", 1,
                        "lanes of another type than vehicle, bikeLane, sidewalk, crosswalk", 1));
        assertThat(map.report().warnings())
                .isEqualTo(Map.of(
                        "no speed limit told: 50 km/h assumed", 3,
                        "no line of the lane told: the link's, moved sideways", 2));
        assertThat(ZoneFiles.read("x", ZoneFiles.of(map.zone())).version())
                .isEqualTo(map.zone().version());
    }

    @Test
    void lanesLieWhereTheirPointsSayAndAreNumberedFromTheRight() throws Exception {
        ImportedMap map = lines(hex(map()));
        Lane left = lane(map, "7-1/7-2.1");

        assertThat(map.zone()
                        .plane()
                        .latitudeDeg(left.line().eastM(0), left.line().northM(0)))
                .isCloseTo(30 + 1.75 / NORTH_M * 1e-7, within(1e-7));
        assertThat(left.lengthM()).isCloseTo(260, within(0.05));
        assertThat(left.lane()).isEqualTo(2);
        assertThat(lane(map, "7-1/7-2.3").lane()).isZero();
        assertThat(left.rightNeighbour()).isEqualTo(lane(map, "7-1/7-2.2").index());
        assertThat(left.widthM()).isCloseTo(3.5, within(1e-9));
        assertThat(left.speedLimitMps()).isCloseTo(16.66, within(1e-9));
    }

    @Test
    void lanesWithoutPointsLieBesideTheMiddleOfTheirLinkFromTheLeft() throws Exception {
        ImportedMap map = lines(hex(map()));
        Lane first = lane(map, "7-2/7-4.1");
        Lane second = lane(map, "7-2/7-4.2");
        double east = second.line().eastM(0) - first.line().eastM(0);

        assertThat(east).as("lane 1 is the leftmost").isCloseTo(3.5, within(0.05));
        assertThat(first.line().lengthM()).isCloseTo(160, within(0.05));
        assertThat(first.lane()).isEqualTo(1);
        assertThat(map.zone()
                        .plane()
                        .longitudeDeg(first.line().eastM(0), first.line().northM(0)))
                .isCloseTo(120 + 301.75 / EAST_M * 1e-7, within(3e-7));
    }

    @Test
    void connectionsLeadThroughTheNodeWithTheirTurnAndPhase() throws Exception {
        ImportedMap map = lines(hex(map()));
        Lane left = lane(map, "7-1/7-2.1>7-2/7-4.1");
        Lane straight = lane(map, "7-1/7-2.2>7-2/7-3.1");
        Lane crosswalk = lane(map, "7-2.x0");

        assertThat(left.turn()).isEqualTo(TurnDirection.LEFT);
        assertThat(left.junction()).isEqualTo("7-2");
        assertThat(left.signal()).isEqualTo(new SignalRef("7-2", 3));
        assertThat(left.line().size()).as("a curve").isGreaterThan(5);
        assertThat(left.line().headingAt(0.1)).isCloseTo(Math.PI / 2, within(0.2));
        assertThat(straight.signal()).as("told by the link's movement").isEqualTo(new SignalRef("7-2", 5));
        assertThat(crosswalk.signal()).isEqualTo(new SignalRef("7-2", 6));
        assertThat(left.conflictsWith()).contains(crosswalk.index());
    }

    @Test
    void linesAreFramesAndWhatIsNoMapIsCounted() throws Exception {
        String text = "# a capture\r\n\n0x" + hex(map()).toUpperCase(Locale.ROOT) + "\r\n" + hex(map()) + "\n00ff\n"
                + "00000AC8A9060606060625DC094C694115E40BBDE80000003E87E8401FFFC00B41E00280";
        ImportedMap map = lines(text);

        assertThat(map.report().lanes()).containsEntry(LaneKind.VEHICLE, 5);
        assertThat(map.report().dropped())
                .containsEntry("frames that cannot be decoded", 1)
                .containsEntry("messages that are no MAP", 1);
        assertThat(map.report().warnings()).doesNotContainKey("link told again and differently: the last one taken");
    }

    @Test
    void aNodeMayBeToldInSeveralMessagesAndALinkAgain() throws Exception {
        Node middle = map().getNodes(1);
        Link in = middle.getInLinks(0);
        Link beside = in.toBuilder()
                .setName("second")
                .clearLanes()
                .addLanes(lane(1, middle.getRefPos(), 20, 51.75, 280, 1.75).addConnectsTo(to(3, 1, 1)))
                .build();
        MapData more = MapData.newBuilder()
                .setMsgCnt(2)
                .addNodes(middle.toBuilder().clearInLinks().addInLinks(beside))
                .build();
        MapData slower = MapData.newBuilder()
                .setMsgCnt(3)
                .addNodes(middle.toBuilder()
                        .setInLinks(
                                0,
                                in.toBuilder()
                                        .setSpeedLimits(1, limit(SpeedLimitType.SpeedLimitType_vehicleMaxSpeed, 500))))
                .build();

        ImportedMap map = lines(hex(map()) + "\n" + hex(more) + "\n" + hex(more) + "\n" + hex(slower));

        assertThat(map.report().warnings()).containsEntry("link told again and differently: the last one taken", 1);
        assertThat(lane(map, "7-1/7-2.1").speedLimitMps()).isCloseTo(10, within(1e-9));
        assertThat(lane(map, "7-1/7-2~2.1").successors())
                .containsExactly(lane(map, "7-1/7-2~2.1>7-2/7-3.1").index());
    }

    @Test
    void whatHoldsNoMapIsRefused() throws Exception {
        byte[] whole = frame(map(), Edition.E2020);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        assertThatThrownBy(() -> MapMessageImport.octets("x", cut))
                .isInstanceOf(ZoneException.class)
                .hasMessageMatching("x: no MAP message: frames=1, first=.*; map refused");
        assertThatThrownBy(() -> lines("\n# nothing\n")).hasMessage("a/x.hex: no MAP message: frames=0; map refused");
        assertThatThrownBy(() -> lines("\n12g4"))
                .hasMessage("a/x.hex:2: not hexadecimal octets: digits=4; map refused");
        assertThatThrownBy(() -> lines("123")).hasMessage("a/x.hex:1: not hexadecimal octets: digits=3; map refused");
        assertThatThrownBy(() -> lines("0".repeat(300_000)))
                .hasMessage("a/x.hex:1: line too long: limit=262140; map refused");
        MapData bare = MapData.newBuilder()
                .setMsgCnt(1)
                .addNodes(Node.newBuilder().setId(id(1)).setRefPos(at(0, 0)))
                .build();
        assertThatThrownBy(() -> lines(hex(bare))).hasMessage("a/x.hex: no lanes; map refused");
    }

    /** Aksu lies at 41.2 degrees north and 80.3 east; most swapped places of China have no latitude that a message can tell. */
    @Test
    void swappedAxesAreNamed() throws Exception {
        Position3D swapped =
                Position3D.newBuilder().setLat(803_000_000).setLong(412_000_000).build();
        MapData map = MapData.newBuilder()
                .setMsgCnt(1)
                .addNodes(Node.newBuilder()
                        .setId(id(2))
                        .setRefPos(swapped)
                        .addInLinks(Link.newBuilder()
                                .setUpstreamNodeId(id(1))
                                .setLinkWidth(350)
                                .addLanes(io.yunkong.wire.csae.Lane.newBuilder()
                                        .setLaneID(1)
                                        .addPoints(place(803_010_000, 412_000_000))
                                        .addPoints(place(803_001_000, 412_000_000)))))
                .build();

        assertThat(lines(hex(map)).report().warnings())
                .containsEntry("looks like swapped axes: latitude and longitude exchanged it lies in China", 1);
    }

    private static RoadPoint.Builder place(int latitude, int longitude) {
        Position3D near =
                Position3D.newBuilder().setLat(803_000_000).setLong(412_000_000).build();
        return RoadPoint.newBuilder().setPosOffset(PositionOffsets.of(near, latitude, longitude));
    }

    @Test
    void pointsOfAnUnknownPlaceAreNoPlaceOnEarth() throws Exception {
        Position3D nowhere = Position3D.newBuilder()
                .setLat(900_000_001)
                .setLong(1_800_000_001)
                .build();
        MapData map = map().toBuilder()
                .setNodes(1, map().getNodes(1).toBuilder().setRefPos(nowhere))
                .build();
        ImportedMap read = lines(hex(map));

        assertThat(read.report().dropped())
                .containsEntry("points of a place that is not told", 8)
                .containsEntry("lanes whose line is not told", 4);
        assertThat(read.report().lanes()).isEqualTo(Map.of(LaneKind.VEHICLE, 3));
    }
}
