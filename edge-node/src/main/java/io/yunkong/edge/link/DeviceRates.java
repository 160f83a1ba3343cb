package io.yunkong.edge.link;

import io.yunkong.edge.link.station.TokenBucket;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What keeps each device to its rate, however often and over however many links it connects: who comes back finds its bucket as it left it. One
 * that has filled up again, and that nobody takes of, is forgotten. Safe for use by any thread.
 */
public final class DeviceRates {
    private static final int BUCKETS_AT_A_TIME = 256;
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FrameRate rate;
    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();
    private Iterator<TokenBucket> round = Collections.emptyIterator();
    private long roundNanos = Long.MIN_VALUE / 2;

    /** Who has shown a certificate, and who only says that name, do not use up each other's rate. */
    private record Key(String deviceId, boolean certified) {}

    public DeviceRates(FrameRate rate) {
        this.rate = rate;
    }

    /**
     * The rate of a device.
     *
     * @param certified whether a certificate says that name
     */
    public Kept of(String deviceId, boolean certified, boolean roadsideUnit) {
        return new Kept(new Key(deviceId, certified), roadsideUnit);
    }

    /** Lets time pass for some of the devices; the next call goes on with others, and once a second, or as soon as it can, with the first ones again. */
    public synchronized void forgetQuiet(long nowNanos) {
        if (!round.hasNext() && nowNanos - roundNanos >= ROUND_NANOS) {
            round = buckets.values().iterator();
            roundNanos = nowNanos;
        }
        for (int left = BUCKETS_AT_A_TIME; left > 0 && round.hasNext(); left--) {
            if (round.next().retireIfQuiet(nowNanos)) {
                round.remove();
            }
        }
    }

    /** Devices of which something is remembered. */
    int count() {
        return buckets.size();
    }

    /** One device's rate: all its links together. A full bucket is forgotten also while a link is open, but silent. */
    public final class Kept {
        private final Key key;
        private final boolean roadsideUnit;
        /** Spares the table a search for each frame; of no use once it is retired. */
        private volatile @Nullable TokenBucket last;

        private Kept(Key key, boolean roadsideUnit) {
            this.key = key;
            this.roadsideUnit = roadsideUnit;
        }

        /** Whether one more may pass now. */
        public boolean take(long nowNanos) {
            TokenBucket bucket = last;
            if (bucket == null || bucket.isRetired()) {
                bucket = buckets.computeIfAbsent(key, _ -> rate.bucket(roadsideUnit, nowNanos));
                last = bucket;
            }
            return bucket.take(nowNanos);
        }
    }
}
