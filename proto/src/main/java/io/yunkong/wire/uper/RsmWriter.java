package io.yunkong.wire.uper;

import java.util.Arrays;

/**
 * Writes a RoadsideSafetyMessage as a UPER frame, from raw integers in the units of the standard and absolute positions; each participant's
 * position is encoded in the smallest alternative that holds it.
 *
 * <p>A setter throws {@link IllegalArgumentException} for a value that its field does not hold, and changes nothing then. Nothing is
 * allocated. Reusable, values stay until {@link #clear} or {@link #clearParticipants}; not thread-safe.
 */
public final class RsmWriter {
    /** Most participants in one message. */
    public static final int PARTICIPANTS_MAX = DataElements.PARTICIPANT_COUNT.max();

    /** Octets a buffer must have from the offset on, whatever the message. */
    public static final int BYTES_MAX = 1024;

    private final BitWriter out = new BitWriter();
    private final RsmParticipantWriter[] participants = new RsmParticipantWriter[PARTICIPANTS_MAX];

    private int messageCount;
    private long id;
    private final Position3D reference = new Position3D();
    private int count;

    public RsmWriter() {
        Arrays.setAll(participants, i -> new RsmParticipantWriter());
        clear();
    }

    /** Forgets everything set, participants too. */
    public RsmWriter clear() {
        messageCount = 0;
        id = 0;
        reference.clear();
        return clearParticipants();
    }

    /** Forgets the participants only. */
    public RsmWriter clearParticipants() {
        count = 0;
        return this;
    }

    /** See {@link RsmView#messageCount}. */
    public RsmWriter messageCount(int value) {
        messageCount = DataElements.MESSAGE_COUNT.check("msgCnt", value);
        return this;
    }

    /** See {@link RsmView#id}. */
    public RsmWriter id(long value) {
        id = value;
        return this;
    }

    /** See {@link RsmView#referenceLatitude} and {@link RsmView#referenceLongitude}. */
    public RsmWriter referencePosition(int latitude, int longitude) {
        reference.set("refPos", latitude, longitude);
        return this;
    }

    /** Optional; see {@link RsmView#referenceElevation}. */
    public RsmWriter referenceElevation(int value) {
        reference.setElevation("refPos", value);
        return this;
    }

    /** Participants added since they were cleared. */
    public int participantCount() {
        return count;
    }

    /**
     * Adds a participant, whose values are all "unavailable" until they are set.
     *
     * @throws IllegalStateException if there are {@link #PARTICIPANTS_MAX} already
     */
    public RsmParticipantWriter addParticipant() {
        if (count == PARTICIPANTS_MAX) {
            throw new IllegalStateException("too many participants: participants=" + (count + 1) + ", limit="
                    + PARTICIPANTS_MAX + "; none added");
        }
        return participants[count++].clear();
    }

    /** As {@link #encode(byte[], int)} at the start of the buffer. */
    public int encode(byte[] buffer) {
        return encode(buffer, 0);
    }

    /**
     * Writes the whole MessageFrame.
     *
     * @param buffer with at least {@link #BYTES_MAX} octets from the offset on
     * @return octets written
     * @throws IllegalStateException if there is no participant: the standard has no empty RSM
     */
    public int encode(byte[] buffer, int offset) {
        if (count == 0) {
            throw new IllegalStateException("too few participants: participants=0, limit=1; nothing written");
        }
        out.wrap(buffer, offset, BYTES_MAX);
        MessageKind.RSM.write(out);
        out.flag(false);
        out.integer(DataElements.MESSAGE_COUNT, messageCount);
        out.eightOctets(id);
        reference.write(out);
        out.integer(DataElements.PARTICIPANT_COUNT, count);
        for (int i = 0; i < count; i++) {
            participants[i].write(out, reference);
        }
        return out.finish();
    }
}
