package io.yunkong.edge.link;

import io.yunkong.edge.link.station.TokenBucket;
import io.yunkong.map.observe.Check;

/**
 * How often a station may send.
 *
 * @param framesPerSecond frames of one vehicle, lasting rate, [1, 100000]
 * @param framesBurst frames of one vehicle at once, [1, 100000]
 * @param roadsideFactor a roadside unit may send this many times as much, [1, 1000]
 */
public record FrameRate(int framesPerSecond, int framesBurst, int roadsideFactor) {
    /** 20 frames a second, 40 at once; a roadside unit 20 times as much. */
    public static FrameRate standard() {
        return new FrameRate(20, 40, 20);
    }

    public FrameRate {
        Check.within("framesPerSecond", framesPerSecond, 1, 100_000);
        Check.within("framesBurst", framesBurst, 1, 100_000);
        Check.within("roadsideFactor", roadsideFactor, 1, 1000);
    }

    /** What keeps one station to its rate from now on. */
    public TokenBucket bucket(boolean roadsideUnit, long nowNanos) {
        int factor = roadsideUnit ? roadsideFactor : 1;
        return new TokenBucket(framesPerSecond * factor, framesBurst * factor, nowNanos);
    }
}
