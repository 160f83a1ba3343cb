package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.TileId;
import io.yunkong.wire.SourceRef;
import io.yunkong.wire.TileRef;
import io.yunkong.wire.TileTracks;
import io.yunkong.wire.TrackState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackBoardTest {
    private final TrackBoard board = new TrackBoard();

    @Test
    void tellsNewChangedAndRemovedTracksOnly() {
        board.accept(tile(0, 1, track(7, 100, 10), track(8, 200, 10)), 0);
        assertThat(board.tick(0).changed()).extracting(TrackState::getTrackId).containsExactlyInAnyOrder(7L, 8L);
        board.accept(tile(0, 1, track(7, 100, 110), track(8, 201, 10)), 100);
        assertThat(board.tick(100).changed()).extracting(TrackState::getTrackId).containsExactly(8L);
        board.accept(tile(0, 1, track(8, 201, 110)), 200);
        board.accept(tile(0, 1, track(8, 201, 510)), 600);
        TrackBoard.Delta delta = board.tick(600);
        assertThat(delta.changed()).isEmpty();
        assertThat(delta.removed()).containsExactly(7L);
    }

    @Test
    void freshMeasurementIsAChangeEvenWhenTheRoadUserStands() {
        board.accept(tile(0, 1, measured(7, 1_000)), 0);
        board.tick(0);
        board.accept(tile(0, 1, measured(7, 1_100)), 100);
        assertThat(board.tick(100).changed()).hasSize(1);
    }

    @Test
    void roadUserAtTheEdgeIsShownOnceWhenBothTilesTellIt() {
        board.accept(tile(0, 1, track(7, 100, 80)), 0);
        board.accept(tile(1, 1, track(7, 101, 20)), 0);
        assertThat(board.tick(0).changed())
                .singleElement()
                .satisfies(track -> assertThat(track.getLatitudeE7()).isEqualTo(101));
    }

    @Test
    void roadUserThatNoTileTellsForAMomentStays() {
        board.accept(tile(0, 1, track(7, 100, 0)), 0);
        board.tick(0);
        board.accept(tile(0, 1), 100);
        assertThat(board.tick(100).removed()).isEmpty();
        board.accept(tile(1, 1, track(7, 101, 0)), 200);
        TrackBoard.Delta delta = board.tick(200);
        assertThat(delta.removed()).isEmpty();
        assertThat(delta.changed()).hasSize(1);
    }

    @Test
    void olderEpochIsDropped() {
        board.accept(tile(0, 5, track(7, 100, 0)), 0);
        board.accept(tile(0, 4, track(9, 100, 0)), 0);
        assertThat(board.tick(0).changed()).extracting(TrackState::getTrackId).containsExactly(7L);
        assertThat(board.staleEpochs()).isEqualTo(1);
    }

    @Test
    void silentTileLosesItsTracksAndCountsAsOwnerless() {
        board.accept(tile(0, 1, track(7, 100, 0)), 0);
        board.tick(0);
        assertThat(board.heard(List.of(new TileId(0, 0)), TrackBoard.TILE_SILENT_MS))
                .isEqualTo(1);
        assertThat(board.heard(List.of(new TileId(0, 0)), TrackBoard.TILE_SILENT_MS + 1))
                .isZero();
        assertThat(board.tick(TrackBoard.TILE_SILENT_MS + 1).removed()).containsExactly(7L);
    }

    private static TileTracks tile(int x, long epoch, TrackState... tracks) {
        return TileTracks.newBuilder()
                .setTile(TileRef.newBuilder().setX(x))
                .setEpoch(epoch)
                .addAllTracks(List.of(tracks))
                .build();
    }

    private static TrackState track(long id, int latitudeE7, int ageMs) {
        return TrackState.newBuilder()
                .setTrackId(id)
                .setLatitudeE7(latitudeE7)
                .setAgeMs(ageMs)
                .build();
    }

    private static TrackState measured(long id, long generatedAtUs) {
        return TrackState.newBuilder()
                .setTrackId(id)
                .addSources(SourceRef.newBuilder().setGeneratedAtUs(generatedAtUs))
                .build();
    }
}
