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
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Of a suggestion that does not say how long it holds. */
    private static final long LIFE_TIME_UNTOLD_US = 2_000_000;

    /**
     * Advice as a roadside unit told it.
     *
     * @param octets in the edition of 2020; empty = it has to be encoded
     */
    record AsTold(MessageFrame frame, Optional<ByteString> octets) {}

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

    /** What a drive suggestion comes to: of several the one that asks for most care; empty = nothing that advice has a word for. */
    static Optional<AdvisedManoeuvre> manoeuvre(DriveSuggestion suggestion) {
        return Stream.of(
                        AdvisedManoeuvre.ADVISED_MANOEUVRE_STOP,
                        AdvisedManoeuvre.ADVISED_MANOEUVRE_SLOW_DOWN,
                        AdvisedManoeuvre.ADVISED_MANOEUVRE_SPEED_UP,
                        AdvisedManoeuvre.ADVISED_MANOEUVRE_KEEP_SPEED)
                .filter(manoeuvre -> (suggestion.getSuggestion().getBits() & 1L << bit(manoeuvre)) != 0)
                .findFirst();
    }

    /** @param givenAtUs from when its life time counts; the shortest is told when it is withdrawn */
    static long validUntilUs(DriveSuggestion suggestion, long givenAtUs) {
        if (!suggestion.hasLifeTime() || suggestion.getLifeTime() > TIME_OFFSET_MAX) {
            return givenAtUs + LIFE_TIME_UNTOLD_US;
        }
        int lifeTime = suggestion.getLifeTime();
        return lifeTime <= TIME_OFFSET_MIN ? givenAtUs : givenAtUs + lifeTime * TIME_OFFSET_US;
    }

    /** A roadside unit's frame with what is for one vehicle and nothing else, as it came if that is all of it. */
    static AsTold only(RoadsideFrame frame, VehicleCoordination one) {
        RoadsideCoordination told = frame.frame().getMsgFrameExt().getRsc();
        if (told.getCoordinatesCount() == 1 && told.getLaneCoordinatesCount() == 0) {
            return new AsTold(frame.frame(), Optional.of(frame.octets()));
        }
        MessageFrame.Builder alone = frame.frame().toBuilder();
        alone.getMsgFrameExtBuilder()
                .getRscBuilder()
                .clearCoordinates()
                .addCoordinates(one)
                .clearLaneCoordinates();
        return new AsTold(alone.build(), Optional.empty());
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
