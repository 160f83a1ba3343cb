package io.yunkong.load.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The process of a contender: starts it on free ports, says where it is reached, and answers every line of its input with its figures until
 * the input ends.
 */
final class ContenderProcess {
    private ContenderProcess() {}

    /** @param args the contender, the folder of certificates, vehicles that find room, seconds for which they drive */
    public static void main(String[] args) throws IOException, InterruptedException {
        BenchRoads roads = new BenchRoads(Integer.parseInt(args[2]), Double.parseDouble(args[3]));
        try (Server server = Contender.valueOf(args[0]).start(roads, new SecuredSite(Path.of(args[1])))) {
            answer(server);
        }
        System.exit(0); // thousands of connections need not be closed one by one
    }

    private static void answer(Server server) throws IOException {
        System.out.println(new Figures(server.where()).line());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(new Figures(figures(server)).line());
        }
    }

    private static Map<String, Double> figures(Server server) throws IOException {
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
        figures.put("allocated_bytes", (double) threads.getTotalThreadAllocatedBytes());
        return figures;
    }

    /** To a hundredth of a second, of a process that has not ended. */
    private static double cpuNs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElseThrow();
    }
}
