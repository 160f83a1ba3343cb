package io.yunkong.wire.fuzz;

import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.RsmParticipant;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import java.util.stream.Stream;

/** {@link RsmView}: refuses or reads, and what it reads the general codec reads too. */
public final class RsmViewFuzzer {
    private static final RsmView VIEW = new RsmView();

    private RsmViewFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            VIEW.wrap(input, 0, input.length);
        } catch (UperException refusal) {
            FrameProperties.check(refusal, input.length);
            return;
        }
        RoadsideSafetyMessage rsm;
        try {
            rsm = MessageCodec.of(Edition.E2020).decode(input).getRsmFrame();
        } catch (UperException e) {
            throw new AssertionError("the view reads what the codec refuses", e);
        }
        int participants = 0;
        boolean same = VIEW.messageCount() == rsm.getMsgCnt()
                && VIEW.id() == rsm.getId().asReadOnlyByteBuffer().getLong()
                && VIEW.referenceLatitude() == rsm.getRefPos().getLat()
                && VIEW.participantCount() == rsm.getParticipantsCount();
        while (same && VIEW.next()) {
            same = same(VIEW.participant(), rsm.getParticipants(participants++));
        }
        if (!same || participants != rsm.getParticipantsCount()) {
            throw new AssertionError("view and codec differ: participant=" + participants);
        }
    }

    private static boolean same(RsmParticipant view, ParticipantData codec) {
        return view.participantId() == codec.getPtcId()
                && view.hasId() == codec.hasId()
                && view.secondMark() == codec.getSecMark()
                && view.hasTransmission() == codec.hasTransmission()
                && view.speed() == codec.getSpeed()
                && view.heading() == codec.getHeading()
                && view.hasAcceleration() == codec.hasAccelSet()
                && view.width() == codec.getSize().getWidth()
                && view.hasVehicleClass() == codec.hasVehicleClass();
    }

    static Stream<byte[]> seeds() {
        return Seeds.frames();
    }
}
