package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.sim.conflict.ConflictKind;
import io.yunkong.sim.oracle.Verdict;
import io.yunkong.wire.Warning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole chain from octets to warnings against conflicts that the simulator staged and its oracle recorded. */
final class StagedConflictsTest {
    private static final int VEHICLES = 60;
    private static final double SECONDS = 60;
    private static final int SEEDS = 6;
    private static final double EQUIPPED_SHARE = 0.6;
    /** Judged false warnings, per hour that one equipped vehicle drives; some 30 warnings an hour are due. */
    private static final double FALSE_PER_HOUR_MAX = 2;

    private static final double LEAD_MIN_S = 1;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void everyStagedConflictIsWarnedInTimeAndLittleElse(String name) throws Exception {
        Zone zone = zone(name);
        List<Verdict.Judged> staged = new ArrayList<>();
        int falseAlarms = 0;
        double hours = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            WarnedTraffic.Outcome outcome = WarnedTraffic.run(zone, VEHICLES, EQUIPPED_SHARE, seed, SECONDS);
            List<Verdict.Judged> played = outcome.verdict().judged().stream()
                    .filter(Verdict.Judged::expected)
                    .toList();
            assertThat(played).as("staged, seed %d", seed).hasSizeGreaterThanOrEqualTo(4);
            assertThat(played).as("seed %d", seed).allSatisfy(StagedConflictsTest::isWarnedInTime);
            assertThat(outcome.rejected()).as("rejected, seed %d", seed).isZero();
            staged.addAll(played);
            falseAlarms += outcome.verdict().falseAlarms().size();
            hours += outcome.equippedHours();
        }

        assertThat(staged).extracting(judged -> judged.conflict().script()).contains(ConflictKind.values());
        assertThat(falseAlarms / hours).as("false warnings per vehicle-hour").isLessThan(FALSE_PER_HOUR_MAX);
    }

    private static void isWarnedInTime(Verdict.Judged judged) {
        assertThat(judged.warned()).isTrue();
        double seenS = judged.conflict().minS()
                + judged.conflict().minTtcS()
                - judged.conflict().beginS();
        if (seenS > LEAD_MIN_S + 1) {
            assertThat(judged.leadS()).isGreaterThanOrEqualTo(LEAD_MIN_S);
        }
    }

    @Test
    void theSameTrafficGivesTheSameWarnings() throws Exception {
        Zone zone = zone("longzi-lake");

        List<Warning> once =
                WarnedTraffic.run(zone, VEHICLES, EQUIPPED_SHARE, 3, 30).warnings();
        List<Warning> again =
                WarnedTraffic.run(zone, VEHICLES, EQUIPPED_SHARE, 3, 30).warnings();

        assertThat(once).isNotEmpty();
        assertThat(again).isEqualTo(once);
    }

    private static Zone zone(String name) throws Exception {
        return ZoneFolder.read(Path.of("..", "zones", name));
    }
}
