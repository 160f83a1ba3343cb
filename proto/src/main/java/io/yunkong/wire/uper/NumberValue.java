package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type.Whole;

/**
 * INTEGER of any constraint (X.691, clause 13): constrained, semi-constrained, unconstrained, extensible; as far as 64 bits reach. Numbers
 * of the usual kind are read by {@link IntCode} instead.
 */
record NumberValue(Whole type) implements Value {
    NumberValue {
        if (bits(type) > Integer.SIZE) {
            throw new IllegalStateException("schema broken: INTEGER of " + bits(type) + " bits");
        }
    }

    /** Width of a constrained number; -1: it has no bounds. */
    private static int bits(Whole type) {
        boolean bounded = type.min() != Long.MIN_VALUE && type.max() != Long.MAX_VALUE;
        return bounded ? Long.SIZE - Long.numberOfLeadingZeros(type.max() - type.min()) : -1;
    }

    @Override
    public Object read(BitReader in) throws UperException {
        if (type.extensible() && in.flag("", "")) {
            return readOctets(in, true);
        }
        int from = in.position();
        int bits = bits(type);
        long value;
        if (bits >= 0) {
            value = type.min() + (bits == 0 ? 0 : in.bits(bits, "", ""));
        } else if (type.min() == Long.MIN_VALUE) {
            value = readOctets(in, true);
        } else {
            value = type.min() + readOctets(in, false);
        }
        if (value > type.max() || value < type.min()) {
            throw in.failure(UperException.Reason.OUT_OF_RANGE, from, value, type.max());
        }
        return value;
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        long number = (Long) value;
        int bits = bits(type);
        boolean inRoot = number >= type.min() && number <= type.max();
        if (!type.holds(number)) {
            throw new ValueException("", "value=" + number + ", limit=" + type.min() + ".." + type.max());
        }
        if (type.extensible()) {
            out.flag(!inRoot);
        }
        if (!inRoot || type.min() == Long.MIN_VALUE) {
            writeOctets(number, true, out);
        } else if (bits < 0) {
            writeOctets(number - type.min(), false, out);
        } else if (bits > 0) {
            out.bits(number - type.min(), bits);
        }
    }

    /** A length in octets, and a number in as many. */
    static long readOctets(BitReader in, boolean signed) throws UperException {
        int from = in.position();
        int octets = in.lengthOrFragment("", "");
        if (octets < 1 || octets > Long.BYTES) {
            throw in.failure(UperException.Reason.OUT_OF_RANGE, from, octets, Long.BYTES);
        }
        long value = signed && in.remaining() > 0 && in.peek() ? -1 : 0;
        for (int i = 0; i < octets; i++) {
            value = value << Byte.SIZE | in.bits(Byte.SIZE, "", "");
        }
        if (!signed && value < 0) {
            throw in.failure(UperException.Reason.OUT_OF_RANGE, from, value, Long.MAX_VALUE);
        }
        return value;
    }

    static void writeOctets(long value, boolean signed, BitWriter out) {
        int used = Long.SIZE - Long.numberOfLeadingZeros(signed && value < 0 ? ~value : value) + (signed ? 1 : 0);
        int octets = Math.max(1, (used + Byte.SIZE - 1) / Byte.SIZE);
        out.bits(octets, Byte.SIZE);
        for (int i = octets - 1; i >= 0; i--) {
            out.bits(value >> (i * Byte.SIZE) & 0xFF, Byte.SIZE);
        }
    }

    /** A normally small non-negative whole number: {@link BitReader#normallySmall}. */
    static void writeSmall(int value, BitWriter out) {
        out.flag(value >= 1 << 6);
        if (value < 1 << 6) {
            out.bits(value, 6);
        } else {
            writeOctets(value, false, out);
        }
    }
}
