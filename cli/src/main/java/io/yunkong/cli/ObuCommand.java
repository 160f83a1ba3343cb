package io.yunkong.cli;

import io.yunkong.identity.DeviceFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What runs in a vehicle. */
@Command(
        name = "obu",
        description = "Connects a vehicle, finds out why that does not work, gets and renews its certificate.",
        mixinStandardHelpOptions = true,
        subcommands = {ObuConnectCommand.class, ObuDoctorCommand.class, ObuCommand.Enrol.class, ObuCommand.Renew.class})
final class ObuCommand {
    private static final int NOT_FOUND = 404;

    @Command(
            name = "enrol",
            description = "Makes a key on this machine and gets its first certificate with a one-time code.",
            mixinStandardHelpOptions = true)
    static final class Enrol implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "CODE", description = "The one-time code of v2x device add.")
        private String code = "";

        @Option(
                names = "--service",
                paramLabel = "URL",
                required = true,
                description = "The enrolment service, https://HOST:PORT.")
        private URI service = URI.create("");

        @Option(
                names = "--trust",
                paramLabel = "FILE",
                required = true,
                description = "The authority's root.pem, got by a way you trust.")
        private Path trust = Path.of("");

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                required = true,
                description = "Folder for the device's key and certificate; one per device.")
        private Path folder = Path.of("");

        @Override
        public Integer call() throws Exception {
            checkFlags();
            DeviceFolder device = new DeviceFolder(folder, InstantSource.system());
            DeviceFolder.Answer answer = PkiFolder.tried(() -> device.enrol(code, service, trust));
            spec.commandLine().getOut().println("enrolled: " + got(answer, device));
            return ExitCode.OK;
        }

        private void checkFlags() {
            try {
                DeviceFolder.checkService(service);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ": --service " + service);
            }
            if (!Files.isRegularFile(trust)) {
                throw new CommandFailure(ExitCode.USAGE, "no such file: --trust " + trust);
            }
        }
    }

    @Command(
            name = "renew",
            description = "Gets a new key and certificate when two thirds of the present one's life are over.",
            mixinStandardHelpOptions = true)
    static final class Renew implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                required = true,
                description = "Folder of the device's key and certificate.")
        private Path folder = Path.of("");

        @Option(names = "--now", description = "Does not wait until it is due.")
        private boolean now;

        @Override
        public Integer call() throws Exception {
            DeviceFolder device = new DeviceFolder(folder, InstantSource.system());
            if (!Files.isRegularFile(device.credentialsFile())) {
                throw new CommandFailure(
                        ExitCode.USAGE, "device not enrolled: --dir " + folder + "; do it with: ./v2x obu enrol CODE");
            }
            Instant due = PkiFolder.tried(device::renewalDue);
            if (!now && Instant.now().isBefore(due)) {
                spec.commandLine().getOut().println("not renewed: due " + due + standing(device));
                return ExitCode.OK;
            }
            DeviceFolder.Answer answer = PkiFolder.tried(device::renew);
            spec.commandLine().getOut().println("renewed: " + got(answer, device));
            return ExitCode.OK;
        }
    }

    /**
     * Empty when the certificate still counts. A service that cannot be asked, or is of a version that cannot say, is no failure while nothing is
     * due.
     */
    private static String standing(DeviceFolder device) throws Exception {
        return switch (PkiFolder.tried(device::standing)) {
            case DeviceFolder.Answer.Enrolled _ -> "";
            case DeviceFolder.Answer.Refused refused when refused.status() == NOT_FOUND -> "";
            case DeviceFolder.Answer.Refused refused -> throw new CommandFailure(ExitCode.REFUSED, refused.text());
            case DeviceFolder.Answer.Unreachable unreachable ->
                "; whether it still counts is not known: " + unreachable.text();
        };
    }

    private static String got(DeviceFolder.Answer answer, DeviceFolder device) {
        return switch (answer) {
            case DeviceFolder.Answer.Enrolled enrolled ->
                "device " + enrolled.identity().deviceId() + ", certificate until " + enrolled.notAfter() + ", "
                        + device.credentialsFile();
            case DeviceFolder.Answer.Refused refused -> throw new CommandFailure(ExitCode.REFUSED, refused.text());
            case DeviceFolder.Answer.Unreachable unreachable ->
                throw new CommandFailure(ExitCode.CANNOT_CONNECT, unreachable.text());
        };
    }
}
