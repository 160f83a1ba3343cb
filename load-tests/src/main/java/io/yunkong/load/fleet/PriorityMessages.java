package io.yunkong.load.fleet;

import com.google.protobuf.ByteString;
import io.yunkong.load.device.DrivenState;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.DriveSuggestion;
import io.yunkong.wire.csae.IARData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.MovementEx;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.ReqInfo;
import io.yunkong.wire.csae.ReqStatus;
import io.yunkong.wire.csae.Req_SignalPriority;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.csae.VehicleCoordination;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.nio.ByteBuffer;

/** Requests for priority at signals (VIR) and their answers (RSC), T/CSAE 157-2020. Not thread-safe: one event loop. */
final class PriorityMessages {
    /** DriveBehavior of T/CSAE 157: going straight on. */
    private static final long GO_ON = 1L;
    /** CoordinationInfo of T/CSAE 157. */
    private static final long SIGNAL_PRIORITY = 1L << 7;
    /** 2 s, in 10 ms: until the next one. */
    private static final int HOLDS = 200;
    /** 10 s, in 10 ms. */
    private static final int ARRIVES = 1_000;

    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    /** @param atUs when it was to be sent */
    byte[] request(long station, Scene.Signals signals, long atUs, DrivenState state) {
        DriveRequest.Builder request = DriveRequest.newBuilder()
                .setReqID(1)
                .setStatus(ReqStatus.ReqStatus_request)
                .setInfo(ReqInfo.newBuilder()
                        .setSignalPriority(Req_SignalPriority.newBuilder()
                                .setIntersectionId(NodeReferenceID.newBuilder().setId(signals.intersection()))
                                .setRequiredMov(MovementEx.newBuilder()
                                        .setRemoteIntersection(
                                                NodeReferenceID.newBuilder().setId(0)))
                                .setEstimatedArrivalTime(ARRIVES)))
                .setTargetRSU(id(signals.unit()))
                .setLifeTime(HOLDS);
        return encode(MessageFrameExt.newBuilder()
                .setVir(VehIntentionAndRequest.newBuilder()
                        .setId(id(station))
                        .setSecMark(secondMark(atUs))
                        .setRefPos(Position3D.newBuilder()
                                .setLat((int) Math.round(state.latitudeDeg() * 1e7))
                                .setLong((int) Math.round(state.longitudeDeg() * 1e7)))
                        .setIntAndReq(IARData.newBuilder().addReqs(request))));
    }

    /** What a roadside unit says to a request: go on. It bears the request's own time, so that who has asked knows which one it answers. */
    byte[] answer(long unit, VehIntentionAndRequest request) {
        return encode(MessageFrameExt.newBuilder()
                .setRsc(RoadsideCoordination.newBuilder()
                        .setId(id(unit))
                        .setSecMark(request.getSecMark())
                        .setRefPos(request.getRefPos())
                        .addCoordinates(VehicleCoordination.newBuilder()
                                .setVehId(request.getId())
                                .setInfo(BitString.newBuilder().setBits(SIGNAL_PRIORITY))
                                .setDriveSuggestion(DriveSuggestion.newBuilder()
                                        .setSuggestion(BitString.newBuilder().setBits(GO_ON))
                                        .setLifeTime(HOLDS)))));
    }

    MessageFrame decode(byte[] uper) throws UperException {
        return codec.decode(uper, 0, uper.length);
    }

    private byte[] encode(MessageFrameExt.Builder message) {
        try {
            return codec.encode(
                    MessageFrame.newBuilder().setMsgFrameExt(message).build());
        } catch (ValueException e) {
            throw new IllegalStateException("not encodable: " + e.getMessage(), e);
        }
    }

    private static int secondMark(long atUs) {
        return (int) (atUs / 1000 % 60_000);
    }

    private static ByteString id(long station) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, station));
    }
}
