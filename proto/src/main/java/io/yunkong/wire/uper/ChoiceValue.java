package io.yunkong.wire.uper;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CHOICE (X.691, clause 23): members are the alternatives of the root, then those behind the extension marker. One that the schema does not
 * know is kept as it came.
 */
abstract class ChoiceValue extends MessageValue {
    private final int indexBits;
    private final int rootSize;
    private final int additions;
    private final @Nullable FieldDescriptor unknown;
    /** Member by its field number; -1: none. */
    private final int[] memberOf;

    ChoiceValue(Type.Choice type) {
        super(Accessor.prototype(type.message()), type.members());
        this.rootSize = type.root().size();
        this.additions = type.additions().size();
        this.indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(rootSize - 1);
        this.unknown = type.unknown();
        this.memberOf = memberOf(type.members());
    }

    private static int[] memberOf(List<Member> members) {
        int highest =
                members.stream().mapToInt(m -> m.field().getNumber()).max().orElse(0);
        int[] memberOf = new int[highest + 1];
        Arrays.fill(memberOf, -1);
        for (int i = 0; i < members.size(); i++) {
            memberOf[members.get(i).field().getNumber()] = i;
        }
        return memberOf;
    }

    /** Number of the field that is set; 0: none. */
    abstract int alternative(Object message);

    @Override
    public final Object read(BitReader in) throws UperException {
        in.spend();
        Message.Builder builder = newBuilder();
        if (unknown != null && in.flag("", "")) {
            readAddition(in, unknown, builder);
        } else {
            readNamed(index(in), in, builder);
        }
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

    private void readAddition(BitReader in, FieldDescriptor unknown, Message.Builder builder) throws UperException {
        int index = in.normallySmall("", "");
        if (index < additions) {
            readOpenNamed(rootSize + index, in, builder);
            return;
        }
        byte[] octets = OctetsValue.readPieces(in, in.lengthOrFragment("", ""));
        builder.setField(
                unknown,
                UnknownAlternative.newBuilder()
                        .setIndex(index)
                        .setEncoding(UnsafeByteOperations.unsafeWrap(octets))
                        .build());
    }

    @Override
    public final void write(Object value, BitWriter out) throws ValueException {
        int number = alternative(value);
        if (unknown != null && number == unknown.getNumber()) {
            writeUnknown((UnknownAlternative) ((Message) value).getField(unknown), out);
            return;
        }
        int member = number < memberOf.length ? memberOf[number] : -1;
        if (member < 0) {
            throw new ValueException(
                    "", number == 0 ? "no alternative is set" : "alternative=" + number + " is not of this edition");
        }
        if (unknown != null) {
            out.flag(member >= rootSize);
        }
        if (member < rootSize) {
            writeRoot(member, value, out);
        } else {
            NumberValue.writeSmall(member - rootSize, out);
            writeOpenNamed(member, value, out);
        }
    }

    private void writeRoot(int member, Object value, BitWriter out) throws ValueException {
        if (indexBits > 0) {
            out.bits(member, indexBits);
        }
        try {
            writeMember(member, value, out);
        } catch (ValueException e) {
            throw within(member, e);
        }
    }

    private void writeUnknown(UnknownAlternative unknown, BitWriter out) throws ValueException {
        int index = unknown.getIndex();
        if (index < additions || index > Short.MAX_VALUE) {
            throw new ValueException("", "index=" + index + " is no unknown alternative");
        }
        out.flag(true);
        NumberValue.writeSmall(index, out);
        OctetsValue.writePieces(unknown.getEncoding().toByteArray(), out);
    }
}
