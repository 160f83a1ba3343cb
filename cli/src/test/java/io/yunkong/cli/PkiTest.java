package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.identity.CertificateAuthority;
import io.yunkong.identity.EnrolmentService;
import io.yunkong.identity.RegistrationAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, as an operator and a bus team do it. */
final class PkiTest {
    private static final Pattern ENROL = Pattern.compile("(?m)^enrol  ./v2x obu enrol (\\S+) .* --dir (\\S+)$");
    private static final Pattern CODE = Pattern.compile("(?m)^code   (\\S+) ");

    @TempDir
    Path folder = Path.of("");

    private String pki = "";

    @BeforeEach
    void init() {
        pki = folder.resolve("pki").toString();
        assertThat(Console.run("pki", "init", "--dir", pki, "--site", "Zhengzhou")
                        .exitCode())
                .isZero();
    }

    @Test
    void initAddEnrolRenewListRevoke() throws Exception {
        Console added =
                Console.run("device", "add", "bus-01", "--kind", "onboard-unit", "--zone", "longzi-lake", "--dir", pki);
        assertThat(added.exitCode()).as(added.err()).isZero();
        Matcher code = CODE.matcher(added.out());
        assertThat(code.find()).as(added.out()).isTrue();
        assertThat(Console.run("pki", "server", "--name", "enrolment", "--host", "127.0.0.1", "--dir", pki)
                        .exitCode())
                .isZero();
        String device = folder.resolve("bus-01").toString();
        try (EnrolmentService service = service()) {
            String address = "https://127.0.0.1:" + service.address().getPort();
            String root = folder.resolve("pki/root.pem").toString();
            Console enrolled =
                    Console.run("obu", "enrol", code.group(1), "--service", address, "--trust", root, "--dir", device);
            assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
            assertThat(enrolled.out()).startsWith("enrolled: device bus-01, certificate until ");
            assertThat(Console.run("obu", "renew", "--dir", device).out()).startsWith("not renewed: due ");
            assertThat(Console.run("obu", "renew", "--dir", device, "--now").out())
                    .startsWith("renewed: device bus-01");
            assertThat(Console.run("device", "list", "--dir", pki, "--json").out())
                    .contains(
                            "\"id\":\"bus-01\"",
                            "\"kinds\":[\"onboard-unit\"]",
                            "\"zones\":[\"longzi-lake\"]",
                            "\"state\":\"enrolled\"");
            assertThat(Console.run("device", "revoke", "bus-01", "--reason", "sold", "--dir", pki)
                            .out())
                    .startsWith("device bus-01 revoked: certificates=2");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Console.run("obu", "renew", "--dir", device).exitCode() == ExitCode.REFUSED);
            Console refused = Console.run("obu", "renew", "--dir", device, "--now");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("revoked");
            Console again = Console.run(
                    "obu", "enrol", code.group(1), "--service", address, "--trust", root, "--dir", device + "b");
            assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
            theRevokedDeviceComesBackByThePrintedLines(address, root);
        }
        assertThat(Console.run("device", "list", "--dir", pki).out()).contains("bus-01", "enrolled");
        assertThat(Console.run("device", "revoke", "bus-01", "--dir", pki).exitCode())
                .isZero();
        assertThat(Console.run("obu", "renew", "--dir", device, "--now").exitCode())
                .isEqualTo(ExitCode.CANNOT_CONNECT);
        Console alone = Console.run("obu", "renew", "--dir", device);
        assertThat(alone.exitCode()).as("not due is no failure").isZero();
        assertThat(alone.out()).contains("not renewed: due ", "; whether it still counts is not known: service not");
    }

    private void theRevokedDeviceComesBackByThePrintedLines(String address, String root) {
        assertThat(Console.run("device", "list", "--dir", pki).out())
                .containsPattern("bus-01 +revoked +.*, revoked at 20\\S+Z: sold");
        assertThat(Console.run("device", "list", "--dir", pki, "--json").out())
                .contains("\"revoked_at\":\"20", "\"revoked_reason\":\"sold\"");
        String text = Console.run("device", "code", "bus-01", "--dir", pki).err();
        assertThat(text).contains("device revoked: device=bus-01; no code; this registers it anew: ./v2x device add ");
        String line = text.strip().substring(text.indexOf("./v2x ") + "./v2x ".length());
        Console added = Console.run(line.split(" "));
        assertThat(added.exitCode()).as(line + ": " + added.err()).isZero();
        Matcher enrol = ENROL.matcher(added.out());
        assertThat(enrol.find()).as(added.out()).isTrue();
        assertThat(enrol.group(2)).as("a folder that is not there yet").matches("devices/bus-01-\\d{8}-\\d{6}");
        Console enrolled = Console.run(
                "obu",
                "enrol",
                enrol.group(1),
                "--service",
                address,
                "--trust",
                root,
                "--dir",
                folder.resolve(enrol.group(2)).toString());
        assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
        Console taken = Console.run(
                "obu",
                "enrol",
                enrol.group(1),
                "--service",
                address,
                "--trust",
                root,
                "--dir",
                folder.resolve(enrol.group(2)).toString());
        assertThat(taken.err()).contains("device enrolled already", "give a new --dir, or move this folder away");
    }

    @Test
    void whatIsWronglyCalledIsExitCodeTwo() {
        String there = folder.resolve("pki/root.pem").toString();
        String device = folder.resolve("x").toString();
        misused("--service http://", "http://127.0.0.1:1", there, device);
        misused("--service https://127.0.0.1", "https://127.0.0.1", there, device);
        misused("no such file: --trust", "https://127.0.0.1:1", there + "x", device);
        Console renew = Console.run("obu", "renew", "--dir", device);
        assertThat(renew.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(renew.err()).contains("device not enrolled: --dir ");
    }

    private static void misused(String reason, String service, String trust, String device) {
        Console enrol = Console.run("obu", "enrol", "X", "--service", service, "--trust", trust, "--dir", device);
        assertThat(enrol.exitCode()).as(enrol.err()).isEqualTo(ExitCode.USAGE);
        assertThat(enrol.err()).startsWith("v2x: ").contains(reason);
    }

    @Test
    void aZoneThatIsNotHereIsRegisteredWithAWarning() {
        Console added =
                Console.run("device", "add", "bus-01", "--kind", "onboard-unit", "--zone", "noid", "--dir", pki);
        assertThat(added.exitCode()).isZero();
        assertThat(added.err()).contains("zone unknown here: zone=noid", "registered all the same");
        assertThat(added.out()).containsPattern("(?m)^enrol  .* --dir devices/bus-01$");
        assertThat(add("bus-02").err()).isEmpty();
    }

    @Test
    void showListsWhatIsThereWithItsExpiry() {
        Console.run("pki", "server", "--name", "edge-1", "--host", "127.0.0.1,localhost", "--dir", pki);
        assertThat(Console.run("pki", "show", "--dir", pki).out())
                .containsPattern("root +Zhengzhou root +until .*3649 days")
                .containsPattern("issuing +Zhengzhou issuing +until .*729 days")
                .containsPattern("server +edge-1 +until .*364 days");
        assertThat(Console.run("pki", "show", "--dir", pki, "--json").out().lines())
                .hasSize(3);
    }

    @Test
    void anotherCodeIsForADeviceThatIsThere() {
        Console.run("device", "add", "bus-01", "--kind", "onboard-unit", "--zone", "longzi-lake", "--dir", pki);
        assertThat(CODE.matcher(Console.run("device", "code", "bus-01", "--dir", pki)
                                .out())
                        .find())
                .isTrue();
        refused("no such device: device=bus-02", "device", "code", "bus-02", "--dir", pki);
        refused("device exists", "device", "add", "bus-01", "--kind", "onboard-unit", "--zone", "deqing", "--dir", pki);
    }

    @Test
    void whatCannotBeDoneIsOneLineAndExitCodeOne() throws Exception {
        refused("folder not empty", "pki", "init", "--dir", pki);
        refused("no certificate authority here", "pki", "show", "--dir", folder.toString());
        refused(
                "no certificate authority here",
                "device",
                "list",
                "--dir",
                folder.resolve("none").toString());
        refused("host not usable", "pki", "server", "--name", "edge-1", "--host", "127.0.0.1:1", "--dir", pki);
        Path notPem = Files.writeString(folder.resolve("not.pem"), "nothing");
        refused(
                "certificates expected",
                "obu",
                "enrol",
                "X",
                "--service",
                "https://127.0.0.1:1",
                "--trust",
                notPem.toString(),
                "--dir",
                folder.resolve("x").toString());
    }

    @Test
    void aStationIsNamedOrGenerated() {
        assertThat(add("bus-01", "--station", "00000000000003E9").out()).contains("station 00000000000003e9");
        assertThat(add("bus-02").out()).containsPattern("station [0-9a-f]{16}");
        assertThat(add("rsu-01", "--relay").out()).contains(", relay");
        Console wrong = add("bus-03", "--station", "1001");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("station id not readable: length=4, expected 16 hex digits");
    }

    private Console add(String id, String... more) {
        return Console.run(Stream.concat(
                        Stream.of("device", "add", id, "--kind", "onboard-unit", "--zone", "longzi-lake", "--dir", pki),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static void refused(String reason, String... arguments) {
        Console refused = Console.run(arguments);
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.FAILURE);
        assertThat(refused.err()).startsWith("v2x: ").contains(reason);
        assertThat(refused.err().strip().lines()).hasSize(1);
        assertThat(refused.out()).isEmpty();
    }

    private EnrolmentService service() throws Exception {
        CertificateAuthority authority =
                CertificateAuthority.open(Path.of(pki), InstantSource.system(), new SecureRandom());
        return EnrolmentService.start(
                authority,
                PkiFolder.registration(authority, RegistrationAuthority.DEVICE_LIFE),
                "enrolment",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InstantSource.system());
    }
}
