package io.yunkong.wire.uper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** IA5String (X.691, clause 30): seven bits a character. */
record TextValue(Count count) implements Value {
    private static final int BITS = 7;

    @Override
    public Object read(BitReader in) throws UperException {
        byte[] text = {};
        int piece = count.read(in);
        while (piece < 0) {
            text = characters(in, text, -piece);
            piece = in.lengthOrFragment("", "");
        }
        return new String(characters(in, text, piece), StandardCharsets.US_ASCII);
    }

    private static byte[] characters(BitReader in, byte[] before, int count) throws UperException {
        if (count > in.remaining() / BITS) {
            throw in.failure(UperException.Reason.TRUNCATED, in.position(), (long) count * BITS, in.remaining());
        }
        byte[] text = Arrays.copyOf(before, before.length + count);
        for (int i = before.length; i < text.length; i++) {
            text[i] = (byte) in.bits(BITS, "", "");
        }
        return text;
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        String text = (String) value;
        for (int done = 0; ; ) {
            int piece = count.write(text.length(), done, out);
            for (int i = done; i < done + piece; i++) {
                char c = text.charAt(i);
                if (c >= 1 << BITS) {
                    throw new ValueException("", "character=" + (int) c + ", limit=127");
                }
                out.bits(c, BITS);
            }
            done += piece;
            if (!count.hasMore(text.length(), piece)) {
                return;
            }
        }
    }
}
