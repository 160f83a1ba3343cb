package io.yunkong.edge.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.LogLines;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Trust;
import io.yunkong.map.observe.TrustNotice;
import io.yunkong.map.observe.TrustNotice.About;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustLogTest {
    @Test
    void aLineNamesTheDeviceAndWhetherItselfOrItsSensorsAreMeant() {
        try (LogLines log = LogLines.ofInfo(TrustLog.class.getName())) {
            new TrustLog(station -> station == 0x71 ? "bus-01" : "")
                    .tell(
                            List.of(
                                    new TrustNotice(0x71, About.ITSELF, Trust.DISCOUNTED, Doubt.AGE, 0.4),
                                    new TrustNotice(0x72, About.SENSORS, Trust.DISCOUNTED, Doubt.AGE, 0.4),
                                    new TrustNotice(0x71, About.ITSELF, Trust.EXCLUDED, Doubt.POSITION_JUMP, 0.701),
                                    new TrustNotice(0x72, About.SENSORS, Trust.EXCLUDED, Doubt.FROZEN_POSITION, 0.9),
                                    new TrustNotice(0x71, About.ITSELF, Trust.FULL, Doubt.AGE, 0.1)),
                            0);
            assertThat(log.lines())
                    .containsExactly(
                            "station discounted: station=71, device=bus-01, about=itself, doubt=age, score=0.40; its"
                                    + " measurements count less",
                            "station discounted: station=72, device=unknown, about=sensors, doubt=age, score=0.40; what"
                                    + " its sensors see counts less",
                            "station excluded: station=71, device=bus-01, about=itself, doubt=position_jump,"
                                    + " score=0.70; nobody is warned on its word",
                            "station excluded: station=72, device=unknown, about=sensors, doubt=frozen_position,"
                                    + " score=0.90; nobody is warned of what only its sensors see",
                            "station believed again: station=71, device=bus-01, about=itself, doubt=age, score=0.10");
        }
    }
}
