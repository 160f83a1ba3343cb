package io.yunkong.edge.link;

import io.yunkong.edge.link.station.TokenBucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps each device to its rate, however often and over however many links it connects: who comes back finds its bucket as it left it. One
 * that has filled up again is forgotten. Safe for use by any thread.
 */
public final class DeviceRates {
    private final FrameRate rate;
    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();

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

    /** Lets time pass. */
    public void forgetFull(long nowNanos) {
        buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }

    /** One device's rate: all its links together. Holds no bucket: a full one is forgotten also while a link is open. */
    public final class Kept {
        private final Key key;
        private final boolean roadsideUnit;

        private Kept(Key key, boolean roadsideUnit) {
            this.key = key;
            this.roadsideUnit = roadsideUnit;
        }

        /** Whether one more may pass now. */
        public boolean take(long nowNanos) {
            TokenBucket bucket = buckets.get(key);
            if (bucket == null) {
                bucket = buckets.computeIfAbsent(key, _ -> rate.bucket(roadsideUnit, nowNanos));
            }
            return bucket.take(nowNanos);
        }
    }
}
