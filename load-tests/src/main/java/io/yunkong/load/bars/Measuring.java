package io.yunkong.load.bars;

import java.io.IOException;
import java.io.PrintStream;

/** Comes to a report. */
@FunctionalInterface
public interface Measuring {
    /**
     * Measures.
     *
     * @param progress is told where it is and how far
     * @throws IOException when nothing can be measured
     */
    BenchReport measure(PrintStream progress) throws IOException, InterruptedException;
}
