package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.identity.Device;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.identity.RegistrationAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The devices that may connect. */
@Command(
        name = "device",
        description = "Says which devices may connect: registers them, takes them back.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeviceCommand.Add.class,
            DeviceCommand.Code.class,
            DeviceCommand.Show.class,
            DeviceCommand.Revoke.class
        })
final class DeviceCommand {
    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How long a code is good. */
    static final class CodeValid {
        @Option(
                names = "--code-valid",
                paramLabel = "TIME",
                defaultValue = "10m",
                description = "How long the code is good, 1s to 168h (default: ${DEFAULT-VALUE}).")
        private Duration time = Duration.ZERO;
    }

    @Command(
            name = "add",
            description = "Registers a device and prints the one-time code with which it enrols.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "Name of the device, 1 to 64 of A-Z a-z 0-9 . _ -")
        private String id = "";

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                split = ",",
                required = true,
                description = "What it is: onboard-unit, roadside-unit, emergency-vehicle or public-transport.")
        private List<String> kinds = List.of();

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                split = ",",
                required = true,
                description = "Zones it may speak in, separated by commas.")
        private List<String> zones = List.of();

        @Option(
                names = "--station",
                paramLabel = "HEX",
                split = ",",
                defaultValue = "generated",
                description =
                        "Station ids its messages carry, 16 hex digits each, or 'generated' (default: ${DEFAULT-VALUE}).")
        private List<String> stations = List.of();

        @Option(names = "--relay", description = "It may also pass on messages of other stations.")
        private boolean relay;

        @Mixin
        private final CodeValid codeValid = new CodeValid();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Override
        public Integer call() throws Exception {
            SecureRandom random = new SecureRandom();
            List<String> named = stations.stream()
                    .map(station -> station.equals("generated")
                            ? DeviceIdentity.hex(RegistrationAuthority.newStationId(random))
                            : station)
                    .toList();
            DeviceIdentity identity;
            try {
                identity = DeviceIdentity.of(id, kinds, zones, named, relay);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
            }
            RegistrationAuthority.NewCode code =
                    PkiFolder.tried(() -> folder.registration().add(identity, codeValid.time));
            List<String> known = Zones.names();
            identity.zones().stream()
                    .sorted()
                    .filter(zone -> !known.isEmpty() && !known.contains(zone))
                    .forEach(zone -> spec.commandLine()
                            .getErr()
                            .println("v2x: zone unknown here: zone=" + zone + ", known=" + known
                                    + "; registered all the same"));
            show(spec.commandLine().getOut(), code, folder, json);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "code",
            description = "Makes another one-time code for a device: the first ran out, or the device lost its key.",
            mixinStandardHelpOptions = true)
    static final class Code implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "Name of the device.")
        private String id = "";

        @Mixin
        private final CodeValid codeValid = new CodeValid();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Override
        public Integer call() throws Exception {
            RegistrationAuthority.NewCode code =
                    PkiFolder.tried(() -> folder.registration().newCode(id, codeValid.time));
            show(spec.commandLine().getOut(), code, folder, json);
            return ExitCode.OK;
        }
    }

    @Command(name = "list", description = "Lists the devices.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            Instant now = Instant.now();
            for (Device device : PkiFolder.tried(() -> folder.registration().devices())) {
                String state = device.stateAt(now).name().toLowerCase(Locale.ROOT);
                Optional<Instant> until = device.expiry();
                Optional<Device.Revocation> revoked = device.revoked();
                out.println(
                        json.wanted()
                                ? Json.object(object -> {
                                    fields(object, device.identity());
                                    object.writeStringField("state", state);
                                    object.writeStringField(
                                            "certificate_until",
                                            until.map(Instant::toString).orElse(null));
                                    object.writeStringField(
                                            "revoked_at",
                                            revoked.map(why -> why.at().toString())
                                                    .orElse(null));
                                    object.writeStringField(
                                            "revoked_reason",
                                            revoked.map(Device.Revocation::reason)
                                                    .orElse(null));
                                })
                                : String.format(
                                        "%-16s %-8s %s%s%s",
                                        device.identity().deviceId(),
                                        state,
                                        rights(device.identity()),
                                        until.map(at -> ", certificate until " + at)
                                                .orElse(""),
                                        revoked.map(why -> ", revoked at " + why.at()
                                                        + (why.reason().isEmpty()
                                                                ? ""
                                                                : ": "
                                                                        + why.reason()
                                                                                .replaceAll("\\p{Cntrl}", " ")))
                                                .orElse("")));
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "revoke",
            description = "Takes a device back: its certificates stand on the revocation list at once, its codes die.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID", description = "Name of the device.")
        private String id = "";

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Why, for the registry, 120 characters at most.")
        private String reason = "";

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Override
        public Integer call() throws Exception {
            Optional<Long> revoked = PkiFolder.tried(() -> folder.registration().revoke(id, reason));
            spec.commandLine()
                    .getOut()
                    .println(revoked.map(certificates -> "device " + id + " revoked: certificates=" + certificates
                                    + ", list " + folder.path().resolve("crl.pem"))
                            .orElse("device " + id + " was revoked already; nothing changed"));
            return ExitCode.OK;
        }
    }

    private static void show(PrintWriter out, RegistrationAuthority.NewCode made, PkiFolder folder, JsonFlag json) {
        DeviceIdentity identity = made.device().identity();
        if (json.wanted()) {
            out.println(Json.object(object -> {
                fields(object, identity);
                object.writeStringField("code", made.code());
                object.writeStringField("code_until", made.validUntil().toString());
            }));
            return;
        }
        out.println("device " + identity.deviceId() + " registered: " + rights(identity));
        out.println("code   " + made.code() + "   good once, until " + made.validUntil());
        out.println("enrol  ./v2x obu enrol " + made.code() + " --service https://HOST:PORT --trust "
                + folder.path().resolve("root.pem") + " --dir " + newFolder(made.device()));
    }

    /** One that enrolling does not find taken: who had a certificate has a folder, perhaps on another computer. */
    private static Path newFolder(Device device) {
        Path usual = Path.of("devices", device.identity().deviceId());
        return device.certificates().isEmpty() && !Files.exists(usual)
                ? usual
                : usual.resolveSibling(usual.getFileName() + "-" + NOW.format(Instant.now()));
    }

    private static void fields(JsonGenerator json, DeviceIdentity identity) throws IOException {
        json.writeStringField("id", identity.deviceId());
        array(json, "kinds", identity.kindNames());
        array(json, "zones", identity.zones().stream().sorted().toList());
        array(json, "stations", identity.stationNames());
        json.writeBooleanField("relay", identity.relay());
    }

    private static void array(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String rights(DeviceIdentity identity) {
        return String.join(",", identity.kindNames())
                + ", zone "
                + String.join(",", identity.zones().stream().sorted().toList())
                + ", station " + String.join(",", identity.stationNames())
                + (identity.relay() ? ", relay" : "");
    }
}
