package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type.Size;

/** A length determinant (X.691, 11.9): what says how many elements, octets, characters or bits follow. */
record Count(Size size) {
    /** From here on a length is written as if it had no upper bound. */
    private static final int BOUND_MAX = 1 << 16;

    /** Width of a size of the root; -1: it has no upper bound. */
    private int bits() {
        return size.max() < BOUND_MAX ? Integer.SIZE - Integer.numberOfLeadingZeros(size.max() - size.min()) : -1;
    }

    /** A size of the root takes a fixed number of bits and is never in fragments. */
    private boolean isFixedWidth() {
        return bits() >= 0;
    }

    /** Number of items, or as {@link BitReader#lengthOrFragment}. */
    int read(BitReader in) throws UperException {
        if (size.extensible() && in.flag("", "")) {
            return in.lengthOrFragment("", "");
        }
        if (!isFixedWidth()) {
            int length = in.lengthOrFragment("", "");
            if (length >= 0 && length < size.min() && size.min() < BitReader.FRAGMENT) {
                throw in.failure(UperException.Reason.OUT_OF_RANGE, in.position(), length, size.min());
            }
            return length;
        }
        int bits = bits();
        if (bits == 0) {
            return size.min();
        }
        int from = in.position();
        int length = size.min() + (int) in.bits(bits, "", "");
        if (length > size.max()) {
            throw in.failure(UperException.Reason.OUT_OF_RANGE, from, length, size.max());
        }
        return length;
    }

    /**
     * Writes the length in front of the next piece.
     *
     * @param done items written already: a number other than 0 only after a whole fragment
     * @return how many items come next
     */
    int write(int items, int done, BitWriter out) throws ValueException {
        if (done > 0) {
            return out.length(items - done);
        }
        boolean inRoot = items >= size.min() && items <= size.max();
        if (!inRoot && !size.extensible()) {
            throw new ValueException("", "size=" + items + ", limit=" + size);
        }
        if (size.extensible()) {
            out.flag(!inRoot);
        }
        if (!inRoot || !isFixedWidth()) {
            return out.length(items);
        }
        if (bits() > 0) {
            out.bits((long) items - size.min(), bits());
        }
        return items;
    }

    /** Whether another length follows a piece that was written. */
    boolean hasMore(int items, int piece) {
        boolean inRoot = items >= size.min() && items <= size.max();
        return piece >= BitReader.FRAGMENT && !(inRoot && isFixedWidth());
    }
}
