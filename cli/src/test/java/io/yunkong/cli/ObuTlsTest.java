package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Devices with certificates good and bad at an edge that asks for them: the doctor names each fault and what to do, connect says why, and
 * the edge counts it under a reason of its own.
 */
final class ObuTlsTest {
    @TempDir
    private static Path folder;

    private static SecuredEdge edge;
    private static Path drive;

    @BeforeAll
    static void start() throws IOException {
        edge = new SecuredEdge(folder);
        drive = drive("drive.nmea", 2);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Path drive(String name, int seconds) throws IOException {
        return Files.writeString(
                folder.resolve(name), new Drive(Zones.read(SecuredEdge.ZONE), 100, 12, seconds, 10, false).nmea());
    }

    private static Console obu(String command, String folderOf, String address, String more) {
        return obu(command, folderOf, address, drive, more);
    }

    private static Console obu(String command, String folderOf, String address, Path recording, String more) {
        String[] arguments = Stream.concat(
                        Stream.of("obu", command, "--edge", address, "--nmea", recording.toString()),
                        Stream.concat(
                                folderOf.isEmpty()
                                        ? Stream.of()
                                        : Stream.of(
                                                "--dir", edge.device(folderOf).toString()),
                                Stream.of(more.split(" "))))
                .toArray(String[]::new);
        Console said = Console.run(arguments);
        System.out.println("$ v2x obu " + command + (folderOf.isEmpty() ? "" : " --dir " + folderOf) + " " + more + "\n"
                + said.out() + said.err() + "exit " + said.exitCode() + "\n");
        return said;
    }

    private static String line(Console said, String what) {
        return said.out()
                .lines()
                .filter(line -> line.matches("(ok  |warn|FAIL|skip) " + what + ":.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.out()));
    }

    /** What the edge has counted beyond {@code before}. */
    private static Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> more = new TreeMap<>(edge.refused());
        before.forEach((reason, count) -> more.merge(reason, -count, Long::sum));
        more.values().removeIf(count -> count == 0);
        return more;
    }

    @Test
    void aHealthyDeviceIsWell() {
        Map<String, Long> before = edge.refused();
        Console said = obu("doctor", "bus-01", edge.tls(), "--id bus-01");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out().lines())
                .hasSize(11)
                .allSatisfy(line -> assertThat(line).startsWith(line.contains(" round trip:") ? "" : "ok   "));
        assertThat(line(said, "tls")).contains("TLSv1.3");
        assertThat(line(said, "certificate")).contains("device bus-01");
        assertThat(since(before)).isEmpty();
    }

    @Test
    void anEmergencyVehicleSaysItIsOneByItself() {
        Map<String, Long> before = edge.refused();
        assertThat(obu("doctor", "amb-01", edge.tls(), "--id amb-01").exitCode())
                .isZero();
        assertThat(since(before)).isEmpty();
    }

    @Test
    void machinesReadTheSame() {
        Console said = obu("doctor", "sold-01", edge.tls(), "--id sold-01 --json");
        assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.out().lines())
                .hasSize(11)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "\\{\"check\":\"[a-z ]+\",\"level\":\"(ok|warn|fail|skip)\",\"measured\":.*,\"fix\":\".*\"}"));
        assertThat(said.out())
                .contains("{\"check\":\"certificate\",\"level\":\"ok\"")
                .contains(
                        "{\"check\":\"session\",\"level\":\"fail\",\"measured\":\"the edge does not take this device's"
                                + " certificate, though all is good that can be seen of it here: revoked, as a rule\",\"limit\":\"\","
                                + "\"fix\":\"ask the operator (./v2x device list)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            revoked              | sold-01  | --id sold-01                     | session     | here: revoked, as a rule             | ./v2x device add sold-01 --kind onboard-unit --zone longzi-lake --station 0000000000000007; then ./v2x obu enrol CODE --service https://HOST:PORT --trust root.pem --dir devices/sold-01-new | handshake REVOKED
            expired              | late-01  | --id late-01                     | certificate | ran out 3                            | v2x device code late-01       | handshake EXPIRED
            its authority        | mixed-01 | --id mixed-01                    | certificate | not issued by an authority trusted   | code for mixed-01             | handshake UNKNOWN_CA
            the edge's authority | other-01 | --id other-01                    | tls         | not of the authority in trust.pem    | root.pem                      | handshake PROTOCOL
            device id            | bus-01   | --id bus-02                      | certificate | made for device bus-01               | start with --id bus-01        | hello CERTIFICATE_DEVICE
            station id           | bus-01   | --id bus-01 --station 99         | certificate | made for station 0000000000000001    | leave --station out           | hello CERTIFICATE_STATION
            kind                 | rsu-01   | --id rsu-01                      | certificate | made as roadside-unit               | --kind onboard-unit           | hello CERTIFICATE_KIND
            kind of vehicle      | bus-01   | --id bus-01 --kind emergency-vehicle | certificate | this one says it is emergency-vehicle | leave --kind out          | hello CERTIFICATE_KIND
            certificate's zone   | far-01   | --id far-01                      | certificate | made for zone deqing                 | if the edge serves deqing: start with --zone deqing | hello CERTIFICATE_ZONE
            edge's zone          | far-01   | --id far-01 --zone deqing        | session     | served=longzi-lake                   | give --zone                   | hello UNKNOWN_ZONE
            no certificate shown | ""       | --id bus-01                      | session     | no answer to hello                   | give --dir                    | handshake NOT_TLS
            """)
    void theDoctorNamesTheFaultAndTheEdgeCountsIt(
            String fault, String device, String flags, String check, String measured, String fix, String counted) {
        Map<String, Long> before = edge.refused();
        Console said = obu("doctor", device, edge.tls(), flags);
        assertThat(said.exitCode()).as(fault).isEqualTo(ExitCode.REFUSED);
        assertThat(line(said, check)).startsWith("FAIL").contains(measured).containsSubsequence("  -> ", fix);
        assertThat(line(said, "clock")).startsWith("skip");
        await().atMost(Duration.ofSeconds(30)).until(() -> !since(before).isEmpty());
        assertThat(since(before)).isEqualTo(Map.of(counted, 1L));
    }

    @ParameterizedTest
    @CsvSource({"late-01", "mixed-01"})
    void whatIsWrongHereIsToBeMendedFirst(String device) {
        assertThat(line(obu("doctor", device, edge.tls(), "--id " + device), "session"))
                .isEqualTo("FAIL session: the edge does not take this device's certificate  -> mend certificate first");
    }

    @Test
    void tlsAtThePlainPortIsFound() {
        Console said = obu("doctor", "bus-01", edge.plain(), "--id bus-01");
        assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(line(said, "tls")).startsWith("FAIL").contains("does not speak TLS", "TLS port");
    }

    @Test
    void aHealthyDeviceConnectsAndSends() throws IOException {
        long before = edge.statistics().processed();
        // on a busy machine the handshake alone may take seconds
        Console said = obu("connect", "bus-01", edge.tls(), drive("longer.nmea", 7), "--id bus-01 --lang en");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("(station 0000000000000001)", "Connected, round trip", "sessions 1, reconnects 0");
        await().atMost(Duration.ofSeconds(30)).until(() -> edge.statistics().processed() > before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sold-01  | --id sold-01             | 4 | trying again        | does not take this device's certificate; v2x obu doctor
            bus-01   | --id bus-02              | 4 | CERTIFICATE_DEVICE  | certificate of another device
            bus-01   | --id bus-01 --station 99 | 4 | CERTIFICATE_STATION | certificate not for this station
            far-01   | --id far-01              | 4 | CERTIFICATE_ZONE    | certificate not for this zone
            late-01  | --id late-01             | 4 | trying again        | does not take this device's certificate; v2x obu doctor
            other-01 | --id other-01            | 4 | trying again        | not of the authority in trust.pem of --dir; v2x obu doctor
            """)
    void connectSaysWhyAndEndsWithItsExitCode(String device, String flags, int exitCode, String code, String reason) {
        Console said = obu("connect", device, edge.tls(), flags + " --lang en");
        assertThat(said.exitCode()).isEqualTo(exitCode);
        assertThat(said.out()).contains(reason, code);
    }

    @Test
    void connectAtATlsPortWithoutACertificateSaysWhatIsMissing() {
        Console said = obu("connect", "", edge.tls(), "--id bus-01 --lang en");
        assertThat(said.exitCode()).isEqualTo(ExitCode.CANNOT_CONNECT);
        assertThat(said.out())
                .contains(
                        "this may be the edge's TLS port: give --dir with the device's certificate",
                        "or its MQTT port",
                        "trying again");
    }

    @ParameterizedTest
    @CsvSource({"doctor", "connect"})
    void aCertificateOfSeveralStationsNeedsTheOne(String command) {
        Console asked = obu(command, "two-01", edge.tls(), "--id two-01");
        assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(asked.err())
                .contains("several stations in the certificate: stations=0000000000000002,0000000000000003;"
                        + " say which one this vehicle is: --station HEX");
        assertThat(obu(command, "two-01", edge.tls(), "--id two-01 --station 3").exitCode())
                .isZero();
    }
}
