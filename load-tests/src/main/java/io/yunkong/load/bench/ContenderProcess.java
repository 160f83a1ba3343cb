package io.yunkong.load.bench;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The process of a contender: starts it on a free port, says {@code port=N}, and answers every line of its input with its figures until the
 * input ends.
 */
final class ContenderProcess {
    private ContenderProcess() {}

    /** @param args the contender, vehicles that find room, seconds for which they drive */
    public static void main(String[] args) throws IOException {
        switch (Contender.valueOf(args[0])) {
            case ECHO -> {
                try (EchoServer echo = new EchoServer()) {
                    answer(echo.address().getPort(), () -> Map.of("received", (double) echo.received()));
                }
            }
            case EDGE -> {
                BenchRoads roads = new BenchRoads(Integer.parseInt(args[1]), Double.parseDouble(args[2]));
                InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                try (EdgeNode edge =
                        EdgeNode.start(EdgeConfig.of("edge-1", free).build(), roads.zone(), InstantSource.system())) {
                    answer(edge.tcpAddress().getPort(), () -> figures(edge.statistics()));
                }
            }
        }
    }

    private static Map<String, Double> figures(EdgeStatistics statistics) {
        return Map.of(
                "received", (double) statistics.received(),
                "processed", (double) statistics.processed(),
                "rejected", sum(statistics.rejected()),
                "shed", sum(statistics.shed()),
                "raised", (double) statistics.warnings().delivered());
    }

    private static double sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private interface Counters {
        Map<String, Double> read();
    }

    private static void answer(int port, Counters counters) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println("port=" + port);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            Map<String, Double> figures = new HashMap<>(counters.read());
            figures.put("cpu_ns", (double) system.getProcessCpuTime());
            figures.put("allocated_bytes", (double) threads.getTotalThreadAllocatedBytes());
            System.out.println(new Figures(figures).line());
        }
    }
}
