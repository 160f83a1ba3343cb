package io.yunkong.map.warn;

import java.util.Optional;

/**
 * How a host should drive on to pass a signal (GLOSA, T/CSAE 53): nobody is in danger when it does not. The newest with an id holds; each
 * counts for a short while only. Immutable.
 *
 * @param id the same while it is renewed
 * @param stationId of the host
 * @param recommendation what it should do; empty = what was advised no longer holds
 * @param eastM the stop line, metres in the zone's plane
 * @param northM likewise
 * @param givenAtUs microseconds since 1970 UTC
 * @param validUntilUs not to be followed after this time; that of an end is the time at which it was given
 */
public record Advice(
        String id,
        long stationId,
        Optional<Recommendation> recommendation,
        double eastM,
        double northM,
        long givenAtUs,
        long validUntilUs) {
    /** What a host should do, as drivers say it. */
    public enum Manoeuvre {
        KEEP_SPEED,
        SLOW_DOWN,
        SPEED_UP,
        /** There is no speed to pass on green by; roll out. */
        STOP
    }

    /**
     * Speeds that pass on green, slowest and fastest; m/s, 0 < min <= max.
     */
    public record SpeedBand(double minMps, double maxMps) {}

    /**
     * @param band none for {@link Manoeuvre#STOP}
     * @param arrivalAtUs when the host is at the line if it does so; for {@link Manoeuvre#STOP} when it may go on, 0 = not known
     * @param reason what it rests on, one line: what, name=value
     */
    public record Recommendation(Manoeuvre manoeuvre, Optional<SpeedBand> band, long arrivalAtUs, String reason) {}

    /** Its end, to be told to who follows it. */
    Advice ended(long nowUs) {
        return new Advice(id, stationId, Optional.empty(), eastM, northM, nowUs, nowUs);
    }
}
