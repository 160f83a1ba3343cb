package io.yunkong.load.jmh;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a benchmark of {@link MapBenchmarks} came to.
 *
 * @param what in the words of the table
 * @param roadUsers on the map
 * @param ns an operation, median of the parts that were measured
 * @param spread slowest part less fastest, share of the median
 * @param bytes allocated by an operation
 */
record MapFigure(String what, int roadUsers, double ns, double spread, double bytes) {
    static MapFigure of(String what, String benchmark, int roadUsers, Collection<RunResult> runs) {
        RunResult run = runs.stream()
                .filter(candidate -> candidate.getPrimaryResult().getLabel().equals(benchmark))
                .filter(candidate -> vehicles(candidate, roadUsers) == roadUsers)
                .findAny()
                .orElseThrow(() ->
                        new IllegalStateException("no figures: benchmark=" + benchmark + ", road_users=" + roadUsers));
        double[] ns = run.getBenchmarkResults().stream()
                .flatMap(fork -> StreamSupport.stream(fork.getIterationResults().spliterator(), false))
                .mapToDouble(part -> part.getPrimaryResult().getScore())
                .toArray();
        return of(what, roadUsers, ns, counted(run, "octets") / counted(run, "operations"));
    }

    /** @param ns an operation, of each part; they are sorted */
    static MapFigure of(String what, int roadUsers, double[] ns, double bytes) {
        Arrays.sort(ns);
        double median = (ns[(ns.length - 1) / 2] + ns[ns.length / 2]) / 2;
        return new MapFigure(what, roadUsers, median, (ns[ns.length - 1] - ns[0]) / median, bytes);
    }

    private static int vehicles(RunResult run, int otherwise) {
        String told = run.getParams().getParam("vehicles");
        return told == null ? otherwise : Integer.parseInt(told);
    }

    private static double counted(RunResult run, String name) {
        Result<?> counter = run.getSecondaryResults().get(name);
        return counter == null ? Double.NaN : counter.getScore();
    }

    double perSecond() {
        return 1e9 / ns;
    }
}
