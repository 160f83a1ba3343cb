package io.yunkong.cloud.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Moves between edges and slow readings, step by step. */
class StationCopyTest {
    private static final StationEntry FIRST = entry("edge-1", 100);
    private static final StationEntry SECOND = entry("edge-2", 200);

    private final StationCopy copy = new StationCopy();

    @Test
    void readingCorrectsWhatWasMissed() {
        copy.put(1, FIRST);
        copy.put(2, FIRST);
        copy.beginReading();
        copy.reconcile(Map.of(1L, SECOND, 3L, SECOND));
        assertThat(copy.get(1)).isEqualTo(SECOND);
        assertThat(copy.get(2)).isNull();
        assertThat(copy.get(3)).isEqualTo(SECOND);
    }

    @Test
    void whatChangesDuringAReadingIsNewerThanIt() {
        copy.put(2, FIRST);
        copy.put(3, FIRST);
        copy.beginReading();
        copy.put(1, SECOND);
        copy.put(2, SECOND);
        copy.remove(3, FIRST);
        copy.reconcile(Map.of(2L, FIRST, 3L, FIRST));
        assertThat(copy.get(1)).isEqualTo(SECOND);
        assertThat(copy.get(2)).isEqualTo(SECOND);
        assertThat(copy.get(3)).isNull();
        copy.beginReading();
        copy.reconcile(Map.of(2L, FIRST));
        assertThat(copy.values()).containsExactly(FIRST);
    }

    @Test
    void ownWriteThatComesBackDuringAReadingWithoutItStays() {
        copy.put(1, FIRST); // written, and the map does not have it yet
        copy.beginReading();
        copy.put(1, FIRST); // the map's event
        copy.reconcile(Map.of());
        assertThat(copy.get(1)).isEqualTo(FIRST);
    }

    @Test
    void removalOfAnEarlierEntryLeavesTheLaterOne() {
        copy.put(1, SECOND);
        copy.remove(1, FIRST);
        assertThat(copy.get(1)).isEqualTo(SECOND);
    }

    @Test
    void signOffRemovesOnlyTheEntryItsEdgeMade() {
        RemoveExpectedStation signOff = new RemoveExpectedStation(FIRST);
        SimpleEntry<Long, @Nullable StationEntry> unmoved = new SimpleEntry<>(1L, FIRST);
        assertThat(signOff.process(unmoved)).isTrue();
        assertThat(unmoved.getValue()).isNull();
        SimpleEntry<Long, @Nullable StationEntry> moved = new SimpleEntry<>(1L, SECOND);
        assertThat(signOff.process(moved)).isFalse();
        assertThat(moved.getValue()).isEqualTo(SECOND);
    }

    private static StationEntry entry(String edge, long atUs) {
        return new StationEntry(edge, "device", "BSM", atUs);
    }
}
