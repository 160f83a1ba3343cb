package io.yunkong.map.track;

import io.yunkong.map.observe.Check;
import java.util.Set;

/**
 * How the {@link Tracker} tells road users apart and when it believes in them.
 *
 * @param selfSilenceMaxMs a road user that reports itself is dropped after this silence, milliseconds, [200, 10000]
 * @param sensorSilenceMaxMs one that only sensors see, milliseconds, [100, 10000]
 * @param confirmHits detections until an unequipped road user is believed, [1, 20]
 * @param confirmGapMs longest time between two of them, milliseconds, [50, 5000]
 * @param confirmOddMs how long a single sensor must see one that is where nobody goes, milliseconds, [0, 10000]: most of that is no road user
 * @param gate squared Mahalanobis distance up to which a detection with a known number fits its track, (0, 1000]
 * @param mergeGate the same between two tracks for being one road user, (0, 1000]
 * @param mergeRadiusM place difference up to which two tracks may be one road user, metres, (0, 20]
 * @param tracksMax tracks at one time, [1, 1000000]
 * @param without parts left out; none in operation
 */
public record TrackerParameters(
        double selfSilenceMaxMs,
        double sensorSilenceMaxMs,
        int confirmHits,
        double confirmGapMs,
        double confirmOddMs,
        double gate,
        double mergeGate,
        double mergeRadiusM,
        int tracksMax,
        Set<TrackerPart> without) {
    public TrackerParameters {
        Check.within("selfSilenceMaxMs", selfSilenceMaxMs, 200, 10_000);
        Check.within("sensorSilenceMaxMs", sensorSilenceMaxMs, 100, 10_000);
        Check.within("confirmHits", confirmHits, 1, 20);
        Check.within("confirmGapMs", confirmGapMs, 50, 5_000);
        Check.within("confirmOddMs", confirmOddMs, 0, 10_000);
        Check.above("gate", gate, 0, 1_000);
        Check.above("mergeGate", mergeGate, 0, 1_000);
        Check.above("mergeRadiusM", mergeRadiusM, 0, 20);
        Check.within("tracksMax", tracksMax, 1, 1_000_000);
        without = Set.copyOf(without);
    }

    public static TrackerParameters defaults() {
        return new TrackerParameters(1500, 800, 4, 300, 1500, 25, 13, 6, 20_000, Set.of());
    }

    /** The same, but for parts that are left out. */
    public TrackerParameters without(Set<TrackerPart> parts) {
        return new TrackerParameters(
                selfSilenceMaxMs,
                sensorSilenceMaxMs,
                confirmHits,
                confirmGapMs,
                confirmOddMs,
                gate,
                mergeGate,
                mergeRadiusM,
                tracksMax,
                parts);
    }

    boolean has(TrackerPart part) {
        return !without.contains(part);
    }
}
