package io.yunkong.wire.uper;

import java.util.Arrays;

/**
 * Writes the parts of an unaligned PER encoding (X.691) to an array, most significant bit first. Checks no constraint: the setters of the
 * message writers do. Reusable; not thread-safe.
 */
final class BitWriter {
    private byte[] buffer = new byte[0];
    private boolean growing;
    private int start;
    private int index;
    /** Bits not stored yet, the lowest {@code pending} of it. */
    private long accumulator;

    private int pending;

    /**
     * Starts at {@code offset}.
     *
     * @throws IllegalArgumentException if fewer than {@code bytesMax} octets, the most a message may take, follow there
     */
    void wrap(byte[] out, int offset, int bytesMax) {
        if (offset < 0 || out.length - offset < bytesMax) {
            throw new IllegalArgumentException(
                    "buffer too small: bytes=" + (out.length - offset) + ", limit=" + bytesMax + "; nothing written");
        }
        buffer = out;
        growing = false;
        start = offset;
        index = offset;
        accumulator = 0;
        pending = 0;
    }

    /** Starts on an array of its own that grows. */
    void start() {
        if (!growing) {
            growing = true;
            buffer = new byte[256];
        }
        start = 0;
        index = 0;
        accumulator = 0;
        pending = 0;
    }

    /** What was written after {@link #start}, in whole octets. */
    byte[] octets() {
        int octets = finish(); // may replace the buffer
        return Arrays.copyOf(buffer, octets);
    }

    /** Whole octets, at any bit. */
    void octets(byte[] source, int offset, int count) {
        int at = offset;
        int end = offset + count;
        for (; at <= end - Integer.BYTES; at += Integer.BYTES) {
            bits((int) BitReader.BIG_ENDIAN_INT.get(source, at) & 0xFFFF_FFFFL, Integer.SIZE);
        }
        for (; at < end; at++) {
            bits(source[at] & 0xFF, Byte.SIZE);
        }
    }

    /**
     * Length determinant without upper bound (X.691, 11.9.3.5 to 11.9.3.8) of what is left of the items; gives how many of them come next.
     * After a piece of {@link BitReader#FRAGMENT} items or more comes another length.
     */
    int length(int left) {
        if (left < 1 << 7) {
            bits(left, 8);
            return left;
        }
        if (left < BitReader.FRAGMENT) {
            bits(0x8000 | left, 16);
            return left;
        }
        int fragments = Math.min(left / BitReader.FRAGMENT, 4);
        bits(0xC0 | fragments, 8);
        return fragments * BitReader.FRAGMENT;
    }

    /** The lowest {@code count} (1..32) bits of {@code value}, which must hold no other bits. */
    void bits(long value, int count) {
        accumulator = (accumulator << count) | value;
        pending += count;
        if (pending >= Integer.SIZE) {
            if (index > buffer.length - Long.BYTES && growing) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            pending -= Integer.SIZE;
            BitReader.BIG_ENDIAN_INT.set(buffer, index, (int) (accumulator >>> pending));
            index += Integer.BYTES;
        }
    }

    void flag(boolean value) {
        bits(value ? 1 : 0, 1);
    }

    /** OCTET STRING (SIZE (8)) from a big-endian number. */
    void eightOctets(long value) {
        bits(value >>> 32, 32);
        bits(value & 0xFFFF_FFFFL, 32);
    }

    /** INTEGER (min..max), or the index of an ENUMERATED or CHOICE without extension marker. */
    void integer(WholeNumber type, int value) {
        bits((long) value - type.min(), type.bits());
    }

    /** ENUMERATED with extension marker, a value of the root. */
    void extensibleEnumerated(WholeNumber root, int value) {
        flag(false);
        integer(root, value);
    }

    /** BIT STRING (SIZE (size)), bit n of the standard from bit n. */
    void bitString(int size, int value) {
        bits(Integer.toUnsignedLong(Integer.reverse(value)) >>> (Integer.SIZE - size), size);
    }

    /** BIT STRING (SIZE (size, ...)) of root size, bit n of the standard from bit n. */
    void extensibleBitString(int size, int value) {
        flag(false);
        bitString(size, value);
    }

    /** Fills the last octet with zero bits. Returns the octets written. */
    int finish() {
        if (growing && index > buffer.length - Long.BYTES) {
            buffer = Arrays.copyOf(buffer, buffer.length + Long.BYTES);
        }
        int padding = -pending & 7;
        accumulator <<= padding;
        pending += padding;
        while (pending > 0) {
            pending -= Byte.SIZE;
            buffer[index++] = (byte) (accumulator >>> pending);
        }
        return index - start;
    }
}
