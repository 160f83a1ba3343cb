package io.yunkong.wire.uper;

/** Which message a MessageFrame holds; its first octet tells. */
public enum MessageKind {
    /** BasicSafetyMessage: a vehicle's own state. */
    BSM(0),
    /** MapData. */
    MAP(1),
    /** RoadsideSafetyMessage: road users seen by a roadside unit. */
    RSM(2),
    /** Signal phase and timing. */
    SPAT(3),
    /** RoadSideInformation. */
    RSI(4),
    /** MessageFrameExt: a Day 2 message of T/CSAE 157. */
    EXTENSION(8),
    /** No message of these editions: a later edition's alternative, or no MessageFrame at all. */
    UNKNOWN(15);

    /** Extension bit, then the small form of extension alternative 0. */
    private static final int EXTENSION_OCTET = 0x80;

    /** Extension bit and the three bits after it. */
    private final int choice;

    MessageKind(int choice) {
        this.choice = choice;
    }

    /**
     * The kind of the message that starts with an octet.
     *
     * @param firstOctet first octet of the frame, as a signed byte or as 0..255
     */
    public static MessageKind of(int firstOctet) {
        return switch ((firstOctet >>> 4) & 0xF) {
            case 0 -> BSM;
            case 1 -> MAP;
            case 2 -> RSM;
            case 3 -> SPAT;
            case 4 -> RSI;
            default -> (firstOctet & 0xFF) == EXTENSION_OCTET ? EXTENSION : UNKNOWN;
        };
    }

    /** Reads the choice at the start of a frame; the frame must hold this message. */
    void expect(BitReader in) throws UperException {
        int found = (int) in.bits(4, "", "MessageFrame");
        if (found == choice) {
            return;
        }
        boolean other = found <= RSI.choice || found >= EXTENSION.choice;
        throw new UperException(
                other ? UperException.Reason.OTHER_MESSAGE : UperException.Reason.UNKNOWN_ALTERNATIVE,
                "MessageFrame",
                0,
                found,
                choice);
    }

    /** Writes the choice at the start of a frame. */
    void write(BitWriter out) {
        out.bits(choice, 4);
    }
}
