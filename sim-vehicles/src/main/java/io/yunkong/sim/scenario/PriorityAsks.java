package io.yunkong.sim.scenario;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.SignalRef;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.IARData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.MovementEx;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.ReqInfo;
import io.yunkong.wire.csae.ReqStatus;
import io.yunkong.wire.csae.Req_SignalPriority;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What vehicles of a play ask of signals: a VIR every second, which holds for three, and one that says that it is over. */
final class PriorityAsks {
    private static final int EVERY_MS = 1_000;
    private static final int LIFE_TIME_MS = 3_000;
    /** TimeOffset of the standard: 1..65534, the last "as long or longer". */
    private static final int OFFSET_MS = 10;

    private static final int OFFSET_MAX = 65_534;

    private final Play play;
    private final SignalNumbers numbers;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    PriorityAsks(Play play, SignalNumbers numbers) {
        this.play = play;
        this.numbers = numbers;
    }

    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        for (PriorityCues.Request request : play.scenario().priority().requests()) {
            int reqId = play.scenario().priority().requests().indexOf(request) + 1;
            int toMs = (int) Math.round(request.toS() * 1000);
            for (int atMs = (int) Math.round(request.fromS() * 1000); atMs < toMs; atMs += EVERY_MS) {
                frames.add(frame(request, reqId, ReqStatus.ReqStatus_request, startUs, atMs));
            }
            switch (request.end()) {
                case COMPLETE -> frames.add(frame(request, reqId, ReqStatus.ReqStatus_complete, startUs, toMs));
                case CANCEL -> frames.add(frame(request, reqId, ReqStatus.ReqStatus_cancel, startUs, toMs));
                case SILENT -> {
                    // its life time ends
                }
            }
        }
        return frames;
    }

    private Frame frame(PriorityCues.Request request, int reqId, ReqStatus status, long startUs, int atMs) {
        Actor host = play.scenario().actors().stream()
                .filter(actor -> actor.id().equals(request.host()))
                .findFirst()
                .orElseThrow();
        long atUs = startUs + atMs * 1000L;
        Motion.State state = play.motion(host).at(atMs / 1000.0);
        LocalPlane plane = play.zone().plane();
        long arrivesInMs = Math.round(request.arrivesS() * 1000) - atMs;
        VehIntentionAndRequest.Builder vir = VehIntentionAndRequest.newBuilder()
                .setMsgCnt(atMs / EVERY_MS % 128)
                .setId(ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(0, play.stationId(host))))
                .setSecMark(Units.secondMark(atUs))
                .setRefPos(Position3D.newBuilder()
                        .setLat(Units.degreesE7(plane.latitudeDeg(state.eastM(), state.northM())))
                        .setLong(Units.degreesE7(plane.longitudeDeg(state.eastM(), state.northM()))))
                .setIntAndReq(IARData.newBuilder()
                        .addReqs(DriveRequest.newBuilder()
                                .setReqID(reqId)
                                .setStatus(status)
                                .setInfo(ReqInfo.newBuilder().setSignalPriority(asked(request, arrivesInMs)))
                                .setLifeTime(LIFE_TIME_MS / OFFSET_MS)));
        MessageFrame message = MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder().setVir(vir))
                .build();
        return Announcements.frame(codec, Message.Kind.VIR, play.stationId(host), atUs, message);
    }

    private Req_SignalPriority.Builder asked(PriorityCues.Request request, long arrivesInMs) {
        SignalRef head = play.signalOf(request.lane());
        int node = Announcements.node(numbers, head.controller());
        return Req_SignalPriority.newBuilder()
                .setIntersectionId(NodeReferenceID.newBuilder().setId(node))
                // which way it leaves is told by the phase
                .setRequiredMov(MovementEx.newBuilder()
                        .setRemoteIntersection(NodeReferenceID.newBuilder().setId(0))
                        .setPhaseId(numbers.phase(head.controller(), head.link())))
                .setEstimatedArrivalTime(Math.clamp(arrivesInMs / OFFSET_MS, 1, OFFSET_MAX));
    }
}
