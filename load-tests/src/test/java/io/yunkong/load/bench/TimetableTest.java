package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimetableTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000, 1618, 9973})
    void everyVehicleSendsOnceBeforeAnySendsAgain(int vehicles) {
        Timetable timetable = new Timetable(vehicles, vehicles * 10);
        BitSet sent = new BitSet();
        for (long message = 3L * vehicles; message < 4L * vehicles; message++) {
            sent.set(timetable.vehicle(message));
        }
        assertThat(sent.cardinality()).isEqualTo(vehicles);
    }

    @Test
    void messagesAreDueAtEqualDistances() {
        Timetable timetable = new Timetable(100, 1000);
        assertThat(timetable.dueNs(0)).isZero();
        assertThat(timetable.dueNs(1)).isEqualTo(1_000_000);
        assertThat(timetable.dueNs(1_000_000)).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void whatIsDueBeforeATimeIsEverythingThatWasToBeSentByThen() {
        Timetable timetable = new Timetable(100, 1000);
        assertThat(timetable.dueBefore(0)).isZero();
        assertThat(timetable.dueBefore(1)).isEqualTo(1);
        assertThat(timetable.dueBefore(1_000_000)).isEqualTo(1);
        assertThat(timetable.dueBefore(1_000_001)).isEqualTo(2);
        assertThat(timetable.dueBefore(5_500_000)).isEqualTo(6);
    }
}
