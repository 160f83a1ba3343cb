package io.yunkong.wire.uper;

import java.util.Arrays;

/**
 * A RoadsideSafetyMessage (T/CSAE 53-2020) read from its UPER frame: raw integers in the units of the standard, except that positions are
 * absolute. Unknown extensions are skipped.
 *
 * <pre>{@code
 * view.wrap(frame, 0, frame.length);
 * while (view.next()) {
 *     use(view.participant());
 * }
 * }</pre>
 *
 * <p>{@link #wrap} checks the whole frame before the first participant is handed out, and copies what the getters deliver. It allocates
 * nothing unless it throws; after it has thrown, there are no participants. Reusable; not thread-safe.
 */
public final class RsmView {
    private final BitReader reader = new BitReader();
    private final RsmParticipant[] participants = new RsmParticipant[DataElements.PARTICIPANT_COUNT.max()];

    private int messageCount;
    private long id;
    private final Position3D reference = new Position3D();
    private int count;
    private int current = -1;

    public RsmView() {
        Arrays.setAll(participants, i -> new RsmParticipant());
    }

    /**
     * Reads and checks a whole frame, and goes before the first participant.
     *
     * @throws UperException if it is no complete, valid MessageFrame with an RSM, or has octets left over
     * @throws IndexOutOfBoundsException if the array does not hold offset and length
     */
    public void wrap(byte[] buffer, int offset, int length) throws UperException {
        count = 0;
        current = -1;
        reader.wrap(buffer, offset, length);
        int read = read(reader);
        reader.end();
        count = read;
    }

    /** Returns the number of participants. */
    int read(BitReader in) throws UperException {
        MessageKind.RSM.expect(in);
        boolean extended = in.flag("", "...");
        messageCount = in.integer(DataElements.MESSAGE_COUNT, "", "msgCnt");
        id = in.eightOctets("", "id");
        reference.read(in, "refPos");
        int listed = in.integer(DataElements.PARTICIPANT_COUNT, "", "participants");
        for (int i = 0; i < listed; i++) {
            in.element(i);
            participants[i].read(in, reference);
        }
        if (extended) {
            in.skipExtensionAdditions("");
        }
        return listed;
    }

    /** Counts a sender's messages, 0..127. */
    public int messageCount() {
        return messageCount;
    }

    /** The roadside unit's id, eight octets as a big-endian number. */
    public long id() {
        return id;
    }

    /** Reference position, WGS-84, 1e-7 degree; {@link DataElements#LATITUDE_UNAVAILABLE}. */
    public int referenceLatitude() {
        return reference.latitude;
    }

    /** Reference position, WGS-84, 1e-7 degree; {@link DataElements#LONGITUDE_UNAVAILABLE}. */
    public int referenceLongitude() {
        return reference.longitude;
    }

    /** Reference position, 0.1 m over the ellipsoid; {@link DataElements#ELEVATION_UNAVAILABLE}. */
    public int referenceElevation() {
        return reference.elevation;
    }

    /** Participants in the message, 1..16. */
    public int participantCount() {
        return count;
    }

    /** Goes to the next participant; false after the last one. */
    public boolean next() {
        if (current + 1 >= count) {
            return false;
        }
        current++;
        return true;
    }

    /**
     * The participant that {@link #next} went to; reused by the next {@link #wrap}.
     *
     * @throws IllegalStateException before the first {@link #next}
     */
    public RsmParticipant participant() {
        if (current < 0) {
            throw new IllegalStateException("no participant: next() not called since wrap(); none returned");
        }
        return participants[current];
    }
}
