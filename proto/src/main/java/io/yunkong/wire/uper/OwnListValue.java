package io.yunkong.wire.uper;

import com.google.protobuf.Message;
import io.yunkong.wire.schema.Type;

/** SEQUENCE OF with a message of its own around it, which travels as the list alone. */
final class OwnListValue extends Value {
    private final Message prototype;
    private final Slot list;

    OwnListValue(Type.OwnList type, Compiler compiler) {
        this.prototype = FieldAccess.prototype(type.message());
        this.list = compiler.slot(type.list());
    }

    @Override
    Class<?> javaType() {
        return prototype.getClass();
    }

    @Override
    Object read(BitReader in) throws UperException {
        in.spend();
        Message.Builder builder = prototype.newBuilderForType();
        list.read(in, builder);
        return builder.buildPartial();
    }

    @Override
    void write(Object value, BitWriter out) throws ValueException {
        list.write(value, out);
    }
}
