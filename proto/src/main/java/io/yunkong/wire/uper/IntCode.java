package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type;

/** How a type that the generated classes hold as an int is written in UPER. Immutable. */
sealed interface IntCode {
    int read(BitReader in) throws UperException;

    void write(int value, BitWriter out) throws ValueException;

    /** INTEGER with both bounds (X.691, clause 13), or ENUMERATED without extension marker (clause 14). */
    record Constrained(WholeNumber range) implements IntCode {
        @Override
        public int read(BitReader in) throws UperException {
            int bits = range.bits();
            if (bits == 0) {
                return range.min();
            }
            long offset = in.bits(bits, "", "");
            long value = range.min() + offset;
            if (offset > range.span()) {
                throw in.failure(UperException.Reason.OUT_OF_RANGE, in.position() - bits, value, range.max());
            }
            return (int) value;
        }

        @Override
        public void write(int value, BitWriter out) throws ValueException {
            if (value < range.min() || value > range.max()) {
                throw new ValueException("", "value=" + value + ", limit=" + range.min() + ".." + range.max());
            }
            if (range.bits() > 0) {
                out.integer(range, value);
            }
        }
    }

    /** ENUMERATED with extension marker: extension value k is given as the number of root values plus k. */
    record ExtensibleEnumerated(WholeNumber root) implements IntCode {
        private int values() {
            return root.max() + 1;
        }

        @Override
        public int read(BitReader in) throws UperException {
            return in.flag("", "") ? values() + in.normallySmall("", "") : new Constrained(root).read(in);
        }

        @Override
        public void write(int value, BitWriter out) throws ValueException {
            out.flag(value >= values());
            if (value < values()) {
                new Constrained(root).write(value, out);
            } else if (value - values() > Short.MAX_VALUE) {
                throw new ValueException("", "value=" + value + ", limit=" + (values() + Short.MAX_VALUE));
            } else {
                NumberValue.writeSmall(value - values(), out);
            }
        }
    }

    /** BIT STRING of fixed size (X.691, clause 16): bit n of the standard in bit n. */
    record FixedBits(Type.Size size) implements IntCode {
        public FixedBits {
            if (size.extensible() || size.min() != size.max() || size.max() > 31) {
                throw new IllegalStateException("schema broken: BIT STRING of size " + size + " as a number");
            }
        }

        @Override
        public int read(BitReader in) throws UperException {
            return in.bitString(size.max(), "", "");
        }

        @Override
        public void write(int value, BitWriter out) throws ValueException {
            if (value >>> size.max() != 0) {
                throw new ValueException("", "set=" + Integer.toHexString(value) + ", bits=" + size.max());
            }
            out.bitString(size.max(), value);
        }
    }
}
