package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.obu.Check;
import io.yunkong.sim.obu.Doctor;
import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.ObuConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Finds out why a vehicle does not get through. */
@Command(
        name = "doctor",
        description = {
            "Checks name, TCP, TLS, certificate, session, clock, input, datum, rate, speed and round trip, one line each"
                    + " with what to do.",
            "Borrows the device's session for a moment: a running connect gets no warnings meanwhile, says that it was"
                    + " taken over, and is back some seconds later."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  by the worst: 0 nothing worse than warn; 1 input, datum, rate, speed, clock or round trip; 2 wrong usage, no"
                    + " such file;",
            "  3 name or TCP; 4 TLS, certificate or session"
        })
final class ObuDoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ObuFlags flags = new ObuFlags();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    final ConfigFlag config = new ConfigFlag();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Check> checks = new ArrayList<>();
        boolean fileMissing;
        try {
            ObuConfig vehicle = flags.config();
            Doctor doctor = new Doctor(vehicle, flags.certificate(), InstantSource.system(), check -> {
                checks.add(check);
                out.println(json.wanted() ? json(check) : text(check));
                out.flush();
            });
            Optional<FixSource> source = flags.source();
            doctor.examine(zone(), source, System.in);
            fileMissing = source.filter(ObuDoctorCommand::missing).isPresent();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return Math.max(exitCode(checks), fileMissing ? ExitCode.USAGE : ExitCode.OK);
    }

    private static boolean missing(FixSource source) {
        try {
            source.check();
            return false;
        } catch (IOException e) {
            return true; // the check of the input has told it
        }
    }

    /** Empty when its folder is not on this computer: a vehicle need not have it. */
    private Optional<Zone> zone() {
        try {
            return Optional.of(Zones.read(flags.zone()));
        } catch (CommandFailure e) {
            return Optional.empty();
        }
    }

    private static int exitCode(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.level() == Check.Level.FAIL)
                .mapToInt(check -> switch (check.what()) {
                    case "name", "tcp" -> ExitCode.CANNOT_CONNECT;
                    case "tls", "certificate", "session" -> ExitCode.REFUSED;
                    default -> ExitCode.FAILURE;
                })
                .max()
                .orElse(ExitCode.OK);
    }

    private static String text(Check check) {
        String level = check.level() == Check.Level.FAIL
                ? "FAIL"
                : check.level().name().toLowerCase(Locale.ROOT);
        return String.format("%-4s %s: %s", level, check.what(), check.measured())
                + (check.limit().isEmpty() ? "" : " (limit " + check.limit() + ")")
                + (check.fix().isEmpty() ? "" : "  -> " + check.fix());
    }

    private static String json(Check check) {
        return Json.object(object -> {
            object.writeStringField("check", check.what());
            object.writeStringField("level", check.level().name().toLowerCase(Locale.ROOT));
            object.writeStringField("measured", check.measured());
            object.writeStringField("limit", check.limit());
            object.writeStringField("fix", check.fix());
        });
    }
}
