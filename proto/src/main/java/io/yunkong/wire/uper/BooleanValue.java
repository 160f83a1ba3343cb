package io.yunkong.wire.uper;

/** BOOLEAN (X.691, clause 12). */
final class BooleanValue extends Value {
    @Override
    Class<?> javaType() {
        return boolean.class;
    }

    @Override
    Object read(BitReader in) throws UperException {
        return in.flag("", "");
    }

    @Override
    void write(Object value, BitWriter out) {
        out.flag((Boolean) value);
    }
}
