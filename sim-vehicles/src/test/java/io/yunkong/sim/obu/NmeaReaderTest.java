package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NmeaReaderTest {
    private static final long NOW = 1_800_000_000_000_000L;

    private final NmeaReader reader = new NmeaReader();

    private Fix fix(String line) throws BadLineException {
        return (Fix) reader.read(line, NOW);
    }

    private static long us(String time) {
        return Instant.parse(time).toEpochMilli() * 1000;
    }

    @Test
    void readsTheSentenceThatManualsShow() throws BadLineException {
        Fix fix = fix("$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230324,003.1,W*61");
        assertThat(fix.timeUs()).isEqualTo(us("2024-03-23T12:35:19Z"));
        assertThat(fix.latitudeDeg()).isCloseTo(48.1173, within(1e-9));
        assertThat(fix.longitudeDeg()).isCloseTo(11.516666667, within(1e-9));
        assertThat(fix.movement().speedMps()).isCloseTo(22.4 * 0.514444, within(1e-4));
        assertThat(fix.movement().headingDeg()).isEqualTo(84.4);
        assertThat(fix.accuracy().known()).isFalse();
        assertThat(fix.elevationM()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GP", "GN", "BD", "GB", "GL", "GA"})
    void readsEveryTalker(String talker) throws BadLineException {
        assertThat(fix(Nmea.rmc(talker, "080000.00", "010526")).latitudeDeg()).isCloseTo(34.8, within(1e-9));
    }

    @Test
    void followsOneTalkerOfSeveralAndTheCombinedOneBeforeOthers() throws BadLineException {
        assertThat(reader.read(Nmea.rmc("GP", "080000.00", "010526"), NOW)).isInstanceOf(Fix.class);
        assertThat(reader.read(Nmea.rmc("BD", "080000.05", "010526"), NOW)).isEqualTo(Reading.Nothing.NOTHING);
        assertThat(reader.read(Nmea.rmc("GN", "080000.10", "010526"), NOW)).isInstanceOf(Fix.class);
        assertThat(reader.read(Nmea.rmc("GP", "080000.20", "010526"), NOW)).isEqualTo(Reading.Nothing.NOTHING);
        assertThat(reader.read(Nmea.rmc("BD", "080003.00", "010526"), NOW + 3_000_000))
                .isInstanceOf(Fix.class);
    }

    @Test
    void addsHeightAndAccuracyOfTheOtherSentences() throws BadLineException {
        reader.read(Nmea.sentence("GNGGA,080000.00,3448.0,N,11348.0,E,4,20,0.8,90.5,M,-15.5,M,1.0,0001"), NOW);
        Fix byDilution = fix(Nmea.rmc("GN", "080000.00", "010526"));
        assertThat(byDilution.elevationM()).as("over the ellipsoid").isCloseTo(75.0, within(1e-9));
        assertThat(byDilution.accuracy().majorM()).as("fixed carrier phase").isCloseTo(0.016, within(1e-9));
        reader.read(Nmea.sentence("GNGST,080000.00,1.2,0.9,0.4,30.0,0.8,0.5,1.1"), NOW);
        Fix byEllipse = fix(Nmea.rmc("GN", "080000.10", "010526"));
        assertThat(byEllipse.accuracy()).isEqualTo(new Fix.Accuracy(0.9, 0.4, 30.0));
        Fix later = (Fix) reader.read(Nmea.rmc("GN", "080003.00", "010526"), NOW + 3_000_000);
        assertThat(later.accuracy().known()).as("not kept for ever").isFalse();
        assertThat(later.elevationM()).isNaN();
    }

    @Test
    void takesCourseAndSpeedOfVtgWhereRmcHasNone() throws BadLineException {
        reader.read(Nmea.sentence("GNVTG,123.4,T,,M,10.0,N,18.52,K,A"), NOW);
        Fix fix = fix(Nmea.sentence("GNRMC,080000.00,A,3448.0,N,11348.0,E,,,010526,,,A"));
        assertThat(fix.movement().headingDeg()).isEqualTo(123.4);
        assertThat(fix.movement().speedMps()).isCloseTo(5.1444, within(1e-3));
    }

    @Test
    void aStandingReceiverHasNoCourse() throws BadLineException {
        Fix fix = fix(Nmea.sentence("GNRMC,080000.00,A,3448.0,N,11348.0,E,0.0,,010526,,,A"));
        assertThat(fix.movement().headingDeg()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "'V,3448.0,N,11348.0,E,0,0,010526,,,N', status V",
        "'A,3448.0,N,11348.0,E,0,0,010526,,,N', mode N",
        "'V,,,,,,,010526,,,', status V"
    })
    void saysThatTheReceiverHasNoPosition(String fields, String why) throws BadLineException {
        Reading reading = reader.read(Nmea.sentence("GNRMC,080000.00," + fields), NOW);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.NoFix.class, none -> assertThat(none.why()).contains(why));
    }

    @Test
    void countsOnThroughALeapSecond() throws BadLineException {
        long before = fix(Nmea.rmc("GN", "235959.90", "311226")).timeUs();
        long within = fix(Nmea.rmc("GN", "235960.50", "311226")).timeUs();
        assertThat(within - before).isEqualTo(600_000);
        assertThat(within).isEqualTo(us("2027-01-01T00:00:00.500Z"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "hello; NOT_A_SENTENCE",
                "$GNRMC,080000.00,A,3448.0,N; CHECKSUM_MISSING",
                "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230324,003.1,W*66; CHECKSUM_WRONG",
                "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230324,003.1,W*ZZ; CHECKSUM_MISSING",
                "GNRMC,256000,A,3448.0,N,11348.0,E,0,0,010526,,,A; OUT_OF_RANGE",
                "GNRMC,080060.00,A,3448.0,N,11348.0,E,0,0,010526,,,A; OUT_OF_RANGE",
                "GNRMC,080000,A,3448.0,N,11348.0,E,0,0,310226,,,A; OUT_OF_RANGE",
                "GNRMC,080000,A,3461.0,N,11348.0,E,0,0,010526,,,A; OUT_OF_RANGE",
                "GNRMC,080000,A,348.0,N,11348.0,E,0,0,010526,,,A; FIELD_BAD",
                "GNRMC,080000,A,3448.0,X,11348.0,E,0,0,010526,,,A; FIELD_BAD",
                "GNRMC,080000,A,,,,,0,0,010526,,,A; FIELD_MISSING",
                "GNRMC,080000,A,3448.0,N,11348.0,E,0,0,,,,A; FIELD_MISSING",
                "GNRMC,080000,A,3448.0,N,11348.0,E,,0,010526,,,A; FIELD_MISSING",
                "GNRMC,080000,A,3448.0,N,11348.0,E,fast,0,010526,,,A; FIELD_BAD",
                "GNRMC,080000,A,3448.0,N,11348.0,E,900,0,010526,,,A; OUT_OF_RANGE",
                "GNRMC,080000,A,3448.0,N,11348.0,E,0,361,010526,,,A; OUT_OF_RANGE",
                "GNRMC,080000,A,0000.0,N,00000.0,E,0,0,010526,,,A; POSITION_ZERO",
                "GNRMC,080000,A,8900.0,S,11348.0,E,0,0,010526,,,A; OUT_OF_RANGE"
            })
    void refusesALineUnderItsReason(String line, LineDefect defect) {
        String sent = line.startsWith("G") ? Nmea.sentence(line) : line;
        BadLineException bad = catchThrowableOfType(BadLineException.class, () -> reader.read(sent, NOW));
        assertThat(bad.defect()).as(bad.getMessage()).isEqualTo(defect);
    }

    @Test
    void refusesAnotherDatumAndTakesWgs84Again() throws BadLineException {
        reader.read(Nmea.sentence("GNDTM,999,,0.0,N,0.0,E,0.0,W84"), NOW);
        BadLineException bad = catchThrowableOfType(
                BadLineException.class, () -> reader.read(Nmea.rmc("GN", "080000.00", "010526"), NOW));
        assertThat(bad.defect()).isEqualTo(LineDefect.DATUM);
        reader.read(Nmea.sentence("GNDTM,W84,,0.0,N,0.0,E,0.0,W84"), NOW);
        assertThat(fix(Nmea.rmc("GN", "080000.10", "010526"))).isNotNull();
    }

    @Test
    void refusesTheSameTimeAgainButNotAClockThatWasSet() throws BadLineException {
        fix(Nmea.rmc("GN", "080000.00", "010560"));
        BadLineException bad = catchThrowableOfType(
                BadLineException.class, () -> reader.read(Nmea.rmc("GN", "080000.00", "010560"), NOW));
        assertThat(bad.defect()).isEqualTo(LineDefect.TIME_NOT_LATER);
        assertThat(fix(Nmea.rmc("GN", "080000.00", "010526")).timeUs()).isEqualTo(us("2026-05-01T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GPGSV,1,1,01,05,45,123,40",
                "PUBX,00,1",
                "GNTXT,01,01,02,hello",
                "GNZDA,080000.00,01,05,2026,00,00"
            })
    void passesOverWhatABsmDoesNotTell(String body) throws BadLineException {
        assertThat(reader.read(Nmea.sentence(body), NOW)).isEqualTo(Reading.Nothing.NOTHING);
    }
}
