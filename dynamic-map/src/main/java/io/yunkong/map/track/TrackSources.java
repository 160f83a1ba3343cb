package io.yunkong.map.track;

/**
 * Who has told of a road user, and by which number, when and how exactly last: as many as a state can name. Mutable, owned by the {@link Track}.
 */
final class TrackSources {
    /** Instead of a number: what the road user says of itself. */
    static final int SELF = -1;

    private static final int MAX = TrackCopy.SOURCES_MAX;
    private static final int STATION = 0;
    private static final int OBJECT = 1;
    private static final int AT_US = 2;
    private static final int ROUND = 3;
    private static final int SIGMA_BITS = 4;
    private static final int NUMBERS = 5;

    private int count;
    private final long[] told = new long[MAX * NUMBERS];

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Whether this is what the road user says of itself. */
    boolean isSelf(int i) {
        return told[i * NUMBERS + OBJECT] == SELF;
    }

    long station(int i) {
        return told[i * NUMBERS + STATION];
    }

    /** The number that the source gave it, -1 = it is the road user itself. */
    int object(int i) {
        return (int) told[i * NUMBERS + OBJECT];
    }

    /** When it told, by its own clock, microseconds since 1970 UTC. */
    long atUs(int i) {
        return told[i * NUMBERS + AT_US];
    }

    /** How many rounds the sensor had told by then; 0 of the road user itself. */
    long round(int i) {
        return told[i * NUMBERS + ROUND];
    }

    /** Of the place it told, one sigma, metres. */
    double sigmaM(int i) {
        return Double.longBitsToDouble(told[i * NUMBERS + SIGMA_BITS]);
    }

    /** Place of a station's sensors, or of what a station says of itself; -1 = it has told nothing. */
    int find(long station, boolean self) {
        for (int i = 0; i < count; i++) {
            if (station(i) == station && isSelf(i) == self) {
                return i;
            }
        }
        return -1;
    }

    /** Remembers what a source has just told, instead of the one silent longest when there are too many. */
    void touch(long station, int object, long atUs, double sigmaM, long round) {
        int place = find(station, object == SELF);
        if (place < 0) {
            place = count < MAX ? count++ : silentLongest();
        }
        int at = place * NUMBERS;
        told[at + STATION] = station;
        told[at + OBJECT] = object;
        told[at + AT_US] = atUs;
        told[at + ROUND] = round;
        told[at + SIGMA_BITS] = Double.doubleToRawLongBits(sigmaM);
    }

    private int silentLongest() {
        int longest = 0;
        for (int i = 1; i < count; i++) {
            longest = atUs(i) < atUs(longest) ? i : longest;
        }
        return longest;
    }
}
