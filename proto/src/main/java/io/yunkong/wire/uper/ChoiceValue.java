package io.yunkong.wire.uper;

import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** CHOICE (X.691, clause 23). An alternative behind the extension marker that the schema does not know is kept as it came. */
final class ChoiceValue extends Value {
    private final Type.Choice type;
    private final Compiler compiler;
    private final Message prototype;
    private final int indexBits;
    private final int rootSize;
    private final boolean extensible;
    private @Nullable Layout layout;

    ChoiceValue(Type.Choice type, Compiler compiler) {
        this.type = type;
        this.compiler = compiler;
        this.prototype = FieldAccess.prototype(type.message());
        this.rootSize = type.root().size();
        this.indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(rootSize - 1);
        this.extensible = type.unknown() != null;
    }

    private static final class Layout {
        private final Slot[] slots;
        /** Index of the alternative by its field number. */
        private final int[] indexOf;

        private final Function<Object, Object> alternative;
        private final @Nullable BiConsumer<Object, Object> setUnknown;
        private final @Nullable Function<Object, Object> getUnknown;
        private final int unknownNumber;

        Layout(Type.Choice type, Compiler compiler) {
            List<Member> all = new ArrayList<>(type.root());
            all.addAll(type.additions());
            slots = compiler.slots(all);
            indexOf = new int
                    [all.stream().mapToInt(m -> m.field().getNumber()).max().orElse(0) + 1];
            Arrays.fill(indexOf, -1);
            for (int i = 0; i < all.size(); i++) {
                indexOf[all.get(i).field().getNumber()] = i;
            }
            alternative = FieldAccess.caseOf(type.message(), "alternative");
            FieldAccess unknown = type.unknown() == null ? null : new FieldAccess(type.unknown());
            setUnknown = unknown == null ? null : unknown.setter(UnknownAlternative.class);
            getUnknown = unknown == null ? null : unknown.getter();
            unknownNumber = type.unknown() == null ? -1 : type.unknown().getNumber();
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
        Layout alternatives = layout();
        Message.Builder builder = prototype.newBuilderForType();
        if (extensible && in.flag("", "")) {
            readAddition(in, alternatives, builder);
            return builder.buildPartial();
        }
        alternatives.slots[index(in)].readNamed(in, builder);
        return builder.buildPartial();
    }

    private int index(BitReader in) throws UperException {
        if (indexBits == 0) {
            return 0;
        }
        int index = (int) in.bits(indexBits, "", "");
        if (index >= rootSize) {
            throw in.failure(UperException.Reason.UNKNOWN_ALTERNATIVE, in.position() - indexBits, index, rootSize - 1L);
        }
        return index;
    }

    private void readAddition(BitReader in, Layout alternatives, Message.Builder builder) throws UperException {
        int index = in.normallySmall("", "");
        if (alternatives.setUnknown != null && index >= alternatives.slots.length - rootSize) {
            byte[] octets = OctetsValue.readPieces(in, in.lengthOrFragment("", ""));
            alternatives.setUnknown.accept(
                    builder,
                    UnknownAlternative.newBuilder()
                            .setIndex(index)
                            .setEncoding(UnsafeByteOperations.unsafeWrap(octets))
                            .build());
            return;
        }
        alternatives.slots[rootSize + index].readOpenNamed(in, builder);
    }

    @Override
    void write(Object value, BitWriter out) throws ValueException {
        Layout alternatives = layout();
        int number = ((Internal.EnumLite) alternatives.alternative.apply(value)).getNumber();
        if (alternatives.getUnknown != null && number == alternatives.unknownNumber) {
            writeUnknown((UnknownAlternative) alternatives.getUnknown.apply(value), alternatives, out);
            return;
        }
        int index = number < alternatives.indexOf.length ? alternatives.indexOf[number] : -1;
        if (index < 0) {
            throw new ValueException(
                    "", number == 0 ? "no alternative is set" : "alternative=" + number + " is not of this edition");
        }
        if (extensible) {
            out.flag(index >= rootSize);
        }
        Slot slot = alternatives.slots[index];
        try {
            if (index < rootSize) {
                if (indexBits > 0) {
                    out.bits(index, indexBits);
                }
                slot.write(value, out);
            } else {
                NumberValue.writeSmall(index - rootSize, out);
                slot.writeOpen(value, out);
            }
        } catch (ValueException e) {
            throw e.within(slot.name);
        }
    }

    private void writeUnknown(UnknownAlternative unknown, Layout alternatives, BitWriter out) throws ValueException {
        int index = unknown.getIndex();
        if (index < alternatives.slots.length - rootSize || index > Short.MAX_VALUE) {
            throw new ValueException("", "index=" + index + " is no unknown alternative");
        }
        out.flag(true);
        NumberValue.writeSmall(index, out);
        OctetsValue.writePieces(unknown.getEncoding().toByteArray(), out);
    }
}
