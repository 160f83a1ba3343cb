package io.yunkong.wire.uper;

import com.google.protobuf.Message;
import io.yunkong.wire.schema.Type;

/** SEQUENCE OF with a message of its own around it, which travels as the list alone: the only member. */
abstract class OwnListValue extends MessageValue {
    OwnListValue(Type.OwnList type) {
        super(Accessor.prototype(type.message()), type.members());
    }

    @Override
    public final Object read(BitReader in) throws UperException {
        in.spend();
        Message.Builder builder = newBuilder();
        readMember(0, in, builder);
        return builder.buildPartial();
    }

    @Override
    public final void write(Object value, BitWriter out) throws ValueException {
        writeMember(0, value, out);
    }
}
