package io.yunkong.load.jmh;

import com.google.protobuf.ByteString;
import io.yunkong.wire.csae.AccelerationSet4Way;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.BrakePedalStatus;
import io.yunkong.wire.csae.BrakeSystemStatus;
import io.yunkong.wire.csae.ConnectingLane;
import io.yunkong.wire.csae.Connection;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.Lane;
import io.yunkong.wire.csae.LaneAttributes;
import io.yunkong.wire.csae.LaneTypeAttributes;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Movement;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LL_28B;
import io.yunkong.wire.csae.Position_LL_32B;
import io.yunkong.wire.csae.RegulatorySpeedLimit;
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.SpeedLimitType;
import io.yunkong.wire.csae.TimeChangeDetails;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.csae.TransmissionState;
import io.yunkong.wire.csae.VehicleClassification;
import io.yunkong.wire.csae.VehicleSafetyExtensions;
import io.yunkong.wire.csae.VehicleSize;

/** Frames of the kind that a crossing hears: a car that brakes, the lights of eight signal groups, and the map of four roads. */
final class SampleFrames {
    private static final int REGION = 410;
    private static final int PHASES = 8;
    private static final int ROADS = 4;
    private static final int LANES = 3;

    private SampleFrames() {}

    /** A car with its brake pedal pressed and the event "hard braking": 43 octets. */
    static MessageFrame bsm() {
        return MessageFrame.newBuilder()
                .setBsmFrame(BasicSafetyMessage.newBuilder()
                        .setMsgCnt(127)
                        .setId(ByteString.copyFrom(new byte[] {65, 86, 48, 48, 48, 48, 48, 51}))
                        .setSecMark(59_999)
                        .setPos(Position3D.newBuilder()
                                .setLat(348_021_000)
                                .setLong(1_138_134_000)
                                .setElevation(830))
                        .setTransmission(TransmissionState.TransmissionState_forwardGears)
                        .setSpeed(1110)
                        .setHeading(7199)
                        .setAngle(-3)
                        .setAccelSet(AccelerationSet4Way.newBuilder()
                                .setLong(-480)
                                .setLat(12)
                                .setVert(-127)
                                .setYaw(-40))
                        .setBrakes(BrakeSystemStatus.newBuilder()
                                .setBrakePadel(BrakePedalStatus.BrakePedalStatus_on)
                                .setWheelBrakes(0b11110))
                        .setSize(VehicleSize.newBuilder()
                                .setWidth(180)
                                .setLength(480)
                                .setHeight(30))
                        .setVehicleClass(VehicleClassification.newBuilder().setClassification(10))
                        .setSafetyExt(VehicleSafetyExtensions.newBuilder()
                                .setEvents(BitString.newBuilder().setBits(1 << 7))))
                .build();
    }

    /** Eight signal groups with three states each, the first of them running. */
    static MessageFrame spat() {
        IntersectionState.Builder intersection = IntersectionState.newBuilder()
                .setIntersectionId(node(1201))
                .setStatus(1 << 5)
                .setMoy(262_800)
                .setTimeStamp(30_500);
        for (int phase = 1; phase <= PHASES; phase++) {
            intersection.addPhases(Phase.newBuilder()
                    .setId(phase)
                    .addPhaseStates(state(LightState.LightState_protected_green, 0, 230))
                    .addPhaseStates(state(LightState.LightState_yellow, 230, 260))
                    .addPhaseStates(state(LightState.LightState_red, 260, 900)));
        }
        return MessageFrame.newBuilder()
                .setSpatFrame(SPAT.newBuilder().setMsgCnt(90).addIntersections(intersection))
                .build();
    }

    private static PhaseState state(LightState light, int start, int end) {
        TimeCountingDown.Builder times =
                TimeCountingDown.newBuilder().setStartTime(start).setLikelyEndTime(end);
        if (start == 0) {
            times.setMinEndTime(end - 50).setMaxEndTime(end + 50).setTimeConfidence(180);
        }
        return PhaseState.newBuilder()
                .setLight(light)
                .setTiming(TimeChangeDetails.newBuilder().setCounting(times))
                .build();
    }

    /** A crossing of four roads with three lanes each. */
    static MessageFrame map() {
        Node.Builder node = Node.newBuilder()
                .setName("N1201")
                .setId(node(1201))
                .setRefPos(Position3D.newBuilder().setLat(348_021_000).setLong(1_138_134_000));
        for (int road = 0; road < ROADS; road++) {
            node.addInLinks(link(road));
        }
        return MessageFrame.newBuilder()
                .setMapFrame(
                        MapData.newBuilder().setMsgCnt(1).setTimeStamp(262_800).addNodes(node))
                .build();
    }

    private static Link link(int road) {
        Link.Builder link = Link.newBuilder()
                .setName("R" + road)
                .setUpstreamNodeId(node(1202 + road))
                .addSpeedLimits(RegulatorySpeedLimit.newBuilder()
                        .setType(SpeedLimitType.SpeedLimitType_vehicleMaxSpeed)
                        .setSpeed(833))
                .setLinkWidth(350 * LANES);
        for (int point = 0; point < 3; point++) {
            link.addPoints(point(PositionOffsetLL.newBuilder()
                    .setPositionLL3(Position_LL_32B.newBuilder()
                            .setLon(-8000 + 2000 * point)
                            .setLat(7 * road))));
        }
        for (int turn = 1; turn < ROADS; turn++) {
            link.addMovements(Movement.newBuilder()
                    .setRemoteIntersection(node(1202 + (road + turn) % ROADS))
                    .setPhaseId(2 * road + 1));
        }
        for (int lane = 0; lane < LANES; lane++) {
            link.addLanes(lane(road, lane));
        }
        return link.build();
    }

    private static Lane lane(int road, int lane) {
        return Lane.newBuilder()
                .setLaneID(lane + 1)
                .setLaneWidth(350)
                .setLaneAttributes(LaneAttributes.newBuilder()
                        .setShareWith(1 << 3)
                        .setLaneType(LaneTypeAttributes.newBuilder().setVehicle(BitString.getDefaultInstance())))
                .setManeuvers(1 << lane)
                .addConnectsTo(Connection.newBuilder()
                        .setRemoteIntersection(node(1202 + (road + lane + 1) % ROADS))
                        .setConnectingLane(
                                ConnectingLane.newBuilder().setLane(lane + 1).setManeuver(1 << lane))
                        .setPhaseId(2 * road + 1))
                .addPoints(point(offset(-3900, 350 * lane)))
                .addPoints(point(offset(-300, 350 * lane)))
                .build();
    }

    private static PositionOffsetLL.Builder offset(int lon, int lat) {
        return PositionOffsetLL.newBuilder()
                .setPositionLL2(Position_LL_28B.newBuilder().setLon(lon).setLat(lat));
    }

    private static RoadPoint point(PositionOffsetLL.Builder offset) {
        return RoadPoint.newBuilder()
                .setPosOffset(PositionOffsetLLV.newBuilder().setOffsetLL(offset))
                .build();
    }

    private static NodeReferenceID node(int id) {
        return NodeReferenceID.newBuilder().setRegion(REGION).setId(id).build();
    }
}
