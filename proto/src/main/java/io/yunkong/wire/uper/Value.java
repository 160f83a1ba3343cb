package io.yunkong.wire.uper;

/** How one type is written in UPER. Immutable; the reader and writer hold all state. */
interface Value {
    /** Reads a value, as the generated classes hold it. */
    Object read(BitReader in) throws UperException;

    void write(Object value, BitWriter out) throws ValueException;
}
