package io.yunkong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.sim.client.HeardWarning;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import org.junit.jupiter.api.Test;

final class WarningQueueTest {
    @Test
    void keepsTheOldestRaisedWarningsAndCountsThoseWithoutRoom() {
        WarningQueue queue = new WarningQueue(2);
        queue.add(heard(1, WarningPhase.WARNING_PHASE_UPDATED));
        for (int station = 2; station <= 6; station++) {
            queue.add(heard(station, WarningPhase.WARNING_PHASE_RAISED));
        }

        assertThat(queue.unjudged()).isEqualTo(3);
        assertThat(queue.poll()).extracting("stationId").isEqualTo(2L);
        assertThat(queue.poll()).extracting("stationId").isEqualTo(3L);
        assertThat(queue.poll()).isNull();
    }

    private static HeardWarning heard(long station, WarningPhase phase) {
        return new HeardWarning(station, 0, Warning.newBuilder().setPhase(phase).build());
    }
}
