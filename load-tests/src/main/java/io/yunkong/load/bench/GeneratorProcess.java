package io.yunkong.load.bench;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The process of the generator: for every line of its input a run, which says {@link #CONNECTED}, {@link #MEASURING} and {@link #MEASURED} when it comes so far,
 * then its figures, its own processor time between the two included. One process for all runs against a contender: a new one would measure
 * its compiler.
 */
final class GeneratorProcess {
    static final String CONNECTED = "connected";
    static final String MEASURING = "measuring";
    static final String MEASURED = "measured";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final EventLoop loop = new MultiThreadIoEventLoopGroup(
                    1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory())
            .next();
    private final Contender contender;
    private final Figures where;
    private final SecuredSite site;
    private final BenchRoads roads;

    private GeneratorProcess(Contender contender, Figures where, SecuredSite site, BenchRoads roads) {
        this.contender = contender;
        this.where = where;
        this.site = site;
        this.roads = roads;
    }

    /** What a run is asked for with. */
    static String line(Scene scene, int vehicles, long firstStation, double warmUpS, double measuredS) {
        Figures figures = new Figures(Map.of(
                "vehicles",
                (double) vehicles,
                "first_station",
                (double) firstStation,
                "warm_up_s",
                warmUpS,
                "measured_s",
                measuredS));
        return scene.name() + " " + figures.line();
    }

    /** @param args contender, where it is reached, the folder of certificates, arguments of the roads */
    public static void main(String[] args) throws IOException, InterruptedException {
        GeneratorProcess generator = new GeneratorProcess(
                Contender.valueOf(args[0]),
                Figures.parse(args[1]),
                new SecuredSite(Path.of(args[2])),
                BenchRoads.of(List.of(args).subList(3, args.length)));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                generator.run(Scene.valueOf(line.substring(0, space)), Figures.parse(line.substring(space)));
            }
        } catch (ExecutionException e) {
            System.err.println("generator failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0); // thousands of connections need not be closed one by one
    }

    private void run(Scene scene, Figures asked) throws InterruptedException, ExecutionException {
        Generator.Plan plan = new Generator.Plan(
                contender,
                where,
                site,
                roads,
                scene,
                (int) asked.get("vehicles"),
                (long) asked.get("first_station"),
                asked.get("warm_up_s"),
                asked.get("measured_s"));
        long[] cpuNs = new long[2];
        Generator.Ear ear = new Generator.Ear() {
            @Override
            public void connected() {
                System.out.println(CONNECTED);
            }

            @Override
            public void measuring() {
                cpuNs[0] = system.getProcessCpuTime();
                System.out.println(MEASURING);
            }

            @Override
            public void measured() {
                cpuNs[1] = system.getProcessCpuTime();
                System.out.println(MEASURED);
            }
        };
        Map<String, Double> figures =
                new HashMap<>(Generator.run(plan, loop, ear).get().values());
        figures.put("cpu_ns", (double) (cpuNs[1] - cpuNs[0]));
        System.out.println(new Figures(figures).line());
    }
}
