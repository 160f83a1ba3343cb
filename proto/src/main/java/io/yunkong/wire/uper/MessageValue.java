package io.yunkong.wire.uper;

import com.google.protobuf.Message;
import io.yunkong.wire.schema.Type.Member;
import java.util.List;

/**
 * A type that has a generated class of its own. What is abstract here and in the subclasses touches members by the names of that class, and
 * is written by {@link MemberCode}.
 */
abstract class MessageValue implements Value {
    private final Message prototype;
    private final List<Member> members;

    MessageValue(Message prototype, List<Member> members) {
        this.prototype = prototype;
        this.members = members;
    }

    abstract void readMember(int member, BitReader in, Object builder) throws UperException;

    abstract void writeMember(int member, Object message, BitWriter out) throws ValueException;

    /** Whether a member is there; always, where protobuf cannot tell. */
    abstract boolean hasMember(int member, Object message);

    final Message.Builder newBuilder() {
        return prototype.newBuilderForType();
    }

    /** As {@link #readMember}; a refusal names the member. */
    final void readNamed(int member, BitReader in, Object builder) throws UperException {
        try {
            readMember(member, in, builder);
        } catch (UperException e) {
            throw within(member, e);
        }
    }

    final void readOpenNamed(int member, BitReader in, Object builder) throws UperException {
        try {
            OpenType.read(in, inner -> readMember(member, inner, builder));
        } catch (UperException e) {
            throw within(member, e);
        }
    }

    final void writeOpenNamed(int member, Object message, BitWriter out) throws ValueException {
        try {
            OpenType.write(out, inner -> writeMember(member, message, inner));
        } catch (ValueException e) {
            throw within(member, e);
        }
    }

    final UperException within(int member, UperException e) {
        return e.within(members.get(member).name());
    }

    final ValueException within(int member, ValueException e) {
        return e.within(members.get(member).name());
    }

    static IllegalStateException noMember(int member) {
        return new IllegalStateException("not a member that is met alone: member=" + member);
    }

    /** Refuses to write a mandatory member that is not there. */
    static void mandatory(boolean present) throws ValueException {
        if (!present) {
            throw new ValueException("", "the member is absent and mandatory");
        }
    }
}
