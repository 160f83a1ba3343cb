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
    void thousandsOfQuietDevicesAreForgottenSomeAtATimeAndWhoComesBackHasAWholeBurst() {
        List<DeviceRates.Kept> devices = IntStream.range(0, 2_000)
                .mapToObj(i -> rates.of("bus-" + i, false, false))
                .toList();
        devices.forEach(device -> assertThat(passed(device, 10)).isEqualTo(3));
        long filledNanos = TimeUnit.SECONDS.toNanos(3);
        forgetAll(filledNanos - 1, 2_000);
        assertThat(rates.count()).as("none is full").isEqualTo(2_000);

        int goes = 0;
        for (int left = 2_000; left > 0 && goes < 100; goes++) {
            rates.forgetQuiet(filledNanos + TimeUnit.SECONDS.toNanos(1));
            assertThat(left - rates.count()).isLessThanOrEqualTo(256);
            left = rates.count();
        }
        assertThat(rates.count()).isZero();
        assertThat(goes).isBetween(8, 20);
        assertThat(passed(devices.getFirst(), 10, filledNanos)).isEqualTo(3);
    }

    /** As long as it takes to look at that many. */
    private void forgetAll(long nowNanos, int devices) {
        for (int looked = 0; looked < devices; looked += 256) {
            rates.forgetQuiet(nowNanos);
        }
    }

    @Test
    void whoGoesOnSendingIsNotForgottenThoughHisBucketIsFull() {
        DeviceRates.Kept device = rates.of("bus-01", true, false);
        for (long second = 0; second < 10; second++) {
            assertThat(passed(device, 1, TimeUnit.MILLISECONDS.toNanos(1_000 * second)))
                    .isEqualTo(1);
            rates.forgetQuiet(TimeUnit.MILLISECONDS.toNanos(1_000 * second + 999));
            assertThat(rates.count()).isEqualTo(1);
        }
        rates.forgetQuiet(TimeUnit.SECONDS.toNanos(20));
        assertThat(rates.count()).isZero();
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
