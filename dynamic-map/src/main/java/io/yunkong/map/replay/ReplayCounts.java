package io.yunkong.map.replay;

import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.map.warn.Application;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a replay did so far. Immutable.
 *
 * @param lines read, refused ones included
 * @param detections road users told of by them
 * @param rejected measurements that were not used, by reason
 * @param refused lines and objects that could not be read
 * @param recordedS seconds of the recording
 * @param tracks road users that were confirmed at some time
 * @param warnings raised
 * @param stationsDiscounted times that a station's measurements began to count less, by the doubt that weighed most
 * @param stationsExcluded times that a station was excluded from warnings, likewise
 * @param signals what was told of signals
 */
public record ReplayCounts(
        long lines,
        long detections,
        Map<RejectReason, Long> rejected,
        Map<LineDefect, Defects.Count> refused,
        double recordedS,
        long tracks,
        Map<Application, Long> warnings,
        Map<Doubt, Long> stationsDiscounted,
        Map<Doubt, Long> stationsExcluded,
        Signals signals) {
    /**
     * Recorded signal states.
     *
     * @param rows lines that could be taken
     * @param reports what they made a roadside unit say, one for each controller ten times a second
     * @param rejected reports, or heads in them, that were not used, by reason
     * @param refused lines that could not be read
     */
    public record Signals(
            long rows, long reports, Map<SignalDefect, Long> rejected, Map<LineDefect, Defects.Count> refused) {
        public Signals {
            rejected = copy(SignalDefect.class, rejected);
            refused = copy(LineDefect.class, refused);
        }
    }

    public ReplayCounts {
        rejected = copy(RejectReason.class, rejected);
        refused = copy(LineDefect.class, refused);
        warnings = copy(Application.class, warnings);
        stationsDiscounted = copy(Doubt.class, stationsDiscounted);
        stationsExcluded = copy(Doubt.class, stationsExcluded);
    }

    private static <K extends Enum<K>, V> Map<K, V> copy(Class<K> type, Map<K, V> from) {
        Map<K, V> copy = new EnumMap<>(type);
        copy.putAll(from);
        return Collections.unmodifiableMap(copy);
    }

    /** Warnings that were raised, of all applications. */
    public long raised() {
        return warnings.values().stream().mapToLong(Long::longValue).sum();
    }
}
