package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceCertificateTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ObuConfig CONFIG = new ObuConfig(
            "bus-01",
            VehicleKind.ONBOARD_UNIT,
            0x4711,
            "longzi-lake",
            VehicleProfile.BUS,
            new EdgePoint("127.0.0.1", 7420),
            Optional.empty());

    @ParameterizedTest(name = "{6}: {7}")
    @CsvSource({
        "-1, 23, bus-01, 4711, longzi-lake, '', OK, left, ''",
        "-23, 1, bus-01, 4711, longzi-lake, '', WARN, left, obu renew",
        "-30, -1, bus-01, 4711, longzi-lake, '', FAIL, ran out 1 h ago, v2x device code bus-01",
        "1, 24, bus-01, 4711, longzi-lake, '', FAIL, holds only in, clock",
        "-1, 23, bus-02, 4711, longzi-lake, '', FAIL, made for device bus-02, --id bus-02",
        "-1, 23, bus-01, 4712, longzi-lake, '', FAIL, made for station 0000000000004712, give --station 0000000000004712",
        "-1, 23, bus-01, 4711, deqing, '', FAIL, made for zone deqing, --zone deqing",
        "-1, 23, bus-01, 4711, longzi-lake, not issued here, FAIL, not issued here, device add bus-01 --kind onboard-unit --zone longzi-lake --station 0000000000004711"
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
                        List.of("onboard-unit"),
                        List.of(Long.parseLong(station, 16)),
                        List.of(zone),
                        chain)
                .check(CONFIG, NOON);
        assertThat(check.level()).as("%s", check).isEqualTo(level);
        assertThat(check.measured()).contains(measured);
        assertThat(check.fix()).contains(fix);
    }

    @Test
    void aRoadsideUnitsIsNotForAVehicle() {
        Check check = certificate(List.of("roadside-unit"), List.of(0x4711L)).check(CONFIG, NOON);
        assertThat(check.level()).isEqualTo(Check.Level.FAIL);
        assertThat(check.measured()).isEqualTo("made as roadside-unit, and this one says it is onboard-unit");
        assertThat(check.fix()).contains("--kind onboard-unit");
    }

    @Test
    void oneWithoutAStationIsForNone() {
        Check check = certificate(List.of("onboard-unit"), List.of()).check(CONFIG, NOON);
        assertThat(check.level()).isEqualTo(Check.Level.FAIL);
        assertThat(check.measured()).isEqualTo("made for no station, and this one is 0000000000004711");
    }

    private static DeviceCertificate certificate(List<String> kinds, List<Long> stations) {
        return new DeviceCertificate(
                NOON.minus(Duration.ofHours(1)),
                NOON.plus(Duration.ofHours(23)),
                "bus-01",
                kinds,
                stations,
                List.of("longzi-lake"),
                "");
    }
}
