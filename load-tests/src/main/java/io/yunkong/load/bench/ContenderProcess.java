package io.yunkong.load.bench;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The process of a contender: starts it on free ports, says where it is reached, and answers every line of its input with its figures until
 * the input ends.
 */
final class ContenderProcess {
    static final String COMPILER = "compiler_ns";
    static final String COLLECTIONS = "collections";
    static final String COLLECTING = "collecting_ns";

    private ContenderProcess() {}

    /** @param args the contender, the folder of certificates, arguments of the roads */
    public static void main(String[] args) throws IOException, InterruptedException {
        BenchRoads roads = BenchRoads.of(List.of(args).subList(2, args.length));
        try (Server server = Contender.valueOf(args[0]).start(roads, new SecuredSite(Path.of(args[1])))) {
            ChildProcess.answer(server.where(), new ChildProcess.Source() {
                @Override
                public Map<String, Double> figures() throws IOException, InterruptedException {
                    return ContenderProcess.figures(server);
                }

                @Override
                public void collect() throws IOException, InterruptedException {
                    System.gc();
                    server.collectOther();
                }
            });
        }
        System.exit(0); // thousands of connections need not be closed one by one
    }

    /**
     * How long the compilers of this process have been at work, how often its collectors have stopped it, and for how long altogether; in
     * nanoseconds, to the millisecond. Those of two processes can be added.
     */
    static Map<String, Double> jvm() {
        double collections = 0;
        double collectingMs = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            collectingMs += collector.getCollectionTime();
        }
        double compilerMs = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        return Map.of(COMPILER, compilerMs * 1e6, COLLECTIONS, collections, COLLECTING, collectingMs * 1e6);
    }

    private static Map<String, Double> figures(Server server) throws IOException, InterruptedException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, Double> figures = new HashMap<>(server.counters());
        double cpuNs = system.getProcessCpuTime();
        double residentBytes = Processors.residentBytes(ProcessHandle.current().pid());
        OptionalLong other = server.otherProcess();
        if (other.isPresent()) {
            cpuNs += cpuNs(other.getAsLong());
            residentBytes += Processors.residentBytes(other.getAsLong());
        }
        figures.put("cpu_ns", cpuNs);
        figures.put("resident_bytes", residentBytes);
        jvm().forEach((name, value) -> figures.merge(name, value, Double::sum)); // another process' are in it already
        figures.put("allocated_bytes", (double) threads.getTotalThreadAllocatedBytes());
        figures.put("loops_allocated_bytes", (double) LongStream.of(threads.getThreadAllocatedBytes(eventLoops()))
                .filter(bytes -> bytes > 0) // has not ended meanwhile
                .sum());
        return figures;
    }

    /** Ids of the threads that do a contender's work, in the platform and in what stands beside it: Netty's. */
    private static long[] eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(FastThreadLocalThread.class::isInstance)
                .mapToLong(Thread::threadId)
                .toArray();
    }

    /** To a hundredth of a second, of a process that has not ended. */
    private static double cpuNs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElseThrow();
    }
}
