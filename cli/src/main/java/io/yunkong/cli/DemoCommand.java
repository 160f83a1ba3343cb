package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A whole platform in one process, on loopback only. */
@Command(
        name = "demo",
        description = "Runs edge, cloud, simulated traffic and console in one process, on loopback and free ports.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done; 1 a counter does not balance or a scripted conflict was not warned; 2 wrong usage; 130 interrupted",
            "  (Ctrl-C stops cleanly and prints the summary)"
        })
final class DemoCommand implements Callable<Integer> {
    private static final long POLL_MS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Where console and API are served (default: ${DEFAULT-VALUE}; port 0 = any free one).")
    private InetSocketAddress http = new InetSocketAddress(0);

    @Option(
            names = "--headless",
            description = "For scripts: prints no progress, and of the addresses that of console and API only.")
    private boolean headless;

    @Mixin
    private final ZoneFlag zone = new ZoneFlag();

    @Mixin
    private final TrafficFlags traffic = new TrafficFlags();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    final ConfigFlag config = new ConfigFlag();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (System.getenv("V2X_LOG_LEVEL") == null) {
            // The demo tells its own story, which begins with an edge that finds no cloud yet; logback reads this when
            // the first class logs.
            System.setProperty("V2X_LOG_LEVEL", "ERROR");
            System.setProperty("V2X_ZONE_LOG_LEVEL", "INFO");
        }
        Zone loaded = zone.read();
        long startedNs = System.nanoTime();
        try (Interruption interruption = new Interruption();
                Platform platform =
                        Platform.start(loaded, traffic.vehicles(), traffic.seed(), traffic.duration(), http)) {
            platform.follow(zone.folder());
            if (quiet()) {
                // standard output is the summary's alone with --json
                PrintWriter told = json.wanted() ? spec.commandLine().getErr() : out;
                tellConsole(told, platform);
                told.flush();
            } else {
                greet(out, platform);
            }
            double firstWarningS = run(platform, out, startedNs, interruption);
            DemoSummary summary = platform.finish(seconds(startedNs), firstWarningS);
            out.print(json.wanted() ? summary.json() + System.lineSeparator() : summary.text());
            out.flush();
            return summary.sound() ? ExitCode.OK : ExitCode.FAILURE;
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for the end, tells of the first warning; answers when it came, seconds after the start of the command, NaN = never. */
    private double run(Platform platform, PrintWriter out, long startedNs, Interruption interruption)
            throws InterruptedException {
        double firstWarningS = Double.NaN;
        while (!platform.trafficEnded() && !interruption.await(POLL_MS)) {
            if (Double.isNaN(firstWarningS) && platform.warned()) {
                firstWarningS = seconds(startedNs);
                if (!quiet()) {
                    out.printf(Locale.ROOT, "  first warning %.1f s after the start%n", firstWarningS);
                    out.flush();
                }
            }
        }
        return firstWarningS;
    }

    private void greet(PrintWriter out, Platform platform) {
        Zone shown = platform.zone();
        out.printf("Yunkong demo: zone %s (%s), seed %d%n", shown.name(), shown.titleEn(), traffic.seed());
        out.printf(
                "  edge     %s, udp %s, mqtt %s%n",
                Text.address(platform.edgeAddress()),
                Text.address(platform.datagramAddress()),
                Text.address(platform.mqttAddress()));
        out.printf(
                "  swarm    %d vehicles, %d roadside units%n",
                traffic.vehicles(), shown.roadsideUnits().size());
        tellConsole(out, platform);
        out.printf("  warnings ./v2x warnings tail --http %s%n", Text.address(platform.httpAddress()));
        Duration duration = traffic.duration();
        out.printf(
                "  %s%n",
                duration == null ? "Ctrl-C stops and prints the summary" : "runs " + duration.toSeconds() + " s");
        out.flush();
    }

    private static void tellConsole(PrintWriter out, Platform platform) {
        out.printf("  console  http://%s/%n", Text.address(platform.httpAddress()));
    }

    private boolean quiet() {
        return json.wanted() || headless;
    }

    private static double seconds(long startedNs) {
        return (System.nanoTime() - startedNs) / 1e9;
    }
}
