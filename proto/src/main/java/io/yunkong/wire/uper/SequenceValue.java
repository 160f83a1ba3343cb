package io.yunkong.wire.uper;

import com.google.protobuf.Message;
import io.yunkong.wire.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * SEQUENCE (X.691, clause 19). Extension additions that the schema does not know are skipped. The members are bound when the type is met
 * for the first time: most links speak a few of the messages only.
 */
final class SequenceValue extends Value {
    private final Type.Sequence type;
    private final Compiler compiler;
    private final Message prototype;
    private final boolean extensible;
    /** Set once to the same value by whoever comes first; an array of immutable slots behind a final field. */
    private @Nullable Layout layout;

    SequenceValue(Type.Sequence type, Compiler compiler) {
        this.type = type;
        this.compiler = compiler;
        this.prototype = FieldAccess.prototype(type.message());
        this.extensible = type.extensible();
    }

    private static final class Layout {
        private final Slot[] root;
        private final Slot[] additions;
        private final int optionals;

        Layout(Type.Sequence type, Compiler compiler) {
            root = compiler.slots(type.root());
            additions = compiler.slots(type.additions());
            int count = 0;
            for (Slot slot : root) {
                count += slot.optional ? 1 : 0;
            }
            optionals = count;
        }
    }

    private Layout layout() {
        Layout known = layout;
        if (known == null) {
            known = new Layout(type, compiler);
            layout = known;
        }
        return known;
    }

    @Override
    Class<?> javaType() {
        return prototype.getClass();
    }

    @Override
    Object read(BitReader in) throws UperException {
        in.spend();
        Layout members = layout();
        boolean extended = extensible && in.flag("", "...");
        long presence = members.optionals == 0 ? 0 : in.bits(members.optionals, "", "");
        int left = members.optionals;
        Message.Builder builder = prototype.newBuilderForType();
        Slot[] root = members.root;
        int at = 0;
        try {
            for (; at < root.length; at++) {
                Slot slot = root[at];
                if (!slot.optional || (presence >>> --left & 1) != 0) {
                    // Most members are numbers: naming them spares a call through a table.
                    if (slot instanceof Slot.OfInt number) {
                        number.read(in, builder);
                    } else {
                        slot.read(in, builder);
                    }
                }
            }
        } catch (UperException e) {
            throw e.within(root[at].name);
        }
        if (extended) {
            readAdditions(in, members.additions, builder);
        }
        return builder.buildPartial();
    }

    /** Number of additions, one bit each whether it is there, then each as open type (19.7 to 19.9). */
    static void readAdditions(BitReader in, Slot[] known, Object builder) throws UperException {
        int count = in.flag("", "...") ? in.lengthOrFragment("", "...") : (int) in.bits(6, "", "...") + 1;
        if (count < 0 || count > in.remaining()) {
            throw in.failure(UperException.Reason.TRUNCATED, in.position(), count, in.remaining());
        }
        boolean[] present = new boolean[count];
        for (int i = 0; i < count; i++) {
            present[i] = in.flag("", "...");
        }
        for (int i = 0; i < count; i++) {
            if (present[i] && i < known.length) {
                known[i].readOpenNamed(in, builder);
            } else if (present[i]) {
                skipOpen(in);
            }
        }
    }

    private static void skipOpen(BitReader in) throws UperException {
        int piece = in.lengthOrFragment("", "...");
        for (; piece < 0; piece = in.lengthOrFragment("", "...")) {
            in.skip(-piece << 3, "", "...");
        }
        in.skip(piece << 3, "", "...");
    }

    @Override
    void write(Object value, BitWriter out) throws ValueException {
        Layout members = layout();
        boolean extended = false;
        for (Slot slot : members.additions) {
            extended |= slot.isPresent(value);
        }
        if (extensible) {
            out.flag(extended);
        }
        Slot[] root = members.root;
        long presence = 0;
        for (Slot slot : root) {
            if (slot.optional) {
                presence = presence << 1 | (slot.isPresent(value) ? 1 : 0);
            }
        }
        int left = members.optionals;
        if (left > 0) {
            out.bits(presence, left);
        }
        int at = 0;
        try {
            for (; at < root.length; at++) {
                Slot slot = root[at];
                if (!slot.optional || (presence >>> --left & 1) != 0) {
                    if (slot instanceof Slot.OfInt number) {
                        number.write(value, out);
                    } else {
                        slot.write(value, out);
                    }
                }
            }
        } catch (ValueException e) {
            throw e.within(root[at].name);
        }
        if (extended) {
            writeAdditions(value, members.additions, out);
        }
    }

    private static void writeAdditions(Object value, Slot[] additions, BitWriter out) throws ValueException {
        NumberValue.writeSmall(additions.length - 1, out);
        for (Slot slot : additions) {
            out.flag(slot.isPresent(value));
        }
        for (Slot slot : additions) {
            if (slot.isPresent(value)) {
                slot.writeOpenNamed(value, out);
            }
        }
    }
}
