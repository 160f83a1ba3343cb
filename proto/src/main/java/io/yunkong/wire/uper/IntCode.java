package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type;

/** How a type that the generated classes hold as an int is written in UPER. Immutable. */
abstract sealed class IntCode {
    abstract int read(BitReader in) throws UperException;

    abstract void write(int value, BitWriter out) throws ValueException;

    /** INTEGER with both bounds (X.691, clause 13), or ENUMERATED without extension marker (clause 14). */
    static final class Constrained extends IntCode {
        private final WholeNumber range;
        private final int min;
        private final long span;
        private final int bits;

        Constrained(int min, int max) {
            this.range = new WholeNumber(min, max);
            this.min = min;
            this.span = range.span();
            this.bits = range.bits();
        }

        @Override
        int read(BitReader in) throws UperException {
            if (bits == 0) {
                return min;
            }
            long offset = in.bits(bits, "", "");
            if (offset > span) {
                throw in.failure(UperException.Reason.OUT_OF_RANGE, in.position() - bits, min + offset, range.max());
            }
            return (int) (min + offset);
        }

        @Override
        void write(int value, BitWriter out) throws ValueException {
            long offset = (long) value - min;
            if (offset < 0 || offset > span) {
                throw new ValueException("", "value=" + value + ", limit=" + min + ".." + range.max());
            }
            if (bits > 0) {
                out.bits(offset, bits);
            }
        }
    }

    /** ENUMERATED with extension marker: extension value k is given as the number of root values plus k. */
    static final class ExtensibleEnumerated extends IntCode {
        private final Constrained root;
        private final int values;

        ExtensibleEnumerated(int values) {
            this.root = new Constrained(0, values - 1);
            this.values = values;
        }

        @Override
        int read(BitReader in) throws UperException {
            return in.flag("", "") ? values + in.normallySmall("", "") : root.read(in);
        }

        @Override
        void write(int value, BitWriter out) throws ValueException {
            out.flag(value >= values);
            if (value < values) {
                root.write(value, out);
            } else if (value - values > Short.MAX_VALUE) {
                throw new ValueException("", "value=" + value + ", limit=" + (values + Short.MAX_VALUE));
            } else {
                NumberValue.writeSmall(value - values, out);
            }
        }
    }

    /** BIT STRING of fixed size (X.691, clause 16): bit n of the standard in bit n. */
    static final class FixedBits extends IntCode {
        private final int size;

        FixedBits(Type.Size size) {
            if (size.extensible() || size.min() != size.max() || size.max() > 31) {
                throw new IllegalStateException("schema broken: BIT STRING of size " + size + " as a number");
            }
            this.size = size.max();
        }

        @Override
        int read(BitReader in) throws UperException {
            return in.bitString(size, "", "");
        }

        @Override
        void write(int value, BitWriter out) throws ValueException {
            if (value >>> size != 0) {
                throw new ValueException("", "set=" + Integer.toHexString(value) + ", bits=" + size);
            }
            out.bitString(size, value);
        }
    }
}
