package io.yunkong.wire.uper;

import com.google.protobuf.Descriptors.FieldDescriptor;
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

    private Slot(Member member, @Nullable Predicate<Object> has) {
        this.name = member.name();
        this.optional = member.optional();
        this.has = has;
    }

    private static @Nullable Predicate<Object> presence(Member member) {
        return member.field().hasPresence() ? new FieldAccess(member.field()).has() : null;
    }

    abstract void read(BitReader in, Object builder) throws UperException;

    /** Writes the member, which must be there. */
    abstract void write(Object message, BitWriter out) throws ValueException;

    final boolean isPresent(Object message) {
        return has == null || has.test(message);
    }

    private static ValueException absent() {
        return new ValueException("", "the member is absent and mandatory");
    }

    /** Reads the member out of an open type, in which extension additions travel. */
    abstract void readOpen(BitReader in, Object builder) throws UperException;

    abstract void writeOpen(Object message, BitWriter out) throws ValueException;

    /** As {@link #read}; a refusal names the member. */
    final void readNamed(BitReader in, Object builder) throws UperException {
        try {
            read(in, builder);
        } catch (UperException e) {
            throw e.within(name);
        }
    }

    /** As {@link #readOpen}; a refusal names the member. */
    final void readOpenNamed(BitReader in, Object builder) throws UperException {
        try {
            readOpen(in, builder);
        } catch (UperException e) {
            throw e.within(name);
        }
    }

    /** As {@link #writeOpen}; a refusal names the member. */
    final void writeOpenNamed(Object message, BitWriter out) throws ValueException {
        try {
            writeOpen(message, out);
        } catch (ValueException e) {
            throw e.within(name);
        }
    }

    /** A number. */
    static final class OfInt extends Slot {
        private final IntCode code;
        private final ToIntFunction<Object> get;
        private final ObjIntConsumer<Object> set;

        OfInt(Member member, IntCode code) {
            super(member, presence(member));
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
            if (value == 0 && !isPresent(message)) {
                throw absent();
            }
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
        /** What the getter gives for a message that is not set. */
        private final @Nullable Object unset;

        OfObject(Member member, Value value) {
            super(member, presence(member));
            FieldAccess field = new FieldAccess(member.field());
            this.value = value;
            this.get = field.getter();
            this.set = field.setter(value.javaType());
            this.unset = member.field().getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    ? FieldAccess.prototype(member.field().getMessageType())
                    : null;
        }

        @Override
        void read(BitReader in, Object builder) throws UperException {
            set.accept(builder, value.read(in));
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // protobuf gives its own empty instance for a message that is not set
        void write(Object message, BitWriter out) throws ValueException {
            Object member = get.apply(message);
            if (member == unset && !isPresent(message)) {
                throw absent();
            }
            value.write(member, out);
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
            this(member, count, element, new FieldAccess(member.field()).listGetter());
        }

        private OfList(Member member, Count count, Value element, Function<Object, Object> get) {
            super(member, member.optional() ? message -> !((List<?>) get.apply(message)).isEmpty() : null);
            this.list = new ListValue(count, element);
            this.get = get;
            this.addAll = new FieldAccess(member.field()).listSetter();
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
