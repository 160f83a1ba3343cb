package io.yunkong.edge.downlink;

import java.util.HashMap;
import java.util.Map;

/**
 * Rates of things told side by side: of each at most one in an interval on the average, a few of them early. When too many are told at once, what
 * is new waits. Not thread-safe.
 *
 * @param <K> what has a rate of its own
 */
final class Turns<K> {
    private final int max;
    private final Map<K, Long> untilUs = new HashMap<>(4);

    /** @param max things told side by side at most */
    Turns(int max) {
        this.max = max;
    }

    /** @param earlyUs so long before its time it is in time as well */
    boolean take(K what, long intervalUs, long earlyUs, long nowUs) {
        long due = untilUs.getOrDefault(what, Long.MIN_VALUE / 2);
        if (nowUs < due - earlyUs) {
            return false;
        }
        if (untilUs.size() >= max && !untilUs.containsKey(what)) {
            untilUs.values().removeIf(until -> until <= nowUs);
            if (untilUs.size() >= max) {
                return false;
            }
        }
        untilUs.put(what, Math.max(due, nowUs) + intervalUs);
        return true;
    }
}
