package io.yunkong.cli;

import io.yunkong.identity.CertificateAuthority;
import io.yunkong.identity.EnrolmentService;
import io.yunkong.identity.EnrolmentStatistics;
import io.yunkong.identity.RegistrationAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The certificate authority of a site. */
@Command(
        name = "pki",
        description = "Runs the certificate authority of a site: a folder.",
        mixinStandardHelpOptions = true,
        subcommands = {PkiCommand.Init.class, PkiCommand.Server.class, PkiCommand.Show.class, PkiCommand.Serve.class})
final class PkiCommand {
    @Command(
            name = "init",
            description = "Makes a certificate authority: a root and what issues below it.",
            mixinStandardHelpOptions = true)
    static final class Init implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Option(
                names = "--site",
                paramLabel = "NAME",
                defaultValue = "Yunkong",
                description = "In the names of its certificates (default: ${DEFAULT-VALUE}).")
        private String site = "";

        @Override
        public Integer call() throws Exception {
            CertificateAuthority authority = PkiFolder.tried(
                    () -> CertificateAuthority.init(folder.path(), site, InstantSource.system(), new SecureRandom()));
            PrintWriter out = spec.commandLine().getOut();
            out.println("certificate authority made: folder " + authority.folder());
            out.println("give devices " + authority.folder().resolve("root.pem") + "; give edges "
                    + authority.trustFile() + " and " + authority.crlFile());
            out.println(
                    "keep " + authority.folder().resolve("root.key") + " somewhere else: daily work does not need it");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "server",
            description = "Issues the certificate of a server: an edge, or the enrolment service.",
            mixinStandardHelpOptions = true)
    static final class Server implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                required = true,
                description = "Name of the server, such as edge-1.")
        private String name = "";

        @Option(
                names = "--host",
                paramLabel = "HOST",
                split = ",",
                required = true,
                description =
                        "All names and addresses that devices dial, separated by commas; with --renew in place of those before.")
        private List<String> hosts = List.of();

        @Option(
                names = "--renew",
                description =
                        "Replaces the certificate of a server that has one and keeps its key; it is taken up without a restart.")
        private boolean renew;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            CertificateAuthority authority = PkiFolder.tried(folder::open);
            Instant until = PkiFolder.tried(() -> authority.issueServer(name, hosts, renew));
            out.println("server certificate issued: " + authority.serverCertificate(name) + ", key "
                    + authority.serverKey(name) + ", until " + until);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Lists the certificates of the authority and when they run out.",
            mixinStandardHelpOptions = true)
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
            for (CertificateAuthority.Item item :
                    PkiFolder.tried(() -> folder.open().show())) {
                long days = Duration.between(now, item.notAfter()).toDays();
                out.println(
                        json.wanted()
                                ? Json.object(object -> {
                                    object.writeStringField("purpose", item.purpose());
                                    object.writeStringField("name", item.name());
                                    object.writeStringField(
                                            "not_after", item.notAfter().toString());
                                    object.writeStringField("file", item.file().toString());
                                })
                                : String.format(
                                        "%-8s %-24s until %s (%s)  %s",
                                        item.purpose(),
                                        item.name(),
                                        item.notAfter(),
                                        item.notAfter().isAfter(now) ? days + " days" : "EXPIRED",
                                        item.file()));
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "serve",
            description = "Runs the enrolment service, where devices get and renew certificates, until it is stopped.",
            mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final PkiFolder folder = new PkiFolder();

        @Option(
                names = "--listen",
                paramLabel = "HOST:PORT",
                defaultValue = "127.0.0.1:7443",
                description = "Where devices ask, over HTTPS (default: ${DEFAULT-VALUE}).")
        private InetSocketAddress listen = new InetSocketAddress(0);

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "enrolment",
                description = "Which server certificate to show; made when there is none (default: ${DEFAULT-VALUE}).")
        private String name = "";

        @Option(
                names = "--device-life",
                paramLabel = "TIME",
                defaultValue = "24h",
                description = "How long certificates of devices hold, 1m to 2160h (default: ${DEFAULT-VALUE}).")
        private Duration deviceLife = Duration.ZERO;

        @Mixin
        private final JsonFlag json = new JsonFlag();

        @Mixin
        final ConfigFlag config = new ConfigFlag();

        @Override
        public Integer call() throws Exception {
            return PkiFolder.tried(() -> {
                try {
                    return serve();
                } catch (IllegalArgumentException e) {
                    throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
                }
            });
        }

        private Integer serve() throws IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            CertificateAuthority authority = folder.open();
            RegistrationAuthority registration = PkiFolder.registration(authority, deviceLife);
            if (!Files.exists(authority.serverCertificate(name))) {
                makeCertificate(authority);
            }
            try (Interruption interruption = new Interruption();
                    EnrolmentService service =
                            EnrolmentService.start(authority, registration, name, listen, InstantSource.system())) {
                String address = "https://" + listen.getHostString() + ":"
                        + service.address().getPort();
                out.println(
                        json.wanted()
                                ? Json.object(object -> object.writeStringField("service", address))
                                : "enrolment service ready: " + address + "; Ctrl-C stops");
                out.flush();
                interruption.await();
                out.println(summary(service.statistics()));
                out.flush();
                return ExitCode.OK;
            }
        }

        private void makeCertificate(CertificateAuthority authority) throws IOException {
            if (listen.getAddress().isAnyLocalAddress()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "no certificate for the service: name=" + name + "; make one: v2x pki server --name " + name
                                + " --host NAMES");
            }
            String host = listen.getHostString();
            authority.issueServer(
                    name,
                    listen.getAddress().isLoopbackAddress() && !host.equals("localhost")
                            ? List.of(host, "localhost")
                            : List.of(host),
                    false);
        }

        private String summary(EnrolmentStatistics statistics) {
            Map<String, Long> refused = Text.named(statistics.refused());
            if (json.wanted()) {
                return Json.object(object -> {
                    object.writeNumberField("enrolled", statistics.enrolled());
                    object.writeNumberField("renewed", statistics.renewed());
                    Json.counts(object, "refused", refused);
                    object.writeNumberField("broken", statistics.broken());
                    object.writeNumberField("addresses_forgotten", statistics.addressesForgotten());
                });
            }
            refused.values().removeIf(count -> count == 0);
            return "enrolment service stopped: enrolled=" + statistics.enrolled() + " renewed=" + statistics.renewed()
                    + " refused=" + refused;
        }
    }
}
