package io.yunkong.wire.uper;

/** An open type (X.691, 11.2): octets that hold an encoding of their own, with padding. Extension additions travel in it. */
final class OpenType {
    private OpenType() {}

    interface Reading {
        void read(BitReader in) throws UperException;
    }

    interface Writing {
        void write(BitWriter out) throws ValueException;
    }

    static void read(BitReader in, Reading content) throws UperException {
        int octets = in.lengthOrFragment("", "");
        if (octets >= 0) {
            int outer = in.narrow(octets);
            content.read(in);
            in.widen(outer);
            return;
        }
        byte[] whole = OctetsValue.readPieces(in, octets);
        BitReader inner = new BitReader();
        inner.wrap(whole, 0, whole.length);
        inner.allow(in.partsLeft());
        content.read(inner);
        inner.end();
        in.allow(inner.partsLeft());
    }

    static void skip(BitReader in) throws UperException {
        int piece = in.lengthOrFragment("", "...");
        for (; piece < 0; piece = in.lengthOrFragment("", "...")) {
            in.skip(-piece << 3, "", "...");
        }
        in.skip(piece << 3, "", "...");
    }

    static void write(BitWriter out, Writing content) throws ValueException {
        BitWriter inner = new BitWriter();
        inner.start();
        content.write(inner);
        byte[] octets = inner.octets();
        // An encoding without any bits still takes an octet.
        OctetsValue.writePieces(octets.length == 0 ? new byte[1] : octets, out);
    }
}
