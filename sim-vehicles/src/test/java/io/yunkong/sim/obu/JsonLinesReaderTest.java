package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonLinesReaderTest {
    private static final long NOW = 1_800_000_000_000_000L;

    private final JsonLinesReader reader = new JsonLinesReader(VehicleProfile.BUS);

    private Fix fix(String line) throws BadLineException {
        return (Fix) reader.read(line.replace('\'', '"'), NOW);
    }

    @Test
    void readsEveryField() throws BadLineException {
        Fix fix = fix(
                "{'time':'2026-05-01T16:00:00.100+08:00','lat':34.8,'lon':113.8,'speed_mps':12.5,'heading_deg':360,"
                        + "'accel_mps2':-1.5,'yaw_rate_dps':2,'elevation_m':88.5,'accuracy_m':0.5,'brakes':true,"
                        + "'lights':['left','hazard'],'vehicle_class':10,'length_m':4.6,'width_m':1.8,'datum':'WGS-84','driver':{'name':'x'}}");
        assertThat(fix)
                .isEqualTo(new Fix(
                        Instant.parse("2026-05-01T08:00:00.100Z").toEpochMilli() * 1000,
                        34.8,
                        113.8,
                        88.5,
                        new Fix.Movement(12.5, 0, -1.5, 2),
                        Fix.Accuracy.round(0.5),
                        new Fix.Told(true, 0b10100, new VehicleProfile(10, 4.6, 1.8))));
    }

    @Test
    void needsPlaceAndSpeedOnlyAndTakesTheTimeOfArrival() throws BadLineException {
        Fix fix = fix("{'lat':34.8,'lon':113.8,'speed_mps':0}");
        assertThat(fix.timeUs()).isEqualTo(NOW);
        assertThat(fix.movement().headingDeg()).isNaN();
        assertThat(fix.told()).isEqualTo(Fix.Told.NOTHING);
    }

    @Test
    void takesSecondsSince1970() throws BadLineException {
        assertThat(fix("{'time':1777622400.25,'lat':34.8,'lon':113.8,'speed_mps':0}")
                        .timeUs())
                .isEqualTo(1_777_622_400_250_000L);
    }

    @Test
    void fillsAHalfToldSizeFromTheFlags() throws BadLineException {
        assertThat(fix("{'lat':34.8,'lon':113.8,'speed_mps':0,'length_m':18}")
                        .told()
                        .vehicle())
                .isEqualTo(new VehicleProfile(54, 18, 2.55));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "34.8 113.8; NOT_JSON",
                "{'lat':34.8,; NOT_JSON",
                "[1,2]; NOT_JSON",
                "{'lat':34.8,'lon':113.8,'speed_mps':1}{}; NOT_JSON",
                "{'lat':34.8,'speed_mps':1}; FIELD_MISSING",
                "{'lat':34.8,'lon':113.8,'speed':1}; FIELD_MISSING",
                "{'lat':'34.8','lon':113.8,'speed_mps':1}; FIELD_BAD",
                "{'lat':348000000,'lon':113.8,'speed_mps':1}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':-1}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'heading_deg':361}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'lights':['red']}; FIELD_BAD",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'brakes':1}; FIELD_BAD",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'time':'noon'}; FIELD_BAD",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'time':1777622400250}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'datum':'GCJ-02'}; DATUM",
                "{'lat':0,'lon':0,'speed_mps':1}; POSITION_ZERO",
                "{'lat':34.8,'lat':34.9,'lon':113.8,'speed_mps':1}; NOT_JSON",
                "{'lat':34.8,'lon':113.8,'speed_mps':1e400}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':NaN}; NOT_JSON",
                "{'lat':89,'lon':113.8,'speed_mps':1}; OUT_OF_RANGE",
                "{'lat':34.8,'lon':113.8,'speed_mps':1,'time':'+300000-01-01T00:00:00Z'}; OUT_OF_RANGE"
            })
    void refusesALineUnderItsReason(String line, LineDefect defect) {
        BadLineException bad = catchThrowableOfType(BadLineException.class, () -> fix(line));
        assertThat(bad.defect()).as(bad.getMessage()).isEqualTo(defect);
    }

    @Test
    void refusesWhatIsNestedTooDeepAndNumbersWithoutEnd() {
        for (String value : List.of("[".repeat(2000), "{'a':".repeat(500), "1".repeat(1001), "0." + "1".repeat(2000))) {
            BadLineException bad = catchThrowableOfType(
                    BadLineException.class, () -> fix("{'lat':34.8,'lon':113.8,'speed_mps':1,'x':" + value + "}"));
            assertThat(bad.defect()).as(value.substring(0, 5)).isEqualTo(LineDefect.NOT_JSON);
        }
        BadLineException bad = catchThrowableOfType(BadLineException.class, () -> fix("[".repeat(10_000)));
        assertThat(bad.defect()).isEqualTo(LineDefect.TOO_LONG);
    }
}
