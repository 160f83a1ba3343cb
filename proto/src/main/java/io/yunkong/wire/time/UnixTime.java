package io.yunkong.wire.time;

import java.time.Instant;
import java.time.InstantSource;

/** Unix time in microseconds: the unit of every {@code _us} field on the wire and of every time inside. Stateless, for any thread. */
public final class UnixTime {
    private UnixTime() {}

    /** Microseconds from 1970-01-01T00:00:00Z to an instant; what is below a microsecond is cut off. */
    public static long microseconds(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** Microseconds since 1970 UTC on a clock. */
    public static long nowUs(InstantSource clock) {
        return microseconds(clock.instant());
    }
}
