package io.yunkong.edge.link;

import io.yunkong.edge.link.station.TokenBucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps each device to its rate, however often it connects: who comes back finds its bucket as it left it. One that has filled up again is
 * forgotten. Safe for use by any thread.
 */
public final class DeviceRates {
    private final FrameRate rate;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    DeviceRates(FrameRate rate) {
        this.rate = rate;
    }

    /** The bucket of a device, full when it has not been heard for a while. */
    public TokenBucket of(String deviceId, boolean roadsideUnit, long nowNanos) {
        return buckets.computeIfAbsent(deviceId, _ -> rate.bucket(roadsideUnit, nowNanos));
    }

    /** Lets time pass. */
    public void forgetFull(long nowNanos) {
        buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }
}
