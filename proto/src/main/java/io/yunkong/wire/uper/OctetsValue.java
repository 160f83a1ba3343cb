package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

/** OCTET STRING (X.691, clause 17). */
record OctetsValue(Count count) implements Value {
    private static final byte[] NONE = {};

    @Override
    public Object read(BitReader in) throws UperException {
        return UnsafeByteOperations.unsafeWrap(readPieces(in, count.read(in)));
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        byte[] octets = ((ByteString) value).toByteArray();
        for (int done = 0; ; ) {
            int piece = count.write(octets.length, done, out);
            out.octets(octets, done, piece);
            done += piece;
            if (!count.hasMore(octets.length, piece)) {
                return;
            }
        }
    }

    /** Octets of which the first length has been read. */
    static byte[] readPieces(BitReader in, int first) throws UperException {
        byte[] octets = NONE;
        int piece = first;
        while (piece < 0) {
            octets = in.octets(octets, -piece);
            piece = in.lengthOrFragment("", "");
        }
        return in.octets(octets, piece);
    }

    static void writePieces(byte[] octets, BitWriter out) {
        for (int done = 0; ; ) {
            int piece = out.length(octets.length - done);
            out.octets(octets, done, piece);
            done += piece;
            if (piece < BitReader.FRAGMENT) {
                return;
            }
        }
    }
}
