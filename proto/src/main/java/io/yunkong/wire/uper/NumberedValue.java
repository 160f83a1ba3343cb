package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** SEQUENCE of a number and an open type that it tells. A content that the schema does not know is kept as it came. */
final class NumberedValue extends Value {
    private static final Slot[] NO_ADDITIONS = {};

    private final Message prototype;
    private final boolean extensible;
    private final IntCode number;
    private final ToIntFunction<Object> getNumber;
    private final ObjIntConsumer<Object> setNumber;
    private final Map<Integer, Slot> contents = new TreeMap<>();
    private final Predicate<Object> hasUnknown;
    private final Function<Object, Object> getUnknown;
    private final BiConsumer<Object, Object> setUnknown;

    NumberedValue(Type.Numbered type, Compiler compiler) {
        this.prototype = FieldAccess.prototype(type.message());
        this.extensible = type.extensible();
        this.number = Compiler.intCode(type.number().type());
        FieldAccess field = new FieldAccess(type.number().field());
        this.getNumber = field.intGetter();
        this.setNumber = field.intSetter();
        for (Map.Entry<Integer, Member> content : type.contents().entrySet()) {
            contents.put(content.getKey(), compiler.slot(content.getValue()));
        }
        FieldAccess unknown = new FieldAccess(type.unknown());
        this.hasUnknown = unknown.has();
        this.getUnknown = unknown.getter();
        this.setUnknown = unknown.setter(ByteString.class);
    }

    @Override
    Class<?> javaType() {
        return prototype.getClass();
    }

    @Override
    Object read(BitReader in) throws UperException {
        in.spend();
        Message.Builder builder = prototype.newBuilderForType();
        boolean extended = extensible && in.flag("", "...");
        int id = number.read(in);
        setNumber.accept(builder, id);
        Slot content = contents.get(id);
        if (content == null) {
            byte[] octets = OctetsValue.readPieces(in, in.lengthOrFragment("", ""));
            setUnknown.accept(builder, UnsafeByteOperations.unsafeWrap(octets));
        } else {
            content.readOpenNamed(in, builder);
        }
        if (extended) {
            SequenceValue.readAdditions(in, NO_ADDITIONS, builder);
        }
        return builder.buildPartial();
    }

    @Override
    void write(Object value, BitWriter out) throws ValueException {
        int given = getNumber.applyAsInt(value);
        if (extensible) {
            out.flag(false);
        }
        if (hasUnknown.test(value)) {
            if (contents.containsKey(given)) {
                throw new ValueException("", "number=" + given + " is not that of an unknown message");
            }
            number.write(given, out);
            OctetsValue.writePieces(((ByteString) getUnknown.apply(value)).toByteArray(), out);
            return;
        }
        for (Map.Entry<Integer, Slot> content : contents.entrySet()) {
            if (content.getValue().isPresent(value)) {
                if (given != 0 && given != content.getKey()) {
                    throw new ValueException(
                            "", "number=" + given + ", but that of the message is " + content.getKey());
                }
                number.write(content.getKey(), out);
                content.getValue().writeOpenNamed(value, out);
                return;
            }
        }
        throw new ValueException("", "no message is set");
    }
}
