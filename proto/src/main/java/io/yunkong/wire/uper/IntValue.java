package io.yunkong.wire.uper;

/** A number as an object, for lists. */
record IntValue(IntCode code) implements Value {
    @Override
    public Object read(BitReader in) throws UperException {
        return code.read(in);
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        code.write((Integer) value, out);
    }
}
