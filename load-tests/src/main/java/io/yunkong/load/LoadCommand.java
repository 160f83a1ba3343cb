package io.yunkong.load;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.load.gatling.GatlingRun;
import io.yunkong.load.observe.ObservationsCommand;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one load test and prints its verdict. */
@Command(
        name = "v2x load",
        description = "Runs a load test against an edge and fails on a missed latency budget.",
        mixinStandardHelpOptions = true,
        subcommands = ObservationsCommand.class,
        footer = {"", "Load tests: steady", "Exit codes: 0 budget kept, 1 failed, 2 wrong usage, 99 budget missed"})
public final class LoadCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final int BUDGET_MISSED = 99;
    private static final Map<String, Class<SteadySimulation>> SIMULATIONS = Map.of("steady", SteadySimulation.class);
    private static final Pattern BUDGET = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)=(\\d{1,6})ms");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(s|m)");

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which load test.")
    private String name = "";

    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "500",
            description =
                    "Vehicles on the road at any time, 2 to what the lanes of the zone hold; more are refused with that number (default: ${DEFAULT-VALUE}).")
    private int vehicles;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long new vehicles arrive, such as 30s (default: ${DEFAULT-VALUE}).")
    private String duration = "";

    @Option(
            names = "--budget",
            paramLabel = "pNN=TIMEms",
            defaultValue = "p99=50ms",
            description = "Uplink to warning, from the intended send time (default: ${DEFAULT-VALUE}).")
    private String budget = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "longzi-lake",
            description = "Shipped zone (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--edge",
            paramLabel = "HOST:PORT",
            description = "An edge that runs already (default: one is started in this process).")
    private @Nullable String edgeAddress;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Order of the stretches of road used (default: ${DEFAULT-VALUE}).")
    private long seed;

    private LoadCommand() {}

    /** Runs one load test and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadCommand())
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof IllegalArgumentException) {
                        command.getErr().println("v2x load: " + exception.getMessage());
                        return USAGE;
                    }
                    if (exception instanceof ZoneException || exception instanceof IOException) {
                        command.getErr().println("v2x load: " + exception.getMessage());
                        return FAILURE;
                    }
                    throw exception;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, ZoneException {
        Class<SteadySimulation> simulation = SIMULATIONS.get(name);
        if (simulation == null) {
            throw new IllegalArgumentException(
                    "no such load test: name=" + name + ", known=" + String.join(", ", SIMULATIONS.keySet()));
        }
        Path home = Path.of(System.getProperty("v2x.home", "."));
        Zone loaded = ZoneFolder.read(home.resolve("zones").resolve(zone));
        int vehiclesMax = LoadPlan.vehiclesMax(loaded);
        if (vehicles < 2 || vehicles > vehiclesMax) {
            throw new IllegalArgumentException("vehicles out of range: vehicles=" + vehicles + ", limit=2.."
                    + vehiclesMax + " (a stretch of road for every two); not started");
        }
        InstantSource clock = InstantSource.system();
        try (OwnEdge edge = OwnEdge.unlessGiven(edgeAddress, loaded, clock)) {
            LoadPlan plan = plan(loaded, edge.address(), clock);
            plan.makeCurrent();
            System.out.printf(
                    "load %s: zone=%s vehicles=%d duration=%s budget=%s edge=%s:%d seed=%d%n",
                    name,
                    zone,
                    vehicles,
                    duration,
                    budget,
                    edge.address().getHostString(),
                    edge.address().getPort(),
                    seed);
            GatlingRun.Outcome outcome = GatlingRun.run(simulation, home.resolve("load-tests/target/gatling"));
            return verdict(outcome, edge);
        }
    }

    private int verdict(GatlingRun.Outcome outcome, OwnEdge edge) {
        edge.statistics()
                .ifPresent(statistics -> System.out.printf(
                        "edge: received=%d processed=%d rejected=%s shed=%s warnings delivered=%d acknowledged=%d%n",
                        statistics.received(),
                        statistics.processed(),
                        statistics.rejected(),
                        statistics.shed(),
                        statistics.warnings().delivered(),
                        statistics.warnings().acknowledged()));
        System.out.printf("verdict: %s  report: %s%n", outcome.verdict(), outcome.report());
        return switch (outcome.verdict()) {
            case KEPT -> 0;
            case BUDGET_MISSED -> BUDGET_MISSED;
            case FAILED -> FAILURE;
        };
    }

    private LoadPlan plan(Zone loaded, InetSocketAddress edge, InstantSource clock) {
        Matcher wanted = BUDGET.matcher(budget);
        if (!wanted.matches()) {
            throw new IllegalArgumentException("not a budget: value=" + budget + ", expected such as p99=50ms");
        }
        Matcher time = SECONDS.matcher(duration);
        if (!time.matches()) {
            throw new IllegalArgumentException("not a duration: value=" + duration + ", expected such as 30s or 2m");
        }
        long amount = Long.parseLong(time.group(1));
        return new LoadPlan(
                loaded,
                edge,
                vehicles,
                time.group(2).equals("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount),
                Double.parseDouble(wanted.group(1)),
                Duration.ofMillis(Long.parseLong(wanted.group(2))),
                seed,
                clock);
    }

    /** The edge under load: one of this process, or one that runs elsewhere. */
    private record OwnEdge(InetSocketAddress address, Optional<EdgeNode> node) implements AutoCloseable {
        static OwnEdge unlessGiven(@Nullable String given, Zone zone, InstantSource clock) throws IOException {
            if (given != null) {
                List<String> parts = List.of(given.split(":", 2));
                if (parts.size() != 2 || !parts.get(1).matches("\\d{1,5}")) {
                    throw new IllegalArgumentException("not an address: value=" + given + ", expected HOST:PORT");
                }
                return new OwnEdge(
                        new InetSocketAddress(parts.getFirst(), Integer.parseInt(parts.get(1))), Optional.empty());
            }
            InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            EdgeNode started =
                    EdgeNode.start(EdgeConfig.standard("edge-1", free, Optional.empty(), List.of()), zone, clock);
            return new OwnEdge(started.tcpAddress(), Optional.of(started));
        }

        Optional<EdgeStatistics> statistics() {
            return node.map(EdgeNode::statistics);
        }

        @Override
        public void close() {
            node.ifPresent(EdgeNode::close);
        }
    }
}
