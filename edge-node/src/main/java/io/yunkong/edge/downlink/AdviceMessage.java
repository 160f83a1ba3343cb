package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.observe.SecondMark;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceTarget;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.SpeedBand;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.DriveSuggestion;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.PathPlanningPoint;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehicleCoordination;

/**
 * Advice as roadside coordination for one vehicle (T/CSAE 157, RSC with one VehicleCoordination), for stations that know no notices. Pure.
 *
 * <p>The message has one speed at a point where ours has a band: it gets the middle, from which the vehicle may stray furthest. It has no word
 * for "withdrawn": the advice is told once more with the shortest life time.
 */
final class AdviceMessage {
    /** DriveBehavior of T/CSAE 157: the bits we use. */
    private static final int GO_STRAIGHT_FORWARD = 0;

    private static final int STOP = 10;
    private static final int SLOW_DOWN = 11;
    private static final int SPEED_UP = 12;

    private static final int TIME_OFFSET_MIN = 1;
    /** "As long or longer". */
    private static final int TIME_OFFSET_MAX = 65_534;

    private static final long TIME_OFFSET_US = 10_000;

    private AdviceMessage() {}

    /**
     * @param id of the sender
     * @param count msgCnt, 0..127
     * @param advice of a known manoeuvre
     * @param nowUs microseconds since 1970 UTC; secMark of the message, from which its times count
     */
    static MessageFrame of(long id, int count, Advice advice, long nowUs) {
        AdviceTarget target = advice.getTarget();
        Position3D reference = Position3D.newBuilder()
                .setLat(target.getLatitudeE7())
                .setLong(target.getLongitudeE7())
                .build();
        VehicleCoordination.Builder vehicle = VehicleCoordination.newBuilder()
                .setVehId(ByteString.copyFrom(MessageId.octets(advice.getStationId())))
                .setDriveSuggestion(DriveSuggestion.newBuilder()
                        .setSuggestion(BitString.newBuilder().setBits(1L << bit(advice.getManoeuvre())))
                        .setLifeTime(timeOffset(advice.getValidUntilUs(), nowUs)));
        if (advice.hasSpeed()) {
            vehicle.addPathGuidance(point(reference, advice, nowUs));
        }
        return MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder()
                        .setRsc(RoadsideCoordination.newBuilder()
                                .setMsgCnt(count)
                                .setId(ByteString.copyFrom(MessageId.octets(id)))
                                .setSecMark(SecondMark.of(nowUs))
                                .setRefPos(reference)
                                .addCoordinates(vehicle)))
                .build();
    }

    private static PathPlanningPoint point(Position3D reference, Advice advice, long nowUs) {
        AdviceTarget target = advice.getTarget();
        PathPlanningPoint.Builder point = PathPlanningPoint.newBuilder()
                .setPos(PositionOffsets.of(reference, target.getLatitudeE7(), target.getLongitudeE7()))
                .setSpeed(rawSpeed(advice.getSpeed()));
        if (target.getArrivalAtUs() > nowUs) {
            point.setEstimatedTime(timeOffset(target.getArrivalAtUs(), nowUs));
        }
        return point.build();
    }

    private static int rawSpeed(SpeedBand band) {
        double middleCmS = (Integer.toUnsignedLong(band.getMinCmS()) + Integer.toUnsignedLong(band.getMaxCmS())) / 2.0;
        return StandardUnits.rawSpeed(middleCmS / 100);
    }

    private static int timeOffset(long atUs, long nowUs) {
        return Math.clamp((atUs - nowUs) / TIME_OFFSET_US, TIME_OFFSET_MIN, TIME_OFFSET_MAX);
    }

    private static int bit(AdvisedManoeuvre manoeuvre) {
        return switch (manoeuvre) {
            case ADVISED_MANOEUVRE_KEEP_SPEED -> GO_STRAIGHT_FORWARD;
            case ADVISED_MANOEUVRE_SLOW_DOWN -> SLOW_DOWN;
            case ADVISED_MANOEUVRE_SPEED_UP -> SPEED_UP;
            case ADVISED_MANOEUVRE_STOP -> STOP;
            case ADVISED_MANOEUVRE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("manoeuvre unknown: manoeuvre=" + manoeuvre + "; refused");
        };
    }
}
