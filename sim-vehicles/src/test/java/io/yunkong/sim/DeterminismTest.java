package io.yunkong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.conflict.Scene;
import io.yunkong.sim.sensor.Timebase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeterminismTest {
    private static final long START_US = 1_800_000_000_000_000L;

    @Test
    void sameSeedSendsTheSameStreamWhenSignalsAreAnchoredAtTheStart() {
        Play one = play(42, START_US);
        Play two = play(42, START_US + 37_123_000);

        assertThat(two.hash().messages()).isEqualTo(one.hash().messages()).isGreaterThan(5_000);
        assertThat(two.hash().hex()).isEqualTo(one.hash().hex());
        assertThat(scripts(two)).isEqualTo(scripts(one)).hasSizeGreaterThan(1);
    }

    @Test
    void anotherSeedSendsAnotherStream() {
        assertThat(play(43, START_US).hash().hex())
                .isNotEqualTo(play(42, START_US).hash().hex());
    }

    private static List<String> scripts(Play play) {
        return play.scenes().stream()
                .map((Scene scene) ->
                        scene.kind() + " " + scene.touchS() + " " + scene.host().number())
                .toList();
    }

    private static Play play(long seed, long startUs) {
        Zone zone = Zones.zone("longzi-lake").withSignalAnchor(startUs);
        Play play = new Play(zone, 40, 0.6, seed, true, new Timebase(startUs, 1));
        for (int i = 0; i < 250; i++) {
            assertThat(play.step()).isNotNull();
        }
        return play;
    }
}
