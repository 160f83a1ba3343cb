package io.yunkong.edge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.yunkong.edge.LogLines;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DefectsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // monotonic time may wrap
    private final Defects defects = new Defects(nanos::get);
    private final Runnable guarded = defects.guard("trying", () -> {
        throw new IllegalStateException("on purpose");
    });

    @Test
    void everyFailureIsCountedAndOneInTenSecondsIsWrittenToTheLog() {
        try (LogLines log = new LogLines(Defects.class.getName())) {
            for (int second = 0; second < 15; second++) {
                assertThatCode(guarded::run).doesNotThrowAnyException();
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            }
            assertThat(defects.count()).isEqualTo(15);
            assertThat(log.lines())
                    .containsExactly(
                            "defect: doing=trying, count=1; given up", "defect: doing=trying, count=11; given up");
        }
    }
}
