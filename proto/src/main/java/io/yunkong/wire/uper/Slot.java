package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A member of a SEQUENCE or alternative of a CHOICE: where it lies in the generated class, and how it is written. Immutable. */
abstract sealed class Slot {
    final String name;
    final boolean optional;
    /** Null where protobuf cannot tell: a number that is not optional. */
    private final @Nullable Predicate<Object> has;

    private Slot(Member member) {
        this.name = member.name();
        this.optional = member.optional();
        this.has = member.field().hasPresence() ? new FieldAccess(member.field()).has() : null;
    }

    abstract void read(BitReader in, Object builder) throws UperException;

    abstract void write(Object message, BitWriter out) throws ValueException;

    boolean isPresent(Object message) {
        return has == null || has.test(message);
    }

    /** Writes the member, which must be there. */
    final void writeMandatory(Object message, BitWriter out) throws ValueException {
        if (has != null && !has.test(message)) {
            throw new ValueException("", "the member is absent and mandatory");
        }
        write(message, out);
    }

    /** Reads the member out of an open type, in which extension additions travel. */
    abstract void readOpen(BitReader in, Object builder) throws UperException;

    abstract void writeOpen(Object message, BitWriter out) throws ValueException;

    /** A number. */
    static final class OfInt extends Slot {
        private final IntCode code;
        private final ToIntFunction<Object> get;
        private final ObjIntConsumer<Object> set;

        OfInt(Member member, IntCode code) {
            super(member);
            FieldAccess field = new FieldAccess(member.field());
            this.code = code;
            this.get = field.intGetter();
            this.set = field.intSetter();
        }

        @Override
        void read(BitReader in, Object builder) throws UperException {
            // Most numbers are of this kind: naming it spares a call through a table.
            set.accept(builder, code instanceof IntCode.Constrained number ? number.read(in) : code.read(in));
        }

        @Override
        void write(Object message, BitWriter out) throws ValueException {
            int value = get.applyAsInt(message);
            if (code instanceof IntCode.Constrained number) {
                number.write(value, out);
            } else {
                code.write(value, out);
            }
        }

        @Override
        void readOpen(BitReader in, Object builder) throws UperException {
            set.accept(builder, (Integer) new IntValue(code).readOpen(in));
        }

        @Override
        void writeOpen(Object message, BitWriter out) throws ValueException {
            new IntValue(code).writeOpen(get.applyAsInt(message), out);
        }
    }

    /** A message, string or long number. */
    static final class OfObject extends Slot {
        private final Value value;
        private final Function<Object, Object> get;
        private final BiConsumer<Object, Object> set;

        OfObject(Member member, Value value) {
            super(member);
            FieldAccess field = new FieldAccess(member.field());
            this.value = value;
            this.get = field.getter();
            this.set = field.setter(value.javaType());
        }

        @Override
        void read(BitReader in, Object builder) throws UperException {
            set.accept(builder, value.read(in));
        }

        @Override
        void write(Object message, BitWriter out) throws ValueException {
            value.write(get.apply(message), out);
        }

        @Override
        void readOpen(BitReader in, Object builder) throws UperException {
            set.accept(builder, value.readOpen(in));
        }

        @Override
        void writeOpen(Object message, BitWriter out) throws ValueException {
            value.writeOpen(get.apply(message), out);
        }
    }

    /** A SEQUENCE OF (X.691, clause 20). */
    static final class OfList extends Slot {
        private final ListValue list;
        private final Function<Object, Object> get;
        private final BiConsumer<Object, Object> addAll;

        OfList(Member member, Count count, Value element) {
            super(member);
            FieldAccess field = new FieldAccess(member.field());
            this.list = new ListValue(count, element);
            this.get = field.listGetter();
            this.addAll = field.listSetter();
        }

        @Override
        boolean isPresent(Object message) {
            return !((List<?>) get.apply(message)).isEmpty();
        }

        @Override
        void read(BitReader in, Object builder) throws UperException {
            addAll.accept(builder, list.read(in));
        }

        @Override
        void write(Object message, BitWriter out) throws ValueException {
            list.write(get.apply(message), out);
        }

        @Override
        void readOpen(BitReader in, Object builder) throws UperException {
            addAll.accept(builder, list.readOpen(in));
        }

        @Override
        void writeOpen(Object message, BitWriter out) throws ValueException {
            list.writeOpen(get.apply(message), out);
        }
    }

    /** A number as an object, for lists and open types. */
    static final class IntValue extends Value {
        private final IntCode code;

        IntValue(IntCode code) {
            this.code = code;
        }

        @Override
        Class<?> javaType() {
            return int.class;
        }

        @Override
        Object read(BitReader in) throws UperException {
            return code.read(in);
        }

        @Override
        void write(Object value, BitWriter out) throws ValueException {
            code.write((Integer) value, out);
        }
    }

    private static final class ListValue extends Value {
        private final Count count;
        private final Value element;

        ListValue(Count count, Value element) {
            this.count = count;
            this.element = element;
        }

        @Override
        Class<?> javaType() {
            return Iterable.class;
        }

        @Override
        Object read(BitReader in) throws UperException {
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
        void write(Object value, BitWriter out) throws ValueException {
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
}
