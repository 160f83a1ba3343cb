package io.yunkong.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.TestZone;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.SourceKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for the owner of a tile is sent while it is young, and dropped when it is not. */
final class TileBatchesTest {
    private static final int PENDING_MAX = 3;
    private static final long AGE_MAX_US = 300_000;

    private final MapCounters counters = new MapCounters(() -> 0);
    private final TileBatches batches = new TileBatches(TestZone.create().tiles(), limits(), counters);

    private static UplinkLimits limits() {
        Duration second = Duration.ofSeconds(1);
        return new UplinkLimits(
                second, 200, PENDING_MAX, Duration.ofMillis(300), 1, second, second, second, second, second);
    }

    private static Observation heard(long station, long receivedAtUs) {
        return Observation.newBuilder()
                .setStationId(station)
                .setReceivedAtUs(receivedAtUs)
                .build();
    }

    @Test
    void nothingStaleIsSentFromBehindAnObservationThatWasReplacedInItsPlace() {
        for (long station = 1; station <= PENDING_MAX; station++) {
            batches.offer(TestZone.WEST, heard(station, 0));
        }
        Observation young = heard(1, AGE_MAX_US + 1);
        batches.offer(TestZone.WEST, young);
        assertThat(batches.nextBatch(TestZone.WEST, AGE_MAX_US + 1).map(ObservationBatch.Builder::getObservationsList))
                .hasValueSatisfying(sent -> assertThat(sent).containsExactly(young));
        assertThat(counters.uplinkReplaced).isEqualTo(1);
        assertThat(counters.uplinkStale).isEqualTo(2);
        assertThat(batches.pending()).isZero();
    }

    @Test
    void whatAVehicleSaysOfItselfIsNotReplacedByWhatItsSensorsSee() {
        Observation self = heard(1, 0).toBuilder()
                .setSource(SourceKind.SOURCE_KIND_SELF_REPORT)
                .build();
        Observation sensed = heard(1, 0).toBuilder()
                .setSource(SourceKind.SOURCE_KIND_SENSOR_REPORT)
                .build();
        batches.offer(TestZone.WEST, self);
        batches.offer(TestZone.WEST, heard(2, 0));
        batches.offer(TestZone.WEST, sensed);
        Observation newer = sensed.toBuilder().setReceivedAtUs(1).build();
        batches.offer(TestZone.WEST, newer);
        assertThat(batches.nextBatch(TestZone.WEST, 1).map(ObservationBatch.Builder::getObservationsList))
                .hasValueSatisfying(sent -> assertThat(sent).containsExactly(self, heard(2, 0), newer));
    }

    @Test
    void nothingIsSentWhenEverythingIsStale() {
        batches.offer(TestZone.WEST, heard(1, 0));
        assertThat(batches.nextBatch(TestZone.WEST, AGE_MAX_US + 1)).isEmpty();
        assertThat(counters.uplinkStale).isEqualTo(1);
        assertThat(counters.batchesSent).isZero();
    }

    @Test
    void whatWaitsForATileThatIsGoneIsDroppedWhenStaleAndANewTileTakes() {
        TileId added = new TileId(2, 0);
        TileGrid before = TestZone.create().tiles();
        batches.offer(TestZone.WEST, heard(1, 0));
        batches.activate(new TileGrid(before.sideM(), before.borderM(), List.of(TestZone.EAST, added)));
        assertThat(batches.pending()).isEqualTo(1);
        batches.offer(added, heard(2, AGE_MAX_US));
        batches.dropStale(TestZone.WEST, AGE_MAX_US + 1);
        assertThat(batches.pending()).isEqualTo(1);
        assertThat(batches.nextBatch(added, AGE_MAX_US + 1)).isPresent();
        assertThat(counters.observationsOffered)
                .isEqualTo(counters.observationsSent + counters.uplinkStale + counters.uplinkReplaced)
                .isEqualTo(2);
    }

    @Test
    void whatIsStaleIsDroppedTileByTile() {
        batches.offer(TestZone.WEST, heard(1, 0));
        batches.offer(TestZone.EAST, heard(1, 0));
        batches.dropStale(TestZone.WEST, AGE_MAX_US);
        assertThat(batches.pending()).isEqualTo(2);
        batches.dropStale(TestZone.WEST, AGE_MAX_US + 1);
        assertThat(batches.pending()).isEqualTo(1);
        batches.dropStale(TestZone.EAST, AGE_MAX_US + 1);
        assertThat(batches.pending()).isZero();
    }
}
