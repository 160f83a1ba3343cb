package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import org.junit.jupiter.api.Test;

/** Who warns of speed limits. */
final class SpeedLimitsTest {
    private static long raised(CooperativeWarner.Parameters parameters) {
        CooperativeWarner warner = new CooperativeWarner(CrossroadsZone.create(), "node-1", host -> true, parameters);
        return new Traffic(
                        warner,
                        1,
                        1,
                        Actor.on(line(-600, -5.25, 600, -5.25), 300, 20).equipped(0x11))
                .run(4).raised().stream()
                        .filter(warning -> warning.application() == Application.SLW)
                        .count();
    }

    @Test
    void aNodeThatHearsNoSignsLeavesSpeedLimitsToOneThatDoes() {
        CooperativeWarner.Parameters usual = CooperativeWarner.Parameters.defaults();
        assertThat(raised(usual)).isEqualTo(1);
        assertThat(raised(usual.withoutRoadside())).isZero();
    }
}
