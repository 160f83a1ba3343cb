package io.yunkong.cli;

import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.Obu;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Connects a vehicle. */
@Command(
        name = "connect",
        description =
                "Sends the vehicle's BSM at 10 Hz and prints warnings, until the input ends or somebody stops it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done; 1 the input failed, or had no usable position; 2 wrong usage; 3 no connection in all the time;",
            "  4 refused, a handshake that ended over a certificate included; 130 interrupted",
            "  How to connect a vehicle, step by step: docs/connect-your-vehicle.md"
        })
final class ObuConnectCommand implements Callable<Integer> {
    private static final long POLL_MS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ObuFlags flags = new ObuFlags();

    @Mixin
    private final LanguageFlag language = new LanguageFlag();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    final ConfigFlag config = new ConfigFlag();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ObuTongue tongue = json.wanted() ? new ObuJson() : new ObuSentences(language.language());
        try (Interruption interruption = new Interruption()) {
            ObuConfig vehicle = flags.config();
            FixSource source = flags.source()
                    .orElseThrow(() -> new IllegalArgumentException("no input: give --nmea FILE or --jsonl FILE"));
            ObuReport report;
            boolean refused;
            String turnedAway;
            source.check();
            say(out, tongue.begin(vehicle, source));
            try (Obu obu = Obu.start(
                    vehicle, source, System.in, InstantSource.system(), event -> say(out, tongue.event(event)))) {
                while (!interruption.await(POLL_MS) && !obu.await(0)) {
                    // Runs until the input ends, the edge refuses it for good, or somebody stops it.
                }
                obu.close();
                report = obu.report();
                refused = obu.refused();
                turnedAway = obu.turnedAway();
            }
            say(out, tongue.summary(report));
            return exitCode(report, refused, turnedAway);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static int exitCode(ObuReport report, boolean refused, String turnedAway) {
        if (refused) {
            throw new CommandFailure(ExitCode.REFUSED, report.failure());
        }
        if (!report.failure().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILURE, report.failure());
        }
        if (!turnedAway.isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, "not let in at the last attempt: " + turnedAway);
        }
        return report.sessions() == 0 ? ExitCode.CANNOT_CONNECT : ExitCode.OK;
    }

    private static void say(PrintWriter out, String text) {
        if (!text.isEmpty()) {
            out.println(text);
            out.flush();
        }
    }
}
