package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yunkong.edge.fastpath.FastPathLimits;
import io.yunkong.edge.link.LinkSizes;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.uplink.UplinkLimits;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that make no sense stop the edge before it starts. */
final class LimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void refuses(String text, ThrowingCallable limits) {
        assertThatIllegalArgumentException().isThrownBy(limits).withMessage(text);
    }

    private static LinkTimes times(Duration hello, Duration idle, Duration heartbeat) {
        return new LinkTimes(hello, SECOND, idle, heartbeat, SECOND, SECOND);
    }

    private static UplinkLimits uplink(Duration age, Duration heartbeat, Duration stale, Duration silent) {
        return new UplinkLimits(SECOND, 1, 1, age, 1, heartbeat, stale, silent, SECOND, SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3601, Long.MAX_VALUE, Long.MIN_VALUE})
    void aTimeOfADeviceLinkIsMoreThanNothingAndAtMostAnHour(long seconds) {
        refuses(
                "parameter out of range: helloTimeoutS=" + (double) seconds + ", limit=(0.0, 3600.0]; refused",
                () -> times(Duration.ofSeconds(seconds), SECOND, Duration.ofMillis(200)));
    }

    @Test
    void noLinkIsClosedForSilenceBeforeItsFirstHeartbeatIsDue() {
        refuses(
                "heartbeats too rare: heartbeatInterval=PT1S, limit=<half of idleTimeout=PT1S; refused",
                () -> times(SECOND, SECOND, SECOND));
    }

    @Test
    void anEdgeTakesAtLeastOneConnection() {
        refuses(
                "parameter out of range: connectionsMax=0.0, limit=[1.0, 1000000.0]; refused",
                () -> new LinkSizes(8192, 65_536, 0, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 61, Long.MAX_VALUE})
    void aTimeOfACloudLinkIsMoreThanNothingAndAtMostAMinute(long seconds) {
        refuses(
                "parameter out of range: observationAgeMaxS=" + (double) seconds + ", limit=(0.0, 60.0]; refused",
                () -> uplink(Duration.ofSeconds(seconds), SECOND, SECOND, SECOND));
    }

    @Test
    void aCloudLinkIsStaleBeforeItIsClosedAndNotBeforeAHeartbeatIsDue() {
        Duration two = Duration.ofSeconds(2);
        refuses(
                "times in the wrong order: heartbeatInterval=PT2S, limit=staleAfter=PT1S; refused",
                () -> uplink(SECOND, two, SECOND, two));
        refuses(
                "times in the wrong order: staleAfter=PT2S, limit=silentAfter=PT1S; refused",
                () -> uplink(SECOND, SECOND, two, SECOND));
    }

    @Test
    void timePassesForTheMapAtLeastFiveTimesASecond() {
        refuses(
                "parameter out of range: tickIntervalS=0.201, limit=(0.0, 0.2]; refused",
                () -> new FastPathLimits(1, 1, Duration.ofMillis(201), 1));
        refuses(
                "parameter out of range: tickIntervalS=0.0, limit=(0.0, 0.2]; refused",
                () -> new FastPathLimits(1, 1, Duration.ZERO, 1));
    }
}
