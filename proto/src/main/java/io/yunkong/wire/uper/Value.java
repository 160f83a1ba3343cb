package io.yunkong.wire.uper;

/** How one type is written in UPER. Immutable; the reader and writer hold all state. */
abstract class Value {
    /** Reads a value, as the generated classes hold it. */
    abstract Object read(BitReader in) throws UperException;

    abstract void write(Object value, BitWriter out) throws ValueException;

    /** The class that the generated setter takes. */
    abstract Class<?> javaType();

    /** Reads an open type (X.691, 11.2): octets that hold an encoding of this type, with padding. */
    final Object readOpen(BitReader in) throws UperException {
        int octets = in.lengthOrFragment("", "");
        if (octets >= 0) {
            int outer = in.narrow(octets);
            Object value = read(in);
            in.widen(outer);
            return value;
        }
        byte[] whole = OctetsValue.readPieces(in, octets);
        BitReader inner = new BitReader();
        inner.wrap(whole, 0, whole.length);
        inner.allow(in.partsLeft());
        Object value = read(inner);
        inner.end();
        in.allow(inner.partsLeft());
        return value;
    }

    final void writeOpen(Object value, BitWriter out) throws ValueException {
        BitWriter inner = new BitWriter();
        inner.start();
        write(value, inner);
        byte[] octets = inner.octets();
        // An encoding without any bits still takes an octet.
        OctetsValue.writePieces(octets.length == 0 ? new byte[1] : octets, out);
    }
}
