package io.yunkong.edge.link;

import com.google.protobuf.ByteString;
import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.statistics.RequestDefect;
import io.yunkong.map.exchange.MessageObservations;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.uper.DataElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From a VIR (T/CSAE 157) to the priority at signals that it asks for. Pure. */
final class PriorityRequests {
    private static final long AGE_MAX_US = 500_000;
    private static final long FUTURE_MAX_US = 200_000;

    private PriorityRequests() {}

    static boolean isAsked(VehIntentionAndRequest vir) {
        return vir.getIntAndReq().getReqsList().stream().anyMatch(PriorityRequests::isPriority);
    }

    private static boolean isPriority(DriveRequest request) {
        return request.getInfo().hasSignalPriority();
    }

    /**
     * @param octets of the frame it came in
     * @param refused gets the reason for what cannot be used
     * @return empty when nothing is left
     */
    static Optional<RequestFrame> of(
            VehIntentionAndRequest vir, ByteString octets, long receivedAtUs, Consumer<RequestDefect> refused) {
        RequestDefect defect = defectOfTime(vir, receivedAtUs);
        if (defect != null) {
            refused.accept(defect);
            return Optional.empty();
        }
        List<RequestFrame.Ask> asks = new ArrayList<>();
        for (DriveRequest request : vir.getIntAndReq().getReqsList()) {
            if (!isPriority(request)) {
                continue;
            }
            if (isMeant(request)) {
                asks.add(ask(request));
            } else {
                refused.accept(RequestDefect.NO_REQUEST);
            }
        }
        return asks.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestFrame(MessageObservations.stationId(vir.getId()), asks, octets));
    }

    private static @Nullable RequestDefect defectOfTime(VehIntentionAndRequest vir, long receivedAtUs) {
        if (vir.getSecMark() >= DataElements.SECOND_MARK_END) {
            return RequestDefect.NOT_TOLD;
        }
        long ageUs = receivedAtUs - SecondMark.toEpochUs(vir.getSecMark(), receivedAtUs);
        if (ageUs > AGE_MAX_US) {
            return RequestDefect.TOO_OLD;
        }
        return -ageUs > FUTURE_MAX_US ? RequestDefect.FROM_FUTURE : null;
    }

    private static boolean isMeant(DriveRequest request) {
        return switch (request.getStatus()) {
            case ReqStatus_request, ReqStatus_cancel, ReqStatus_complete -> true;
            case ReqStatus_unknown, ReqStatus_comfirmed, UNRECOGNIZED -> false;
        };
    }

    private static RequestFrame.Ask ask(DriveRequest request) {
        OptionalLong unit = request.hasTargetRSU()
                ? OptionalLong.of(MessageObservations.stationId(request.getTargetRSU()))
                : OptionalLong.empty();
        return new RequestFrame.Ask(request.getInfo().getSignalPriority().getIntersectionId(), unit);
    }
}
