package io.yunkong.load.bench;

import io.netty.buffer.ByteBuf;
import java.util.function.LongFunction;

/**
 * A whole number in an encoded UPER message, whose other bits do not depend on it, so that another value can be written in its place.
 * Immutable.
 *
 * @param firstBit of the message, from 0
 * @param bits of the number, at most 57
 * @param min the least value, which stands there as zero
 */
record BitField(int firstBit, int bits, long min) {
    /**
     * Finds it by encoding.
     *
     * @param min the least value
     * @param max the greatest value
     * @param encoded a message with that value
     */
    static BitField find(long min, long max, LongFunction<byte[]> encoded) {
        byte[] least = encoded.apply(min);
        int first = firstDifference(least, encoded.apply(max));
        int last = firstDifference(least, encoded.apply(min + 1));
        return new BitField(first, last - first + 1, min);
    }

    private static int firstDifference(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            int different = (a[i] ^ b[i]) & 0xFF;
            if (different != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(different) - (Integer.SIZE - Byte.SIZE);
            }
        }
        throw new IllegalArgumentException("value does not show in the message: octets=" + a.length);
    }

    /**
     * Writes a value.
     *
     * @param memory with eight octets behind the field's first one
     * @param message where the message begins
     * @param value not checked against its range
     */
    void put(ByteBuf memory, int message, long value) {
        int at = message + firstBit / Byte.SIZE;
        int shift = Long.SIZE - firstBit % Byte.SIZE - bits;
        long mask = ((1L << bits) - 1) << shift;
        memory.setLong(at, (memory.getLong(at) & ~mask) | (((value - min) << shift) & mask));
    }
}
