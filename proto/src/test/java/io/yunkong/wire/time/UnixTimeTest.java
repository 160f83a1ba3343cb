package io.yunkong.wire.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnixTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000000999Z, 0",
        "2026-11-21T06:49:52.123456Z, 1795243792123456",
        "1969-12-31T23:59:59.999999Z, -1",
    })
    void countsMicrosecondsSince1970(Instant instant, long us) {
        assertThat(UnixTime.microseconds(instant)).isEqualTo(us);
        assertThat(UnixTime.nowUs(InstantSource.fixed(instant))).isEqualTo(us);
    }
}
