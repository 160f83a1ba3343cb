package io.yunkong.edge;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.csae.FullPositionVector;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.PositionalAccuracy;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.RsmWriter;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.Arrays;

/** Messages of test stations. */
public final class Bsm {
    private Bsm() {}

    /** A car that stands at a place of the zone's plane, as of {@code atUs}. */
    public static byte[] at(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        return moving(plane, station, count, atUs, eastM, northM, 0, 0);
    }

    /** As {@link #at}, with a speed (m/s) and a heading (radians). */
    public static byte[] moving(
            LocalPlane plane,
            long station,
            int count,
            long atUs,
            double eastM,
            double northM,
            double speedMps,
            double headingRad) {
        return encode(writer(plane, station, count, atUs, eastM, northM)
                .speed((int) Math.round(speedMps / 0.02))
                .heading((int) Math.round(Math.toDegrees(headingRad) / 0.0125) % 28_800));
    }

    public static BsmWriter writer(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        return new BsmWriter()
                .messageCount(count & 127)
                .id(station)
                .secondMark((int) (atUs / 1000 % 60_000))
                .position((int) Math.round(plane.latitudeDeg(eastM, northM) * 1e7), (int)
                        Math.round(plane.longitudeDeg(eastM, northM) * 1e7))
                .positionConfidence(9)
                .transmission(2)
                .speed(0)
                .heading(0)
                .acceleration(0, 0, 0, 0)
                .size(180, 450)
                .vehicleClass(10);
    }

    /** A BSM with a path history that only the 2019 release can say. */
    public static byte[] of2019(byte[] plain) throws UperException, ValueException {
        MessageFrame.Builder frame = MessageCodec.of(Edition.E2020).decode(plain).toBuilder();
        FullPositionVector began = FullPositionVector.newBuilder()
                .setPos(frame.getBsmFrame().getPos())
                .setPosAccuracyEllipse(PositionalAccuracy.newBuilder()
                        .setSemiMajor(255)
                        .setSemiMinor(255)
                        .setOrientation(65_535))
                .build();
        frame.getBsmFrameBuilder()
                .getSafetyExtBuilder()
                .getPathHistoryBuilder()
                .setInitialPosition(began)
                .addCrumbDataBuilder()
                .setTimeOffset(1)
                .getLlvOffsetBuilder()
                .getOffsetLLBuilder()
                .getPositionLL1Builder();
        return MessageCodec.of(Edition.E2019).encode(frame.build());
    }

    public static byte[] encode(BsmWriter writer) {
        byte[] buffer = new byte[BsmWriter.BYTES_MAX];
        return Arrays.copyOf(buffer, writer.encode(buffer));
    }

    /** A roadside unit's report of one pedestrian. */
    public static byte[] sensed(LocalPlane plane, long station, int count, long atUs, double eastM, double northM) {
        int latitude = (int) Math.round(plane.latitudeDeg(eastM, northM) * 1e7);
        int longitude = (int) Math.round(plane.longitudeDeg(eastM, northM) * 1e7);
        RsmWriter writer = new RsmWriter().messageCount(count & 127).id(station).referencePosition(latitude, longitude);
        writer.addParticipant()
                .type(3)
                .participantId(17)
                .source(3)
                .secondMark((int) (atUs / 1000 % 60_000))
                .position(latitude, longitude)
                .speed(70)
                .heading(0)
                .size(60, 50);
        byte[] buffer = new byte[RsmWriter.BYTES_MAX];
        return Arrays.copyOf(buffer, writer.encode(buffer));
    }
}
