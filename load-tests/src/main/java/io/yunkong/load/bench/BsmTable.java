package io.yunkong.load.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.yunkong.wire.uper.BsmWriter;
import java.util.Arrays;

/**
 * What every vehicle sends, encoded once, in memory outside the heap: only count, time and motion are written anew, in place. Before each
 * message is room for what its link puts in front of it, and behind it for more. One owner.
 */
final class BsmTable implements AutoCloseable {
    private static final int LENGTH_CM = 460;
    private static final int WIDTH_CM = 180;
    /** BasicVehicleClass of T/CSAE 53: passenger vehicle, type unknown. */
    private static final int CAR = 10;

    /** What a message is sure to be followed by, so that fields may be written eight octets at a time. */
    private static final int ROOM_BEHIND_MIN = Long.BYTES;

    private static final BitField COUNT =
            BitField.find(0, 127, value -> encoded(template().messageCount((int) value)));
    private static final BitField SECOND_MARK =
            BitField.find(0, 65_535, value -> encoded(template().secondMark((int) value)));
    private static final BitField LONGITUDE = BitField.find(
            -1_799_999_999, 1_800_000_001, value -> encoded(template().position(0, (int) value)));
    private static final BitField SPEED =
            BitField.find(0, 8191, value -> encoded(template().speed((int) value)));
    private static final BitField ACCELERATION =
            BitField.find(-2000, 2001, value -> encoded(template().acceleration((int) value, 0, 0, 0)));

    private final Traffic traffic;
    private final int before;
    private final int stride;
    private final int messageBytes;
    private final ByteBuf memory;

    /**
     * For the vehicles 0, 1, 2 ...
     *
     * @param firstStation id of vehicle 0; the others' follow
     * @param before octets of room before each message
     * @param behind octets of room behind it
     */
    BsmTable(Traffic traffic, int vehicles, long firstStation, int before, int behind) {
        this.traffic = traffic;
        this.before = before;
        this.messageBytes = encoded(template()).length;
        this.stride = before + messageBytes + Math.max(behind, ROOM_BEHIND_MIN);
        this.memory = Unpooled.directBuffer(vehicles * stride, vehicles * stride);
        memory.writerIndex(memory.capacity());
        for (int vehicle = 0; vehicle < vehicles; vehicle++) {
            byte[] bsm = encoded(template()
                    .id(firstStation + vehicle)
                    .position((int) Math.round(traffic.latitudeDeg(vehicle) * 1e7), 0));
            memory.setBytes(messageAt(vehicle), bsm);
        }
    }

    private static BsmWriter template() {
        return new BsmWriter()
                .secondMark(0)
                .position(0, 0)
                .speed(0)
                .heading((int) Math.round(BenchRoads.HEADING_DEG / 0.0125))
                .acceleration(0, 0, 0, 0)
                .size(WIDTH_CM, LENGTH_CM)
                .vehicleClass(CAR);
    }

    private static byte[] encoded(BsmWriter writer) {
        byte[] octets = new byte[BsmWriter.BYTES_MAX];
        return Arrays.copyOf(octets, writer.encode(octets));
    }

    /** All of it. */
    ByteBuf memory() {
        return memory;
    }

    /** Where the room before a vehicle's message begins. */
    int startAt(int vehicle) {
        return vehicle * stride;
    }

    /** Where its message begins. */
    int messageAt(int vehicle) {
        return vehicle * stride + before;
    }

    /** Octets of a message. */
    int messageBytes() {
        return messageBytes;
    }

    /**
     * Brings a vehicle's message up to a time.
     *
     * @param count of the message, any number
     * @param timeS time of the traffic, seconds
     * @param atUs the same, microseconds since 1970 UTC
     */
    void write(int vehicle, long count, double timeS, long atUs) {
        int at = messageAt(vehicle);
        COUNT.put(memory, at, count % 128);
        SECOND_MARK.put(memory, at, atUs / 1000 % 60_000);
        LONGITUDE.put(memory, at, Math.round(traffic.longitudeDeg(vehicle, timeS) * 1e7));
        SPEED.put(memory, at, Math.round(traffic.speedMps(vehicle, timeS) / 0.02));
        ACCELERATION.put(memory, at, Math.round(traffic.accelerationMps2(vehicle, timeS) / 0.01));
    }

    @Override
    public void close() {
        memory.release();
    }
}
