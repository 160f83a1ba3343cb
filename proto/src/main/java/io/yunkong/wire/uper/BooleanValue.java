package io.yunkong.wire.uper;

/** BOOLEAN (X.691, clause 12). */
record BooleanValue() implements Value {
    @Override
    public Object read(BitReader in) throws UperException {
        return in.flag("", "");
    }

    @Override
    public void write(Object value, BitWriter out) {
        out.flag((Boolean) value);
    }
}
