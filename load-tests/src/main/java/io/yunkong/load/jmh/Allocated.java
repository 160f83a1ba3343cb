package io.yunkong.load.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a benchmark allocates in its measured part alone: JMH's own profiler counts what sets it up, too. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Allocated {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long octets;
    public long operations;

    /** To be given to {@link #count}. */
    long before() {
        return THREAD.getCurrentThreadAllocatedBytes();
    }

    void count(long before, long done) {
        octets += THREAD.getCurrentThreadAllocatedBytes() - before;
        operations += done;
    }
}
