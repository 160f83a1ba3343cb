package io.yunkong.load.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StormTest {
    private static final long CUT_US = 5_000_000;
    private final Storm storm = new Storm(CUT_US, 7);

    @Test
    void nobodyIsBackBeforeTheNetworkIsAndTheLastSoonAfter() {
        List<Long> back = LongStream.range(1, 1_000).map(storm::backUs).boxed().toList();
        assertThat(back).allMatch(us -> us >= CUT_US + Storm.DARK_US && us <= CUT_US + Storm.DARK_US + Storm.SPREAD_US);
        assertThat(Set.copyOf(back)).hasSizeGreaterThan(900);
    }

    @Test
    void equalSeedsMakeEqualStorms() {
        assertThat(storm.backUs(4711)).isEqualTo(new Storm(CUT_US, 7).backUs(4711));
        assertThat(storm.backUs(4711)).isNotEqualTo(new Storm(CUT_US, 8).backUs(4711));
    }

    @Test
    void whoFailsWaitsLongerEachTimeButNeverLongerThanFiveSeconds() {
        for (int attempt = 1; attempt < 40; attempt++) {
            long longest = attempt > 6 ? 5_000_000 : 100_000L << (attempt - 1);
            assertThat(storm.waitUs(4711, attempt)).isBetween(longest / 2, longest);
        }
    }
}
