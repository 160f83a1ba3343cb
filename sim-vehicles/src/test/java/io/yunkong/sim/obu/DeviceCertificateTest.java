package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceCertificateTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ObuConfig CONFIG = new ObuConfig(
            "bus-01", 0x4711, "longzi-lake", VehicleProfile.BUS, new EdgePoint("127.0.0.1", 7420), Optional.empty());

    @ParameterizedTest(name = "{6}: {7}")
    @CsvSource({
        "-1, 23, bus-01, 4711, longzi-lake, '', OK, left, ''",
        "-23, 1, bus-01, 4711, longzi-lake, '', WARN, left, obu renew",
        "-30, -1, bus-01, 4711, longzi-lake, '', FAIL, expired, obu renew",
        "1, 24, bus-01, 4711, longzi-lake, '', FAIL, valid only in, clock",
        "-1, 23, bus-02, 4711, longzi-lake, '', FAIL, made for device bus-02, --id bus-02",
        "-1, 23, bus-01, 4712, longzi-lake, '', FAIL, not made for this station id, --station",
        "-1, 23, bus-01, 4711, deqing, '', FAIL, made for zones, --zone deqing",
        "-1, 23, bus-01, 4711, longzi-lake, not issued here, FAIL, not issued here, enrol"
    })
    void saysWhatIsWrongAndWhatToDo(
            int fromH,
            int untilH,
            String device,
            String station,
            String zone,
            String chain,
            Check.Level level,
            String measured,
            String fix) {
        Check check = new DeviceCertificate(
                        NOON.plus(Duration.ofHours(fromH)),
                        NOON.plus(Duration.ofHours(untilH)),
                        device,
                        List.of(Long.parseLong(station, 16)),
                        List.of(zone),
                        chain)
                .check(CONFIG, NOON);
        assertThat(check.level()).as("%s", check).isEqualTo(level);
        assertThat(check.measured()).contains(measured);
        assertThat(check.fix()).contains(fix);
    }
}
