package io.yunkong.load.fleet;

import io.yunkong.load.budget.Names;
import io.yunkong.load.device.DrivenState;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What a rogue sends, and the reason under which the edge counts each frame of it. */
public enum BadInput {
    /** Octets of no message. */
    GARBAGE("MALFORMED"),
    /** A message cut short. */
    CUT_SHORT("TRUNCATED"),
    /** Octets behind a whole message. */
    TOO_MUCH("TRAILING_BYTES"),
    /** A good message of somebody else. */
    FOREIGN_ID("FOREIGN_STATION_ID"),
    /** Faster than any road user. */
    IMPOSSIBLE_SPEED("SPEED_IMPLAUSIBLE"),
    /** Latitude and longitude zero. */
    NULL_ISLAND("POSITION_ZERO"),
    /** One degree north of the zone. */
    FAR_AWAY("OUTSIDE_ZONE"),
    /** A frame longer than any, which costs the rogue its link. */
    ENDLESS_FRAME("FRAME_TOO_LONG"),
    /** Good messages, ten times as many as allowed. */
    FLOOD("RATE_LIMIT");

    private static final double IMPOSSIBLE_MPS = 163.8;
    private static final int FIRST_OF_NO_MESSAGE = 0x70;

    private final String reason;

    BadInput(String reason) {
        this.reason = reason;
    }

    /** Name of the reject reason. */
    public String reason() {
        return reason;
    }

    /** Such as {@code cut-short}. */
    public String key() {
        return Names.of(this);
    }

    /** Frames a second. */
    int framesPerSecond() {
        return switch (this) {
            case FLOOD -> 200;
            case ENDLESS_FRAME -> 1; // and a new connection each time
            case GARBAGE, CUT_SHORT, TOO_MUCH, FOREIGN_ID, IMPOSSIBLE_SPEED, NULL_ISLAND, FAR_AWAY -> 10;
        };
    }

    /** Whether the edge closes the link over it. */
    boolean closesTheLink() {
        return this == ENDLESS_FRAME;
    }

    /** The state that a message of this kind tells, where a good one tells another. */
    DrivenState state(DrivenState good) {
        return switch (this) {
            case IMPOSSIBLE_SPEED ->
                new DrivenState(good.latitudeDeg(), good.longitudeDeg(), IMPOSSIBLE_MPS, good.headingDeg());
            case NULL_ISLAND -> new DrivenState(0, 0, good.speedMps(), good.headingDeg());
            case FAR_AWAY ->
                new DrivenState(good.latitudeDeg() + 1, good.longitudeDeg(), good.speedMps(), good.headingDeg());
            case GARBAGE, CUT_SHORT, TOO_MUCH, FOREIGN_ID, ENDLESS_FRAME, FLOOD -> good;
        };
    }

    /** Whose message it is. */
    long station(long own) {
        return this == FOREIGN_ID ? ~own : own;
    }

    /**
     * What becomes of a message.
     *
     * @param bsm a whole message frame
     */
    byte[] spoil(byte[] bsm, SplittableRandom random) {
        return switch (this) {
            case GARBAGE -> {
                byte[] octets = new byte[bsm.length];
                random.nextBytes(octets);
                octets[0] = FIRST_OF_NO_MESSAGE;
                yield octets;
            }
            case CUT_SHORT -> Arrays.copyOf(bsm, bsm.length / 2);
            case TOO_MUCH -> Arrays.copyOf(bsm, bsm.length + 2);
            case FOREIGN_ID, IMPOSSIBLE_SPEED, NULL_ISLAND, FAR_AWAY, ENDLESS_FRAME, FLOOD -> bsm;
        };
    }
}
