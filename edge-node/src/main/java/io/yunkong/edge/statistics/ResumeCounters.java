package io.yunkong.edge.statistics;

import java.util.concurrent.atomic.LongAdder;

/** What became of sessions whose connection broke. Safe for use by any thread. */
public final class ResumeCounters {
    public final LongAdder resumed = new LongAdder();
    public final LongAdder notResumed = new LongAdder();
    public final LongAdder replayed = new LongAdder();
    public final LongAdder sessionsLapsed = new LongAdder();
    public final LongAdder sessionsForgotten = new LongAdder();
    public final LongAdder messagesForgotten = new LongAdder();

    /** @param away sessions kept now */
    public EdgeStatistics.Resumes statistics(int away) {
        return new EdgeStatistics.Resumes(
                away,
                resumed.sum(),
                notResumed.sum(),
                replayed.sum(),
                sessionsLapsed.sum(),
                sessionsForgotten.sum(),
                messagesForgotten.sum());
    }
}
