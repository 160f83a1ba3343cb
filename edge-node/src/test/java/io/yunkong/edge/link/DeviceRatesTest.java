package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One frame a second, three at once. */
final class DeviceRatesTest {
    private final DeviceRates rates = new DeviceRates(new FrameRate(1, 3, 20));

    private static long passed(DeviceRates.Kept rate, int tries) {
        return passed(rate, tries, 0);
    }

    private static long passed(DeviceRates.Kept rate, int tries, long nowNanos) {
        return Stream.generate(() -> rate.take(nowNanos))
                .limit(tries)
                .filter(Boolean::booleanValue)
                .count();
    }

    @Test
    void whatWasForgottenWhileALinkWasQuietIsTheRateOfTheNextLinkToo() {
        DeviceRates.Kept quiet = rates.of("bus-01", true, false);
        rates.forgetQuiet(0);
        assertThat(passed(quiet, 10)).isEqualTo(3);
        rates.forgetQuiet(0);
        assertThat(passed(rates.of("bus-01", true, false), 10)).isZero();
    }

    @Test
    void thousandsAreForgottenInSeveralGoesAndWhoComesBackHasAWholeBurstButNotTwo() {
        List<DeviceRates.Kept> devices = IntStream.range(0, 2_000)
                .mapToObj(i -> rates.of("bus-" + i, false, false))
                .toList();
        for (int goes = 0; goes < 20; goes++) {
            long nowNanos = TimeUnit.SECONDS.toNanos(10L * goes);
            for (DeviceRates.Kept device : devices) {
                assertThat(passed(device, 10, nowNanos)).isEqualTo(3);
            }
            rates.forgetQuiet(nowNanos + TimeUnit.SECONDS.toNanos(9));
        }
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
