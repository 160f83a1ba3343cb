package io.yunkong.wire.uper;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the parts of an unaligned PER encoding (X.691) from an array, most significant bit first. Never reads past the frame it wraps and
 * allocates nothing, except the {@link UperException} that ends it.
 *
 * <p>Each read names what is read, for the exception: {@code scope} is the path of the enclosing SEQUENCE, with {@code []} where the number
 * of the list element belongs, and {@code member} is the member. Reusable; not thread-safe.
 */
final class BitReader {
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BYTES_MAX = Integer.MAX_VALUE >>> 3;
    /** Items in a fragment, and fragments in a length. */
    static final int FRAGMENT = 1 << 14;

    private static final int FRAGMENTS_MAX = 4;
    static final VarHandle BIG_ENDIAN_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] scratch = new byte[Long.BYTES];
    private byte[] buffer = scratch;
    /** Where the last whole long of the buffer starts. */
    private int lastWindow;
    /** Positions are bits from the start of the buffer. */
    private int start;

    private int position;
    private int limit;
    private int element;
    private int partsMax = Integer.MAX_VALUE;
    private int partsLeft = Integer.MAX_VALUE;

    /** Starts on the {@code length} octets at {@code offset}; the array must not change while it is read. */
    void wrap(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, Math.min(source.length, BYTES_MAX));
        if (source.length < Long.BYTES) {
            System.arraycopy(source, offset, scratch, 0, length);
            wrapBits(scratch, 0, length << 3);
        } else {
            wrapBits(source, offset << 3, length << 3);
        }
    }

    /** As {@link #wrap}, to the bit; the array holds eight octets at least. */
    void wrapBits(byte[] source, int firstBit, int bits) {
        buffer = source;
        lastWindow = source.length - Long.BYTES;
        start = firstBit;
        position = firstBit;
        limit = firstBit + bits;
    }

    /** Bits read so far. */
    int position() {
        return position - start;
    }

    /** Bits not read yet. */
    int remaining() {
        return limit - position;
    }

    /** The number that {@code []} in the scopes that follow stands for, from 0. */
    void element(int index) {
        element = index;
    }

    /**
     * An unsigned number of {@code count} bits.
     *
     * @param count 1..57
     */
    long bits(int count, String scope, String member) throws UperException {
        int from = position;
        if (count > limit - from) {
            throw failure(UperException.Reason.TRUNCATED, from, count, limit - from, scope, member);
        }
        position = from + count;
        return window(from) >>> (Long.SIZE - count);
    }

    /** BOOLEAN, or one bit of a preamble. */
    boolean flag(String scope, String member) throws UperException {
        return bits(1, scope, member) != 0;
    }

    /** OCTET STRING (SIZE (8)) as a big-endian number. */
    long eightOctets(String scope, String member) throws UperException {
        long high = bits(32, scope, member);
        return (high << 32) | bits(32, scope, member);
    }

    /** INTEGER (min..max), or the index of an ENUMERATED without extension marker. */
    int integer(WholeNumber type, String scope, String member) throws UperException {
        int from = position;
        long offset = bits(type.bits(), scope, member);
        if (offset > type.span()) {
            throw failure(UperException.Reason.OUT_OF_RANGE, from, type.min() + offset, type.max(), scope, member);
        }
        return (int) (type.min() + offset);
    }

    /** Index of a CHOICE without extension marker. */
    int alternative(WholeNumber type, String scope, String member) throws UperException {
        int from = position;
        long index = bits(type.bits(), scope, member);
        if (index > type.max()) {
            throw failure(UperException.Reason.UNKNOWN_ALTERNATIVE, from, index, type.max(), scope, member);
        }
        return (int) index;
    }

    /** Index of an ENUMERATED with extension marker, or {@link DataElements#EXTENSION_VALUE}. */
    int extensibleEnumerated(WholeNumber root, String scope, String member) throws UperException {
        if (!flag(scope, member)) {
            return integer(root, scope, member);
        }
        normallySmall(scope, member);
        return DataElements.EXTENSION_VALUE;
    }

    /** A normally small non-negative whole number (X.691, 11.6), 0..32767. */
    int normallySmall(String scope, String member) throws UperException {
        if (!flag(scope, member)) {
            return (int) bits(6, scope, member);
        }
        int from = position;
        int octets = length(scope, member);
        if (octets < 1 || octets > Integer.BYTES) {
            throw failure(UperException.Reason.OUT_OF_RANGE, from, octets, Integer.BYTES, scope, member);
        }
        long value = bits(octets << 3, scope, member);
        if (value > Short.MAX_VALUE) {
            throw failure(UperException.Reason.OUT_OF_RANGE, from, value, Short.MAX_VALUE, scope, member);
        }
        return (int) value;
    }

    /**
     * BIT STRING (SIZE (size, ...)): bit n of the standard in bit n. Bits beyond the root size are delivered up to bit 31, the rest is
     * skipped; bits that a shorter string leaves out are zero.
     */
    int extensibleBitString(int size, String scope, String member) throws UperException {
        boolean rootSize = !flag(scope, member);
        int length = rootSize ? size : length(scope, member);
        if (length == 0) {
            return 0;
        }
        int kept = Math.min(length, Integer.SIZE);
        long value = bits(kept, scope, member);
        skip(length - kept, scope, member);
        return firstBitLowest(value, kept);
    }

    /** BIT STRING (SIZE (size)): bit n of the standard in bit n. */
    int bitString(int size, String scope, String member) throws UperException {
        return firstBitLowest(bits(size, scope, member), size);
    }

    private static int firstBitLowest(long value, int size) {
        return Integer.reverse((int) (value << (Integer.SIZE - size)));
    }

    /**
     * Skips what a later edition added to a SEQUENCE (X.691, 19.7 to 19.9): number of additions, one presence bit each, then those present
     * as open types. Call it at the end of a SEQUENCE whose extension bit is set.
     */
    void skipExtensionAdditions(String scope) throws UperException {
        int additions = flag(scope, "...") ? length(scope, "...") : (int) bits(6, scope, "...") + 1;
        int presence = position;
        skip(additions, scope, "...");
        for (int bit = presence; bit < presence + additions; bit++) {
            if (window(bit) < 0) {
                skip(length(scope, "...") << 3, scope, "...");
            }
        }
    }

    /** Ends the frame: at most seven bits may be left over, and they must be zero. */
    void end() throws UperException {
        int left = limit - position;
        if (left > 7) {
            throw failure(UperException.Reason.TRAILING_BYTES, position, left, 7, "", "end");
        }
        if (left > 0 && window(position) >>> (Long.SIZE - left) != 0) {
            throw failure(UperException.Reason.PADDING_NOT_ZERO, position, left, 0, "", "end");
        }
    }

    /** Length determinant without upper bound (X.691, 11.9.3.5 to 11.9.3.8), 0..16383. */
    private int length(String scope, String member) throws UperException {
        int from = position;
        int length = lengthOrFragment(scope, member);
        if (length < 0) {
            throw failure(UperException.Reason.FRAGMENTED, from, -length / FRAGMENT, 0, scope, member);
        }
        return length;
    }

    /** As {@link #length}, but a fragment after which more follow is given as the negative of its length. */
    int lengthOrFragment(String scope, String member) throws UperException {
        int from = position;
        if (!flag(scope, member)) {
            return (int) bits(7, scope, member);
        }
        if (!flag(scope, member)) {
            return (int) bits(14, scope, member);
        }
        int fragments = (int) bits(6, scope, member);
        if (fragments < 1 || fragments > FRAGMENTS_MAX) {
            throw failure(UperException.Reason.OUT_OF_RANGE, from, fragments, FRAGMENTS_MAX, scope, member);
        }
        return -fragments * FRAGMENT;
    }

    /** {@code count} octets from here on, appended to {@code before}. Allocates only what the frame holds. */
    byte[] octets(byte[] before, int count) throws UperException {
        if (count > (limit - position) >>> 3) {
            throw failure(UperException.Reason.TRUNCATED, position, (long) count << 3, limit - position, "", "");
        }
        byte[] out = before.length == 0 ? new byte[count] : Arrays.copyOf(before, before.length + count);
        int at = before.length;
        for (; at <= out.length - Integer.BYTES; at += Integer.BYTES) {
            BIG_ENDIAN_INT.set(out, at, (int) (window(position) >>> Integer.SIZE));
            position += Integer.SIZE;
        }
        for (; at < out.length; at++) {
            out[at] = (byte) (window(position) >>> (Long.SIZE - Byte.SIZE));
            position += Byte.SIZE;
        }
        return out;
    }

    /** The next bit, which there must be. */
    boolean peek() {
        return window(position) < 0;
    }

    /** Allows so many SEQUENCEs and CHOICEs to be made of the frame. */
    void allow(int parts) {
        partsMax = parts;
        partsLeft = parts;
    }

    int partsLeft() {
        return partsLeft;
    }

    /** Counts one more. */
    void spend() throws UperException {
        if (--partsLeft < 0) {
            throw failure(UperException.Reason.TOO_LARGE, position, partsMax + 1L, partsMax, "", "");
        }
    }

    /** Refuses a list that the frame cannot hold, or that is longer than what is left of the allowance, before it is made. */
    void afford(int elements) throws UperException {
        if (elements > limit - position) {
            throw failure(UperException.Reason.TRUNCATED, position, elements, limit - position, "", "");
        }
        if (elements > partsLeft) {
            throw failure(UperException.Reason.TOO_LARGE, position, elements, partsLeft, "", "");
        }
    }

    /** Lets the frame end after so many octets, until {@link #widen}; gives what widen needs. */
    int narrow(int octets) throws UperException {
        if (octets > (limit - position) >>> 3) {
            throw failure(UperException.Reason.TRUNCATED, position, (long) octets << 3, limit - position, "", "");
        }
        int outer = limit;
        limit = position + (octets << 3);
        return outer;
    }

    /** Ends the narrowed part, which may have padding. */
    void widen(int outer) throws UperException {
        end();
        position = limit;
        limit = outer;
    }

    UperException failure(UperException.Reason reason, int from, long value, long bound) {
        return failure(reason, from + start, value, bound, "", "");
    }

    void skip(int bits, String scope, String member) throws UperException {
        if (bits > limit - position) {
            throw failure(UperException.Reason.TRUNCATED, position, bits, limit - position, scope, member);
        }
        position += bits;
    }

    /** At least 57 bits of the buffer from {@code bit} on, left-aligned; zeros after the end of the buffer. */
    private long window(int bit) {
        int index = bit >>> 3;
        int at = Math.min(index, lastWindow);
        return (long) BIG_ENDIAN_LONG.get(buffer, at) << (((index - at) << 3) + (bit & 7));
    }

    private UperException failure(
            UperException.Reason reason, int from, long value, long bound, String scope, String member) {
        String path = scope.isEmpty() ? member : scope + "." + member;
        return new UperException(reason, path.replace("[]", "[" + element + "]"), from - start, value, bound);
    }
}
