package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.Swarm;
import io.yunkong.sim.SwarmConfig;
import io.yunkong.sim.SwarmReport;
import io.yunkong.sim.client.Fleet;
import io.yunkong.sim.client.FleetStatistics;
import io.yunkong.sim.client.Percentiles;
import io.yunkong.sim.replay.ObservationReplay;
import io.yunkong.sim.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends simulated or recorded traffic to an edge. */
@Command(
        name = "sim",
        description =
                "Sends simulated traffic, or a recorded observation set, to an edge over the sockets devices use.",
        mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {
    private static final int CONNECT_LIMIT_MS = 3_000;
    private static final long POLL_MS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--edge",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7420",
            description = "TCP address of the edge (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress edge = new InetSocketAddress(0);

    @Option(
            names = "--roadside-udp",
            paramLabel = "HOST:PORT",
            description = "Roadside units send datagrams there (default: they use TCP).")
    private @Nullable InetSocketAddress roadsideUdp;

    @Option(
            names = "--equipped-share",
            paramLabel = "SHARE",
            defaultValue = "0.6",
            description = "Share of the vehicles that is connected, 0..1 (default: ${DEFAULT-VALUE}).")
    private double equippedShare;

    @Option(names = "--no-conflicts", description = "Scripts no conflicts.")
    private boolean noConflicts;

    @Option(
            names = "--observations",
            paramLabel = "FILE",
            description = "Plays a recorded set (*.ndjson.gz) instead of simulating.")
    private @Nullable Path observations;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Simulated or recorded seconds per second (default: ${DEFAULT-VALUE}).")
    private double speed;

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
        Zone loaded = zone.read();
        try {
            // Also checks the flags that a recording does not need, before anything is connected.
            SwarmConfig swarm = swarmConfig();
            Path recording = observations;
            if (recording != null && !Files.isReadable(recording)) {
                throw new CommandFailure(ExitCode.USAGE, "cannot be read: observations=" + recording);
            }
            requireEdge();
            return recording == null ? simulate(loaded, swarm) : play(loaded, recording);
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Says at once that nobody listens, instead of trying for ever. */
    private void requireEdge() {
        try (Socket probe = new Socket()) {
            probe.connect(edge, CONNECT_LIMIT_MS);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_CONNECT,
                    "cannot connect: edge=" + Text.address(edge) + ", reason=" + e.getMessage());
        }
    }

    private SwarmConfig swarmConfig() {
        return new SwarmConfig(
                traffic.vehicles(),
                equippedShare,
                traffic.seed(),
                edge,
                roadsideUdp,
                traffic.duration(),
                speed,
                !noConflicts,
                0);
    }

    private int simulate(Zone loaded, SwarmConfig swarmConfig) throws InterruptedException {
        try (Interruption interruption = new Interruption();
                Swarm swarm = Swarm.start(swarmConfig, loaded, InstantSource.system())) {
            while (!swarm.await(Duration.ZERO)
                    && !everybodyRefused(swarm.report().links())
                    && !interruption.await(POLL_MS)) {
                // Runs until its time is over, nobody is let in, or somebody stops it.
            }
            SwarmReport report = swarm.stop();
            print(json.wanted() ? simulationJson(report) : simulationText(report));
            refuseRefused(report.links());
            return report.links().sentFrames() > 0 ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private static boolean everybodyRefused(FleetStatistics links) {
        return links.connects() == 0
                && links.sentFrames() == 0
                && !links.refusals().isEmpty();
    }

    private void refuseRefused(FleetStatistics links) {
        if (everybodyRefused(links)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "edge lets nobody in: edge=" + Text.address(edge) + ", refused=" + new TreeMap<>(links.refusals())
                            + "; nothing sent");
        }
    }

    private int play(Zone loaded, Path recording) throws InterruptedException {
        try (Interruption interruption = new Interruption();
                ObservationReplay replay = ObservationReplay.start(
                        recording,
                        loaded,
                        new Fleet.Target(loaded.name(), edge, roadsideUdp),
                        speed,
                        InstantSource.system(),
                        heard -> {})) {
            while (!replay.await(Duration.ZERO)
                    && !everybodyRefused(replay.report().links())
                    && !interruption.await(POLL_MS)) {
                // Runs until the recording is over, nobody is let in, or somebody stops it.
            }
            replay.close();
            ReplayReport report = replay.report();
            print(json.wanted() ? replayJson(report) : replayText(report));
            if (!report.failure().isEmpty()) {
                throw new CommandFailure(ExitCode.FAILURE, report.failure());
            }
            refuseRefused(report.links());
            return ExitCode.OK;
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private static String simulationJson(SwarmReport report) {
        return Json.object(object -> {
            object.writeStringField("zone", report.zone());
            object.writeNumberField("seed", report.seed());
            Json.decimal(object, "seconds", report.simulatedS());
            object.writeNumberField("vehicles", report.vehicles());
            object.writeNumberField("rsus", report.rsus());
            Json.decimal(object, "first_warning_s", report.firstWarningS());
            Json.field(object, "conflicts", conflicts -> {
                conflicts.writeNumberField("scripted", report.scripted().size());
                conflicts.writeNumberField(
                        "warned", report.scripted().size() - report.missed().size());
                conflicts.writeNumberField(
                        "false_alarms", report.verdict().falseAlarms().size());
            });
            links(object, report.links());
            object.writeNumberField("warnings_unjudged", report.unjudged());
            object.writeNumberField("signal_phase_ms", report.signalPhaseMs());
            object.writeStringField("stream_sha256", report.streamHash());
        });
    }

    private static String simulationText(SwarmReport report) {
        return String.format(
                Locale.ROOT,
                "swarm: zone=%s vehicles=%d seed=%d sent=%d unsent=%d conflicts=%d warned=%d warnings=%s p99_ms=%s stream=%.12s",
                report.zone(),
                report.vehicles(),
                report.seed(),
                report.links().sentFrames(),
                report.links().unsentFrames(),
                report.scripted().size(),
                report.scripted().size() - report.missed().size(),
                new TreeMap<>(report.links().warnings()),
                p99(report.links().warningLatency()),
                report.streamHash());
    }

    /** The time under which 99 of 100 warnings arrived; without any there is none. */
    static String p99(Percentiles latency) {
        return latency.count() == 0 ? "none" : String.format(Locale.ROOT, "%.2f", latency.p99Ms());
    }

    private static String replayJson(ReplayReport report) {
        return Json.object(object -> {
            object.writeNumberField("lines", report.lines());
            object.writeNumberField("bsm_lines", report.bsmLines());
            object.writeNumberField("rsm_lines", report.rsmLines());
            object.writeNumberField("rsm_frames", report.rsmFrames());
            object.writeNumberField("unmatched_rsm_lines", report.unmatchedRsmLines());
            Json.decimal(object, "recorded_s", report.recordedS());
            object.writeBooleanField("finished", report.finished());
            links(object, report.links());
        });
    }

    private static String replayText(ReplayReport report) {
        return String.format(
                Locale.ROOT,
                "replay: recorded_s=%.1f lines=%d sent=%d unsent=%d unmatched_rsm_lines=%d warnings=%s",
                report.recordedS(),
                report.lines(),
                report.links().sentFrames(),
                report.links().unsentFrames(),
                report.unmatchedRsmLines(),
                new TreeMap<>(report.links().warnings()));
    }

    private static void links(com.fasterxml.jackson.core.JsonGenerator object, FleetStatistics links)
            throws IOException {
        object.writeNumberField("sent", links.sentFrames());
        Json.counts(object, "unsent", Text.named(links.unsent()));
        Json.counts(object, "warnings", new TreeMap<>(links.warnings()));
        object.writeNumberField("acknowledged", links.acknowledged());
        Json.counts(object, "refused", new TreeMap<>(links.refusals()));
        Json.field(object, "warning_latency_ms", latency -> {
            Percentiles times = links.warningLatency();
            boolean any = times.count() > 0;
            Json.decimal(latency, "p50", any ? times.p50Ms() : Double.NaN);
            Json.decimal(latency, "p99", any ? times.p99Ms() : Double.NaN);
            Json.decimal(latency, "p999", any ? times.p999Ms() : Double.NaN);
            Json.decimal(latency, "max", any ? times.maxMs() : Double.NaN);
        });
    }
}
