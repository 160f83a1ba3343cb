package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One frame a second, three at once. */
final class DeviceRatesTest {
    private final DeviceRates rates = new DeviceRates(new FrameRate(1, 3, 20));

    private static long passed(DeviceRates.Kept rate, int tries) {
        return Stream.generate(() -> rate.take(0))
                .limit(tries)
                .filter(Boolean::booleanValue)
                .count();
    }

    @Test
    void whatWasForgottenWhileALinkWasQuietIsTheRateOfTheNextLinkToo() {
        DeviceRates.Kept quiet = rates.of("bus-01", true, false);
        rates.forgetFull(0);
        assertThat(passed(quiet, 10)).isEqualTo(3);
        rates.forgetFull(0);
        assertThat(passed(rates.of("bus-01", true, false), 10)).isZero();
    }

    @Test
    void whoOnlySaysANameTakesNothingFromWhoHasItInACertificate() {
        assertThat(passed(rates.of("bus-01", false, false), 10)).isEqualTo(3);
        assertThat(passed(rates.of("bus-01", true, false), 10)).isEqualTo(3);
    }

    @Test
    void aRoadsideUnitMaySendManyTimesAsMuch() {
        assertThat(passed(rates.of("rsu-01", true, true), 100)).isEqualTo(60);
    }
}
