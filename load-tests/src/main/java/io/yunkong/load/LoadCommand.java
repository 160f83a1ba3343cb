package io.yunkong.load;

import io.yunkong.load.budget.Budgets;
import io.yunkong.load.budget.Check;
import io.yunkong.load.fleet.Scene;
import io.yunkong.load.gatling.GatlingRun;
import io.yunkong.load.observe.ObservationsCommand;
import io.yunkong.load.platform.Balance;
import io.yunkong.load.platform.Growth;
import io.yunkong.load.platform.Platform;
import io.yunkong.load.platform.Watch;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one load test and prints its verdict. */
@Command(
        name = "v2x load",
        description = "Runs a load test against an edge with its cloud and fails on a missed budget.",
        mixinStandardHelpOptions = true,
        subcommands = {LoadListCommand.class, ObservationsCommand.class})
public final class LoadCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final int BUDGET_MISSED = 99;
    private static final int HELP_WIDTH = 110;
    private static final int SLACK_MAX = 100;
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m)");
    private static final String LOG_LEVEL = "V2X_LOG_LEVEL";
    /** Compilers and caches; the platform starts with the load test. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final PrintStream out = System.out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
            description = "How long is measured, after 5 s of warming up, such as 30s or 10m (default: by load test).")
    private @Nullable String duration;

    @Option(
            names = "--budget",
            paramLabel = "[CLASS.]pNN=TIMEms",
            description =
                    "Another budget, such as p99=20ms (of warnings), heartbeat.p99.9=50ms, away.max=3000ms. May be given several times.")
    private List<String> budgets = new ArrayList<>();

    @Option(
            names = "--slack",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Budgets that --budget does not set are N times as wide, 1 to 100, for machines that others use as well.")
    private int slack;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "longzi-lake",
            description = "Shipped zone (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--edge",
            paramLabel = "HOST:PORT",
            description =
                    "An edge that runs already (default: one is started in this process, with a cloud). Nothing but latencies is looked at then.")
    private @Nullable String edge;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Its cloud, with --edge (default: console and API are left out).")
    private @Nullable String http;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Who drives where, and who comes back when after a storm (default: ${DEFAULT-VALUE}).")
    private long seed;

    private LoadCommand() {}

    /** Runs one load test and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getenv(LOG_LEVEL) == null) {
            // Refused rogues and lost connections are what some load tests are about; logback reads this when the
            // first class logs.
            System.setProperty(LOG_LEVEL, "ERROR");
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new LoadCommand()).setUsageHelpWidth(HELP_WIDTH);
        line.getCommandSpec()
                .usageMessage()
                .footer(Stream.of(
                                Stream.of("", "Load tests:"),
                                LoadListCommand.lines(),
                                Stream.of("", "Exit codes: 0 budgets kept, 1 failed, 2 wrong usage, 99 budget missed"))
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
        return line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof IllegalArgumentException) {
                command.getErr().println("v2x load: " + exception.getMessage());
                return USAGE;
            }
            if (exception instanceof ZoneException
                    || exception instanceof IOException
                    || exception instanceof IllegalStateException) {
                command.getErr().println("v2x load: " + exception.getMessage());
                return FAILURE;
            }
            throw exception;
        });
    }

    @Override
    public Integer call() throws IOException, ZoneException {
        if (name.isEmpty()) {
            spec.commandLine().usage(spec.commandLine().getErr());
            return USAGE;
        }
        LoadTest test = LoadTest.of(name);
        if (slack < 1 || slack > SLACK_MAX) {
            throw new IllegalArgumentException(
                    "slack out of range: slack=" + slack + ", limit=1.." + SLACK_MAX + "; not started");
        }
        Budgets wanted = StandardBudgets.of(test).times(slack).with(budgets);
        Scene.Course course = new Scene.Course(
                WARM_UP, duration == null ? test.duration() : time(duration, test), test == LoadTest.STORM);
        Path home = Path.of(System.getProperty("v2x.home", "."));
        Zone loaded = ZoneFolder.read(home.resolve("zones").resolve(zone));
        LoadPlan.checkVehicles(test, loaded, vehicles);
        Path results = home.resolve("load-tests/target/gatling");
        if (edge != null) {
            Optional<InetSocketAddress> cloud = Optional.ofNullable(http).map(LoadCommand::address);
            LoadPlan plan = new LoadPlan(
                    test,
                    loaded,
                    address(edge),
                    cloud,
                    vehicles,
                    course,
                    wanted.only(known -> cloud.isPresent() || !known.overHttp()),
                    seed);
            return verdict(run(plan, results), plan, List.of());
        }
        if (http != null) {
            throw new IllegalArgumentException("--http without --edge: value=" + http + "; not started");
        }
        InstantSource clock = InstantSource.system();
        try (Platform platform = Platform.start(loaded, clock)) {
            LoadPlan plan = new LoadPlan(
                    test,
                    loaded,
                    platform.edgeAddress(),
                    Optional.of(platform.httpAddress()),
                    vehicles,
                    course,
                    wanted,
                    seed);
            return watched(plan, platform, results);
        }
    }

    private int watched(LoadPlan plan, Platform platform, Path results) throws IOException {
        GatlingRun.Outcome outcome;
        List<Check> checks = new ArrayList<>();
        try (Watch watch = Watch.start(platform, out)) {
            if (plan.test() == LoadTest.SOAK) {
                watch.sample(plan.course().whole());
            }
            outcome = run(plan, results);
            if (plan.test() == LoadTest.SOAK) {
                checks.addAll(Growth.checks(watch.vitals()));
            }
        }
        checks.addAll(0, Balance.checks(LoadRun.current().tally(), platform.settled()));
        return verdict(outcome, plan, checks);
    }

    private GatlingRun.Outcome run(LoadPlan plan, Path results) throws IOException {
        out.printf(
                "load %s: zone=%s vehicles=%d duration=%ds seed=%d edge=%s http=%s%n",
                name,
                zone,
                vehicles,
                plan.course().measured().toSeconds(),
                seed,
                text(plan.edge()),
                plan.http().map(LoadCommand::text).orElse("none"));
        new LoadRun(plan, InstantSource.system()).makeCurrent();
        return GatlingRun.run(plan.test().simulation(), results);
    }

    private int verdict(GatlingRun.Outcome outcome, LoadPlan plan, List<Check> checks) {
        out.println();
        out.print(Summary.classes(outcome.figures(), plan.budgets()));
        out.print(Summary.failures(outcome.failures()));
        if (!checks.isEmpty()) {
            out.println();
            out.print(Summary.checks(checks));
        }
        GatlingRun.Verdict verdict =
                outcome.verdict() == GatlingRun.Verdict.KEPT && !checks.stream().allMatch(Check::kept)
                        ? GatlingRun.Verdict.BUDGET_MISSED
                        : outcome.verdict();
        out.println();
        out.printf(
                "verdict: %s  report: %s%n",
                verdict,
                Path.of("").toAbsolutePath().relativize(outcome.report().toAbsolutePath()));
        return switch (verdict) {
            case KEPT -> 0;
            case BUDGET_MISSED -> BUDGET_MISSED;
            case FAILED -> FAILURE;
        };
    }

    private static Duration time(String text, LoadTest test) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "not a duration: value=" + text + ", expected such as 30s or 2m; not started");
        }
        long amount = Long.parseLong(time.group(1));
        Duration parsed = time.group(2).equals("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
        if (parsed.compareTo(test.durationMin()) < 0) {
            throw new IllegalArgumentException("duration too short: value=" + text + ", limit="
                    + test.durationMin().toSeconds() + "s; not started");
        }
        return parsed;
    }

    private static InetSocketAddress address(String text) {
        List<String> parts = List.of(text.split(":", 2));
        if (parts.size() != 2 || !parts.get(1).matches("\\d{1,5}") || Integer.parseInt(parts.get(1)) > 65_535) {
            throw new IllegalArgumentException("not an address: value=" + text + ", expected HOST:PORT; not started");
        }
        return new InetSocketAddress(parts.getFirst(), Integer.parseInt(parts.get(1)));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
