package io.yunkong.edge.link.session;

import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.statistics.ResumeCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sessions whose connection broke, the one that broke first in front, each until it is resumed or its time is over. Not thread-safe. */
final class AwaySessions {
    private final Map<DeviceSession, Long> lostAtNanos = new LinkedHashMap<>();
    private final ResumeLimits limits;
    private final ResumeCounters counters;

    AwaySessions(ResumeLimits limits, ResumeCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /** @return the sessions that had to make room, which are over */
    List<DeviceSession> add(DeviceSession session, long nowNanos) {
        lostAtNanos.put(session, nowNanos);
        List<DeviceSession> over = new ArrayList<>();
        while (lostAtNanos.size() > limits.sessionsMax()) {
            DeviceSession first = lostAtNanos.keySet().iterator().next();
            lostAtNanos.remove(first);
            over.add(first);
            counters.sessionsForgotten.increment();
        }
        return over;
    }

    void remove(DeviceSession session) {
        lostAtNanos.remove(session);
    }

    /**
     * Takes out sessions whose time is over, the one that broke first in front.
     *
     * @param max so many at most
     */
    List<DeviceSession> takeLapsed(long nowNanos, int max) {
        List<DeviceSession> lapsed = new ArrayList<>();
        for (Map.Entry<DeviceSession, Long> away : lostAtNanos.entrySet()) {
            if (lapsed.size() == max
                    || nowNanos - away.getValue() < limits.keep().toNanos()) {
                break;
            }
            lapsed.add(away.getKey());
        }
        lapsed.forEach(lostAtNanos::remove);
        counters.sessionsLapsed.add(lapsed.size());
        return lapsed;
    }

    /** Takes out the sessions whose device is no longer trusted. */
    List<DeviceSession> takeUntrusted(Instant now) {
        List<DeviceSession> untrusted = lostAtNanos.keySet().stream()
                .filter(session -> session.hasLostTrust(now))
                .toList();
        untrusted.forEach(lostAtNanos::remove);
        return untrusted;
    }

    /** Takes out all. */
    List<DeviceSession> takeAll() {
        List<DeviceSession> all = List.copyOf(lostAtNanos.keySet());
        lostAtNanos.clear();
        return all;
    }

    List<DeviceSession> all() {
        return List.copyOf(lostAtNanos.keySet());
    }

    int count() {
        return lostAtNanos.size();
    }
}
