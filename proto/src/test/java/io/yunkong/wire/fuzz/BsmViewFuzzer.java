package io.yunkong.wire.fuzz;

import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.util.stream.Stream;

/** {@link BsmView}: refuses or reads, and what it reads the general codec reads too. */
public final class BsmViewFuzzer {
    private static final BsmView VIEW = new BsmView();

    private BsmViewFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            VIEW.wrap(input, 0, input.length);
        } catch (UperException refusal) {
            FrameProperties.check(refusal, input.length);
            return;
        }
        BasicSafetyMessage bsm;
        try {
            bsm = MessageCodec.of(Edition.E2020).decode(input).getBsmFrame();
        } catch (UperException e) {
            throw new AssertionError("the view reads what the codec refuses", e);
        }
        boolean same = VIEW.messageCount() == bsm.getMsgCnt()
                && VIEW.id() == bsm.getId().asReadOnlyByteBuffer().getLong()
                && VIEW.secondMark() == bsm.getSecMark()
                && VIEW.latitude() == bsm.getPos().getLat()
                && VIEW.longitude() == bsm.getPos().getLong()
                && VIEW.speed() == bsm.getSpeed()
                && VIEW.heading() == bsm.getHeading()
                && VIEW.hasSteeringWheelAngle() == bsm.hasAngle()
                && VIEW.yawRate() == bsm.getAccelSet().getYaw()
                && VIEW.brakes().hasWheelBrakes() == bsm.getBrakes().hasWheelBrakes()
                && VIEW.width() == bsm.getSize().getWidth()
                && VIEW.length() == bsm.getSize().getLength()
                && VIEW.hasHeight() == bsm.getSize().hasHeight()
                && VIEW.vehicleClass() == bsm.getVehicleClass().getClassification()
                && VIEW.hasEventFlags() == bsm.getSafetyExt().hasEvents()
                && VIEW.eventFlags() == (int) bsm.getSafetyExt().getEvents().getBits();
        if (!same) {
            throw new AssertionError("view and codec differ");
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.frames();
    }
}
