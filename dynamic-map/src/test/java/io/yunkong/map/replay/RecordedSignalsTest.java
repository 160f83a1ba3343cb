package io.yunkong.map.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.SignalState;
import io.yunkong.map.signal.SignalStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded signals of a network with one controller, "j", of three heads. */
final class RecordedSignalsTest {
    private static final String COLUMNS = "t,tls,phase,state";

    private final Zone zone = zone();
    private final SignalStates states = new SignalStates(zone.lanes());
    private final Defects defects = new Defects();
    private final RecordedSignals signals = new RecordedSignals(zone, states, defects);

    private static Zone zone() {
        try (InputStream in =
                Objects.requireNonNull(RecordedSignalsTest.class.getResourceAsStream("/network/bend.net.xml"))) {
            return NetworkImport.sumo("bend.net.xml", new InputStreamReader(in, StandardCharsets.UTF_8))
                    .zone();
        } catch (IOException | ZoneException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            signals.line(bytes, 0, bytes.length);
        }
    }

    private static long atUs(double seconds) {
        return ObservationLines.START_US + Math.round(seconds * 1e6);
    }

    /** What a head shows when the signals have just been told. */
    private Light light(int link, double seconds) {
        signals.tell(
                atUs(seconds),
                report -> assertThat(states.accept(report, atUs(seconds))).isNull());
        return states.find(new SignalRef("j", link), atUs(seconds))
                .map(SignalState::light)
                .orElse(Light.UNAVAILABLE);
    }

    @Test
    void tellsAtEveryTimeWhatTheRecordingToldLast() {
        read(COLUMNS, "0.0,j,0,GgG", "4.0,j,1,yyr", "6.0,j,2,rrr\r");

        assertThat(light(0, 0)).isEqualTo(Light.PROTECTED_GREEN);
        assertThat(light(1, 0.1)).isEqualTo(Light.PERMISSIVE_GREEN);
        assertThat(light(2, 3.9)).isEqualTo(Light.PROTECTED_GREEN);
        assertThat(light(0, 4.0)).isEqualTo(Light.YELLOW);
        assertThat(light(0, 100)).as("repeated for ever").isEqualTo(Light.RED);
        assertThat(states.find(new SignalRef("j", 0), atUs(100)).orElseThrow().sinceUs())
                .isEqualTo(atUs(6));
        assertThat(signals.rows()).isEqualTo(3);
        assertThat(defects.counts()).isEmpty();
    }

    @Test
    void tellsNothingOfTheFuture() {
        read(COLUMNS, "5.0,j,0,GgG");
        assertThat(light(0, 4.9)).isEqualTo(Light.UNAVAILABLE);
        assertThat(light(0, 5.0)).isEqualTo(Light.PROTECTED_GREEN);
        assertThat(states.find(new SignalRef("j", 0), atUs(5)).orElseThrow().untilUs())
                .isEmpty();
    }

    @Test
    void findsTheColumnsByTheirNames() {
        read("state,t,tls", "rrr,0,j");
        assertThat(light(0, 0)).isEqualTo(Light.RED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING_FIELD | 1.0,j",
                "MISSING_FIELD | 1.0,,0,rrr",
                "NOT_A_NUMBER | one,j,0,rrr",
                "VALUE_OUT_OF_RANGE | -1,j,0,rrr",
                "VALUE_OUT_OF_RANGE | NaN,j,0,rrr",
                "VALUE_OUT_OF_RANGE | 1e9,j,0,rrr",
                "UNKNOWN_SIGNAL_CONTROLLER | 1.0,k,0,rrr",
                "UNKNOWN_SIGNAL_LETTER | 1.0,j,0,rxr",
                "WRONG_NUMBER_OF_LINKS | 1.0,j,0,rr",
                "WRONG_NUMBER_OF_LINKS | 1.0,j,0,rrrr",
                "TIME_GOES_BACK | 0.5,j,0,rrr"
            })
    void aBadRowIsCountedWithItsNumberAndTheOthersCount(LineDefect defect, String bad) {
        read(COLUMNS, "0.8,j,0,GgG", bad, "2.0,j,0,rrr");
        assertThat(defects.counts()).isEqualTo(Map.of(defect, new Defects.Count(1, 3)));
        assertThat(light(0, 1.5)).isEqualTo(Light.PROTECTED_GREEN);
        assertThat(light(0, 2.0)).isEqualTo(Light.RED);
    }

    @Test
    void withoutItsColumnsNothingIsTaken() {
        read("0.0,j,0,GgG", "4.0,j,1,yyr");
        assertThat(signals.rows()).isZero();
        assertThat(defects.counts()).isEqualTo(Map.of(LineDefect.MISSING_FIELD, new Defects.Count(2, 1)));
    }
}
