package io.yunkong.load.bench;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** A contender that runs in this process, on free ports of loopback. */
interface Server extends AutoCloseable {
    /** Where it is reached: port, and what else its vehicles need to know. */
    Map<String, Double> where();

    /** What it has counted since its start: at least received, the BSM that came. */
    Map<String, Double> counters() throws IOException, InterruptedException;

    /** The process beside this one that belongs to it. */
    default OptionalLong otherProcess() {
        return OptionalLong.empty();
    }

    /** Collects the garbage of the process beside this one. */
    default void collectOther() throws IOException, InterruptedException {}

    @Override
    void close();
}
