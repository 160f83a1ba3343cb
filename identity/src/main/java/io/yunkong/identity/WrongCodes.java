package io.yunkong.identity;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong codes by address, so that nobody tries many. Bounded: the address seen longest ago makes room. Thread-safe. */
final class WrongCodes {
    /** Wrong codes of one address within a minute. */
    static final int LIMIT = 10;

    static final int ADDRESSES_MAX = 1024;
    private static final long WINDOW_S = 60;

    private record Count(Instant since, int wrong) {}

    private final InstantSource clock;
    private final LinkedHashMap<InetAddress, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Count> eldest) {
            if (size() <= ADDRESSES_MAX) {
                return false;
            }
            forgotten++;
            return true;
        }
    };
    private long forgotten;

    WrongCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this address has tried too many lately. */
    synchronized boolean tooMany(InetAddress address) {
        Count count = counts.get(address);
        return count != null && count.wrong() >= LIMIT && !over(count);
    }

    synchronized void wrong(InetAddress address) {
        Count before = counts.get(address);
        counts.put(
                address,
                before == null || over(before)
                        ? new Count(clock.instant(), 1)
                        : new Count(before.since(), before.wrong() + 1));
    }

    /** Addresses that made room for others: bound hit. */
    synchronized long forgotten() {
        return forgotten;
    }

    private boolean over(Count count) {
        return clock.instant().isAfter(count.since().plusSeconds(WINDOW_S));
    }
}
