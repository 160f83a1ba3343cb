package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.yunkong.wire.schema.Type;
import java.util.List;

/** SEQUENCE of a number and an open type that it tells: the members are the contents. One that the schema does not know is kept as it came. */
abstract class NumberedValue extends MessageValue {
    private final boolean extensible;
    private final IntCode code;
    private final FieldDescriptor number;
    private final FieldDescriptor unknown;
    /** Numbers of the contents, ascending. */
    private final List<Integer> numbers;

    NumberedValue(Type.Numbered type) {
        super(Accessor.prototype(type.message()), type.members());
        this.extensible = type.extensible();
        this.code = Compiler.intCode(type.number().type());
        this.number = type.number().field();
        this.unknown = type.unknown();
        this.numbers = List.copyOf(type.contents().keySet());
    }

    @Override
    public final Object read(BitReader in) throws UperException {
        in.spend();
        Message.Builder builder = newBuilder();
        boolean extended = extensible && in.flag("", "...");
        int id = code.read(in);
        builder.setField(number, id);
        int content = numbers.indexOf(id);
        if (content < 0) {
            byte[] octets = OctetsValue.readPieces(in, in.lengthOrFragment("", ""));
            builder.setField(unknown, UnsafeByteOperations.unsafeWrap(octets));
        } else {
            readOpenNamed(content, in, builder);
        }
        if (extended) {
            SequenceValue.skipAdditions(in);
        }
        return builder.buildPartial();
    }

    @Override
    public final void write(Object value, BitWriter out) throws ValueException {
        Message message = (Message) value;
        int given = (Integer) message.getField(number);
        if (extensible) {
            out.flag(false);
        }
        if (message.hasField(unknown)) {
            if (numbers.contains(given)) {
                throw new ValueException("", "number=" + given + " is not that of an unknown message");
            }
            code.write(given, out);
            OctetsValue.writePieces(((ByteString) message.getField(unknown)).toByteArray(), out);
            return;
        }
        writeContent(message, given, out);
    }

    private void writeContent(Message message, int given, BitWriter out) throws ValueException {
        for (int i = 0; i < numbers.size(); i++) {
            if (hasMember(i, message)) {
                int id = numbers.get(i);
                if (given != 0 && given != id) {
                    throw new ValueException("", "number=" + given + ", but that of the message is " + id);
                }
                code.write(id, out);
                writeOpenNamed(i, message, out);
                return;
            }
        }
        throw new ValueException("", "no message is set");
    }
}
