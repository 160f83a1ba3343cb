package io.yunkong.edge;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.csae.DetectedObstacleData;
import io.yunkong.wire.csae.DetectedPTCData;
import io.yunkong.wire.csae.DetectedPTCType;
import io.yunkong.wire.csae.IARData;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Non_motorData;
import io.yunkong.wire.csae.ObjectSize;
import io.yunkong.wire.csae.ObstacleType;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.PathPlanningPoint;
import io.yunkong.wire.csae.PersonalDeviceUserType;
import io.yunkong.wire.csae.PersonalSafetyMessage;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionConfidence;
import io.yunkong.wire.csae.PositionConfidenceSet;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LLmD_64b;
import io.yunkong.wire.csae.PositionalAccuracy;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.csae.VehicleSize;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.nio.ByteBuffer;

/** Messages of test stations beside BSM and RSM. */
final class Standard {
    private static final int PARTICIPANTS = 20;

    private Standard() {}

    static byte[] encode(Edition edition, MessageFrame.Builder frame) {
        try {
            return MessageCodec.of(edition).encode(frame.build());
        } catch (ValueException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ByteString id(long station) {
        return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(station).array());
    }

    static int secondMark(long atUs) {
        return (int) (atUs / 1000 % 60_000);
    }

    static Position3D position(LocalPlane plane, double eastM, double northM) {
        return Position3D.newBuilder()
                .setLat((int) Math.round(plane.latitudeDeg(eastM, northM) * 1e7))
                .setLong((int) Math.round(plane.longitudeDeg(eastM, northM) * 1e7))
                .build();
    }

    private static PositionOffsetLLV absolute(LocalPlane plane, double eastM, double northM) {
        Position3D place = position(plane, eastM, northM);
        return PositionOffsetLLV.newBuilder()
                .setOffsetLL(PositionOffsetLL.newBuilder()
                        .setPositionLatLon(Position_LLmD_64b.newBuilder()
                                .setLon(place.getLong())
                                .setLat(place.getLat())))
                .build();
    }

    /** One intersection, one phase, red, as of {@code atUs}. */
    static byte[] spat(int count, long atUs) {
        return spat(7, count, atUs);
    }

    static byte[] spat(int node, int count, long atUs) {
        return encode(
                Edition.E2020,
                MessageFrame.newBuilder()
                        .setSpatFrame(SPAT.newBuilder()
                                .setMsgCnt(count & 127)
                                .setTimeStamp(secondMark(atUs))
                                .addIntersections(IntersectionState.newBuilder()
                                        .setIntersectionId(
                                                NodeReferenceID.newBuilder().setId(node))
                                        .setTimeStamp(secondMark(atUs))
                                        .addPhases(Phase.newBuilder()
                                                .setId(1)
                                                .addPhaseStates(PhaseState.newBuilder()
                                                        .setLight(LightState.LightState_red))))));
    }

    /** One node and no links: enough to differ between the editions. */
    static byte[] map(Edition edition, int count) {
        return encode(
                edition,
                MessageFrame.newBuilder()
                        .setMapFrame(MapData.newBuilder()
                                .setMsgCnt(count & 127)
                                .addNodes(Node.newBuilder()
                                        .setId(NodeReferenceID.newBuilder().setId(7))
                                        .setRefPos(Position3D.newBuilder()
                                                .setLat(348_000_000)
                                                .setLong(1_138_000_000)))));
    }

    /** One event: road works. */
    static byte[] rsi(LocalPlane plane, long station, int count) {
        return encode(
                Edition.E2020,
                MessageFrame.newBuilder()
                        .setRsiFrame(RoadSideInformation.newBuilder()
                                .setMsgCnt(count & 127)
                                .setId(id(station))
                                .setRefPos(position(plane, 500, 500))
                                .addRtes(RTEData.newBuilder().setRteId(3).setEventType(501))));
    }

    private static MessageFrame.Builder dayTwo(MessageFrameExt.Builder message) {
        return MessageFrame.newBuilder().setMsgFrameExt(message);
    }

    /** A cyclist of 0.8 m across. */
    static byte[] psm(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        return encode(
                Edition.E2020,
                dayTwo(MessageFrameExt.newBuilder()
                        .setPsm(PersonalSafetyMessage.newBuilder()
                                .setMsgCnt(count & 127)
                                .setId(id(station))
                                .setSecMark(secondMark(atUs))
                                .setPos(position(plane, eastM, northM))
                                .setPosAccuracy(PositionalAccuracy.newBuilder()
                                        .setSemiMajor(10)
                                        .setSemiMinor(10))
                                .setOverallRadius(4)
                                .setNonMotorData(Non_motorData.newBuilder()
                                        .setBasicType(PersonalDeviceUserType.PersonalDeviceUserType_aPEDALCYCLIST)))));
    }

    /** Twenty standing cars in a row to the east of a place, ten metres apart, numbers 1..20, and an obstacle beyond them. */
    static byte[] ssm(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        SensorSharingMsg.Builder ssm = SensorSharingMsg.newBuilder()
                .setMsgCnt(count & 127)
                .setId(id(station))
                .setSecMark(secondMark(atUs))
                .setSensorPos(position(plane, eastM, northM));
        for (int i = 0; i < PARTICIPANTS; i++) {
            ssm.addParticipants(DetectedPTCData.newBuilder()
                    .setDetectedPTCType(DetectedPTCType.DetectedPTCType_bus)
                    .setPtc(ParticipantData.newBuilder()
                            .setPtcId(i + 1)
                            .setSecMark(secondMark(atUs))
                            .setPos(absolute(plane, eastM + 10 * i, northM))
                            .setPosConfidence(PositionConfidenceSet.newBuilder()
                                    .setPos(PositionConfidence.PositionConfidence_a50cm))
                            .setSize(VehicleSize.newBuilder().setWidth(180).setLength(450))));
        }
        ssm.addObstacles(DetectedObstacleData.newBuilder()
                .setObsType(ObstacleType.ObstacleType_rockfall)
                .setObsId(1)
                .setSecMark(secondMark(atUs))
                .setPos(absolute(plane, eastM, northM + 50))
                .setPosConfidence(
                        PositionConfidenceSet.newBuilder().setPos(PositionConfidence.PositionConfidence_a50cm))
                .setSize(ObjectSize.newBuilder().setWidth(12).setLength(15)));
        return encode(Edition.E2020, dayTwo(MessageFrameExt.newBuilder().setSsm(ssm)));
    }

    static byte[] vir(LocalPlane plane, long station, int count, long atUs) {
        return encode(
                Edition.E2020,
                dayTwo(MessageFrameExt.newBuilder()
                        .setVir(VehIntentionAndRequest.newBuilder()
                                .setMsgCnt(count & 127)
                                .setId(id(station))
                                .setSecMark(secondMark(atUs))
                                .setRefPos(position(plane, 500, 500))
                                .setIntAndReq(IARData.newBuilder()))));
    }

    /** Plans a way straight on to the east from a place, 50 points in 5 s. */
    static byte[] plan(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        IARData.Builder intention = IARData.newBuilder();
        for (int i = 0; i < 50; i++) {
            intention.addPathPlanning(PathPlanningPoint.newBuilder()
                    .setPos(absolute(plane, eastM + i, northM))
                    .setEstimatedTime(10 * (i + 1)));
        }
        return encode(
                Edition.E2020,
                dayTwo(MessageFrameExt.newBuilder()
                        .setVir(VehIntentionAndRequest.newBuilder()
                                .setMsgCnt(count & 127)
                                .setId(id(station))
                                .setSecMark(secondMark(atUs))
                                .setRefPos(position(plane, eastM, northM))
                                .setIntAndReq(intention))));
    }
}
