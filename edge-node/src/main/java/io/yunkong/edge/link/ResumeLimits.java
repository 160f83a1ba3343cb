package io.yunkong.edge.link;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * How much is kept of sessions whose connection broke.
 *
 * @param keep how long such a session can be resumed, (0, 1 h]
 * @param sessionsMax sessions kept at the same time, [1, 1000000]; then the one that broke first is forgotten
 * @param messagesMax warnings kept for one session, connected or not, [1, 1000]; then the oldest is forgotten
 */
public record ResumeLimits(Duration keep, int sessionsMax, int messagesMax) {
    /** 10 s, 20 000 sessions of 32 warnings. */
    public static ResumeLimits standard() {
        return new ResumeLimits(Duration.ofSeconds(10), 20_000, 32);
    }

    public ResumeLimits {
        LinkTimes.check("keepS", keep);
        Check.within("sessionsMax", sessionsMax, 1, 1_000_000);
        Check.within("messagesMax", messagesMax, 1, 1000);
    }
}
