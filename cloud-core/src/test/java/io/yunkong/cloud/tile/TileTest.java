package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.cloud.TestZone;
import io.yunkong.cloud.placement.Tenure;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.RoadUserClass;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two neighbouring tiles and a clock moved by hand. */
class TileTest {
    private static final Zone ZONE = TestZone.make();
    private static final long CAR = 31;
    private static final long OTHER_CAR = 32;

    private final ZoneService service = new ZoneService(ZONE);
    private final Output output = new Output();
    private long nowUs = 1_800_000_000_000_000L;
    private long nanos;
    private final Tenure tenure = new Tenure(5, 60_000_000_000L, () -> nanos);
    private final Tile west = tile(-1);
    private final Tile east = tile(0);

    @Test
    void roadUserIsPublishedByTheTileWhoseSquareHoldsItAndKeepsItsNumber() {
        List<Long> numbers = new ArrayList<>();
        List<TileId> owners = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            double eastM = -30 + step * 1.0;
            Observation report = car(eastM, 10);
            west.accept(batch(report));
            east.accept(batch(report));
            output.digests.clear();
            west.tick();
            east.tick();
            List<TrackState> shown =
                    output.digests.stream().flatMap(d -> d.tracks().stream()).toList();
            if (step > 10) {
                assertThat(shown).as("step %d", step).hasSize(1);
            }
            for (TileDigest digest : output.digests) {
                for (TrackState track : digest.tracks()) {
                    numbers.add(track.getTrackId());
                    owners.add(digest.tile().tile());
                }
            }
            nowUs += 100_000;
        }
        assertThat(numbers).containsOnly(numbers.getFirst());
        assertThat(owners.getFirst()).isEqualTo(new TileId(-1, 0));
        assertThat(owners.getLast()).isEqualTo(new TileId(0, 0));
        assertThat(owners).isSortedAccordingTo((a, b) -> Integer.compare(a.x(), b.x()));
    }

    @Test
    void anotherVersionTakesOverBetweenTwoEventsAndRoadUsersKeepTheirNumbers() {
        List<TrackState> shown = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            if (step == 20) {
                service.activate(TestZone.version(
                        "fedcba9876543210", "lane-1", -800, 800, ZONE.tiles().tiles()));
            }
            Observation report = car(100 + step, 10);
            east.accept(batch(report));
            output.digests.clear();
            east.tick();
            shown.addAll(output.digests.getFirst().tracks());
            nowUs += 100_000;
        }
        assertThat(east.settle()).isEqualTo(1);
        assertThat(shown)
                .hasSize(40)
                .extracting(TrackState::getTrackId)
                .containsOnly(shown.getFirst().getTrackId());
        assertThat(shown.subList(0, 20)).extracting(TrackState::getLaneId).containsOnly("lane-0");
        assertThat(shown.subList(20, 40)).extracting(TrackState::getLaneId).containsOnly("lane-1");
        assertThat(service.ledger().balance().exact()).isTrue();
        assertThat(service.ledger().balance().processed()).isEqualTo(40);
    }

    @Test
    void roadUsersOfOneBatchAreKeptApartAlsoWhenOneBetweenThemIsRefused() {
        for (int step = 0; step < 20; step++) {
            Observation ahead = car(100 + step, 10);
            Observation refused = ahead.toBuilder().setSourceValue(77).build();
            Observation behind =
                    car(20 + step, 10).toBuilder().setStationId(OTHER_CAR).build();
            east.accept(batch(ahead, refused, behind));
            output.digests.clear();
            east.tick();
            nowUs += 100_000;
        }
        assertThat(output.digests.getFirst().tracks())
                .extracting(TrackState::getStationId)
                .containsExactlyInAnyOrder(CAR, OTHER_CAR);
    }

    @Test
    void measurementWithoutASourceIsRejectedAndTheNextOneCounts() {
        east.accept(batch(car(10, 5).toBuilder().setSourceValue(77).build(), car(10, 5)));
        assertThat(service.ledger().balance()).satisfies(balance -> {
            assertThat(balance.rejected()).containsEntry("malformed", 1L);
            assertThat(balance.processed()).isEqualTo(1);
            assertThat(balance.exact()).isTrue();
            assertThat(balance.inFlight()).isZero();
        });
    }

    @Test
    void lapsedTenureShedsAndFallsSilent() {
        east.accept(batch(car(10, 5)));
        nanos = 60_000_000_000L;
        east.accept(batch(car(10, 5), car(11, 5)));
        output.digests.clear();
        east.tick();
        assertThat(output.digests).isEmpty();
        assertThat(service.ledger().balance().shed()).containsEntry("lease_lapsed", 2L);
        assertThat(service.ledger().balance().exact()).isTrue();
        assertThat(service.ledger().balance().inFlight()).isZero();
    }

    @Test
    void latencyIsTakenOfEveryMeasurementProcessed() {
        east.accept(batch(car(10, 5)));
        assertThat(service.latency().total().count()).isEqualTo(1);
        assertThat(service.latency().lastMinute().maxUs()).isBetween(990L, 1_010L);
        assertThat(service.latency().cumulative(new long[] {500, 2_000})).containsExactly(0, 1);
    }

    private Tile tile(int x) {
        return new Tile(
                new TileKey(ZONE.name(), new TileId(x, 0)),
                service,
                tenure,
                new Tile.Names("cloud-1", "cloud-1.t" + Math.abs(x)),
                () -> nowUs,
                output);
    }

    private ReceivedBatch batch(Observation... observations) {
        service.ledger().receive(observations.length);
        service.ledger().hold(observations.length);
        return new ReceivedBatch(
                ObservationBatch.newBuilder()
                        .addAllObservations(List.of(observations))
                        .build(),
                nowUs);
    }

    private Observation car(double eastM, double speedMps) {
        return Observation.newBuilder()
                .setSource(SourceKind.SOURCE_KIND_SELF_REPORT)
                .setStationId(CAR)
                .setGeneratedAtUs(nowUs - 2_000)
                .setReceivedAtUs(nowUs - 1_000)
                .setLatitudeE7((int) Math.round(ZONE.plane().latitudeDeg(eastM, 100) * 1e7))
                .setLongitudeE7((int) Math.round(ZONE.plane().longitudeDeg(eastM, 100) * 1e7))
                .setSpeedCmps((int) Math.round(speedMps * 100))
                .setHeadingUnits(7200)
                .setLengthCm(450)
                .setWidthCm(180)
                .setRoadUserClass(RoadUserClass.ROAD_USER_CLASS_CAR)
                .setPositionAccuracyCm(100)
                .build();
    }

    private static final class Output implements TileOutput {
        private final List<TileDigest> digests = new ArrayList<>();

        @Override
        public void warning(Warning warning) {
            throw new AssertionError("nobody is in danger here: " + warning);
        }

        @Override
        public void digest(TileDigest digest) {
            digests.add(digest);
        }
    }
}
