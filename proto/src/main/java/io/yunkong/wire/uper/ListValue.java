package io.yunkong.wire.uper;

import java.util.ArrayList;
import java.util.List;

/** SEQUENCE OF (X.691, clause 20). */
record ListValue(Count count, Value element) implements Value {
    @Override
    public Object read(BitReader in) throws UperException {
        int piece = count.read(in);
        in.afford(Math.abs(piece));
        List<Object> elements = new ArrayList<>(Math.abs(piece));
        for (; piece < 0; piece = in.lengthOrFragment("", "")) {
            take(in, -piece, elements);
        }
        take(in, piece, elements);
        return elements;
    }

    private void take(BitReader in, int piece, List<Object> elements) throws UperException {
        in.afford(piece);
        for (int i = 0; i < piece; i++) {
            try {
                elements.add(element.read(in));
            } catch (UperException e) {
                throw e.within("[" + elements.size() + "]");
            }
        }
    }

    @Override
    public void write(Object value, BitWriter out) throws ValueException {
        List<?> elements = (List<?>) value;
        for (int done = 0; ; ) {
            int piece = count.write(elements.size(), done, out);
            for (int i = done; i < done + piece; i++) {
                try {
                    element.write(elements.get(i), out);
                } catch (ValueException e) {
                    throw e.within("[" + i + "]");
                }
            }
            done += piece;
            if (!count.hasMore(elements.size(), piece)) {
                return;
            }
        }
    }
}
