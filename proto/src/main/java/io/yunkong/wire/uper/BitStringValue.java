package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.schema.Type.Size;
import java.util.Arrays;

/** BIT STRING of extensible size (X.691, clause 16), without loss. */
record BitStringValue(Size size) implements Value {
    BitStringValue {
        if (size.min() != size.max() || size.max() > Long.SIZE) {
            throw new IllegalStateException("schema broken: BitString of size " + size);
        }
    }

    @Override
    public Object read(BitReader in) throws UperException {
        in.spend();
        BitString.Builder out = BitString.newBuilder();
        int length = new Count(size).read(in);
        if (length < 0) {
            throw in.failure(UperException.Reason.FRAGMENTED, in.position(), -length, BitReader.FRAGMENT);
        }
        if (length > in.remaining()) {
            throw in.failure(UperException.Reason.TRUNCATED, in.position(), length, in.remaining());
        }
        if (length != size.max()) {
            out.setLength(length);
        }
        out.setBits(lowestFirst(in, Math.min(length, Long.SIZE)));
        if (length > Long.SIZE) {
            out.setBeyond(beyond(in, length - Long.SIZE));
        }
        return out.buildPartial();
    }

    private static long lowestFirst(BitReader in, int length) throws UperException {
        long bits = 0;
        for (int done = 0; done < length; ) {
            int part = Math.min(Integer.SIZE, length - done);
            bits |= (Long.reverse(in.bits(part, "", "")) >>> (Long.SIZE - part)) << done;
            done += part;
        }
        return bits;
    }

    private static ByteString beyond(BitReader in, int length) throws UperException {
        byte[] whole = in.octets(new byte[0], length >>> 3);
        int rest = length & 7;
        if (rest == 0) {
            return UnsafeByteOperations.unsafeWrap(whole);
        }
        byte[] all = Arrays.copyOf(whole, whole.length + 1);
        all[whole.length] = (byte) (in.bits(rest, "", "") << (Byte.SIZE - rest));
        return UnsafeByteOperations.unsafeWrap(all);
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        BitString string = (BitString) value;
        int length = string.hasLength() ? string.getLength() : size.max();
        boolean tooLong = length < 0 || length >= BitReader.FRAGMENT;
        boolean lost = length < Long.SIZE && length >= 0 && string.getBits() >>> length != 0;
        int octetsBeyond = Math.max(0, length - Long.SIZE + Byte.SIZE - 1) / Byte.SIZE;
        if (tooLong || lost || string.getBeyond().size() != octetsBeyond) {
            throw new ValueException("", "bits=" + length + ", set=" + Long.toHexString(string.getBits()));
        }
        new Count(size).write(length, 0, out);
        for (int done = 0; done < Math.min(length, Long.SIZE); ) {
            int part = Math.min(Integer.SIZE, Math.min(length, Long.SIZE) - done);
            out.bits(Long.reverse(string.getBits() >>> done) >>> (Long.SIZE - part), part);
            done += part;
        }
        for (int bit = 0; bit < length - Long.SIZE; bit++) {
            out.flag((string.getBeyond().byteAt(bit >>> 3) >>> (7 - (bit & 7)) & 1) != 0);
        }
    }
}
