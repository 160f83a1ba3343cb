package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;

/** SEQUENCE (X.691, clause 19): members are those of the root, then the additions. Additions that the schema does not know are skipped. */
abstract class SequenceValue extends MessageValue {
    /** What {@link BitWriter#bits} takes at once. */
    private static final int OPTIONALS_MAX = 32;

    private final boolean extensible;
    private final int optionals;
    private final int rootSize;
    private final int additions;

    SequenceValue(Type.Sequence type) {
        super(Accessor.prototype(type.message()), type.members());
        this.extensible = type.extensible();
        this.optionals = (int) type.root().stream().filter(Member::optional).count();
        if (optionals > OPTIONALS_MAX) {
            throw new IllegalStateException("schema broken: message="
                    + type.message().getName() + ", optionals=" + optionals + ", limit=" + OPTIONALS_MAX);
        }
        this.rootSize = type.root().size();
        this.additions = type.additions().size();
    }

    /**
     * Reads the members of the root and makes the message.
     *
     * @param presence a bit for each optional member, the first of them highest
     * @param extended {@link #readAdditions} follow
     */
    abstract Object readRoot(BitReader in, long presence, boolean extended) throws UperException;

    /** What {@code readRoot} needs to know of a message. */
    abstract long presence(Object message);

    abstract void writeRoot(Object message, long presence, BitWriter out) throws ValueException;

    @Override
    public final Object read(BitReader in) throws UperException {
        in.spend();
        boolean extended = extensible && in.flag("", "...");
        return readRoot(in, optionals == 0 ? 0 : in.bits(optionals, "", ""), extended);
    }

    /** Number of additions, one bit each whether it is there, then each as open type (19.7 to 19.9). */
    final void readAdditions(BitReader in, Object builder) throws UperException {
        boolean[] present = presentAdditions(in);
        for (int i = 0; i < present.length; i++) {
            if (present[i] && i < additions) {
                readOpenNamed(rootSize + i, in, builder);
            } else if (present[i]) {
                OpenType.skip(in);
            }
        }
    }

    private static boolean[] presentAdditions(BitReader in) throws UperException {
        int count = in.flag("", "...") ? in.lengthOrFragment("", "...") : (int) in.bits(6, "", "...") + 1;
        if (count < 0 || count > in.remaining()) {
            throw in.failure(UperException.Reason.TRUNCATED, in.position(), count, in.remaining());
        }
        boolean[] present = new boolean[count];
        for (int i = 0; i < count; i++) {
            present[i] = in.flag("", "...");
        }
        return present;
    }

    /** Additions that no type of ours has, behind a root that is complete. */
    static void skipAdditions(BitReader in) throws UperException {
        for (boolean present : presentAdditions(in)) {
            if (present) {
                OpenType.skip(in);
            }
        }
    }

    @Override
    public final void write(Object value, BitWriter out) throws ValueException {
        boolean extended = false;
        for (int i = rootSize; i < rootSize + additions; i++) {
            extended |= hasMember(i, value);
        }
        if (extensible) {
            out.flag(extended);
        }
        long presence = presence(value);
        if (optionals > 0) {
            out.bits(presence, optionals);
        }
        writeRoot(value, presence, out);
        if (extended) {
            writeAdditions(value, out);
        }
    }

    private void writeAdditions(Object value, BitWriter out) throws ValueException {
        NumberValue.writeSmall(additions - 1, out);
        for (int i = rootSize; i < rootSize + additions; i++) {
            out.flag(hasMember(i, value));
        }
        for (int i = rootSize; i < rootSize + additions; i++) {
            if (hasMember(i, value)) {
                writeOpenNamed(i, value, out);
            }
        }
    }
}
