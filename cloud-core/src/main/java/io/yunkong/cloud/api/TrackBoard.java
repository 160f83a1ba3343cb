package io.yunkong.cloud.api;

import io.yunkong.map.road.TileId;
import io.yunkong.wire.SourceRef;
import io.yunkong.wire.TileTracks;
import io.yunkong.wire.TrackState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The road users of a zone, put together from the digests of its tiles. Each road user is shown once: at the edge of two squares, where
 * the owners may differ for a moment about who holds it, the fresher state counts, and one that nobody holds for a moment is kept. Not
 * thread-safe: one owner. Times are of a monotonic clock.
 */
final class TrackBoard {
    /** A tile that was not heard of for this long has no owner as far as this node knows. */
    static final long TILE_SILENT_MS = 500;

    private static final long KEPT_MS = 300;

    /**
     * What changed between two ticks.
     *
     * @param changed new or with another state; a track whose ages only grew is not among them
     * @param removed ids
     */
    record Delta(List<TrackState> changed, List<Long> removed) {}

    private record Tile(long epoch, long heardAtMs, List<TrackState> tracks) {}

    private record Shown(TrackState track, long heardAtMs) {}

    private final Map<TileId, Tile> tiles = new HashMap<>();
    private Map<Long, Shown> shown = new HashMap<>();
    private long staleEpochs;

    /** Takes a tile's tracks; those of an older epoch are dropped and counted. */
    void accept(TileTracks tracks, long nowMs) {
        TileId id = new TileId(tracks.getTile().getX(), tracks.getTile().getY());
        Tile known = tiles.get(id);
        if (known != null && known.epoch() > tracks.getEpoch()) {
            staleEpochs++;
            return;
        }
        tiles.put(id, new Tile(tracks.getEpoch(), nowMs, tracks.getTracksList()));
    }

    /** Puts the tiles together; what changed since the last call. */
    Delta tick(long nowMs) {
        Map<Long, Shown> next = HashMap.newHashMap(shown.size());
        for (Tile tile : tiles.values()) {
            if (nowMs - tile.heardAtMs() <= TILE_SILENT_MS) {
                for (TrackState track : tile.tracks()) {
                    next.merge(track.getTrackId(), new Shown(track, nowMs), TrackBoard::fresher);
                }
            }
        }
        List<TrackState> changed = new ArrayList<>();
        List<Long> removed = new ArrayList<>();
        for (Map.Entry<Long, Shown> entry : next.entrySet()) {
            Shown before = shown.get(entry.getKey());
            if (before == null || !onlyAged(before.track(), entry.getValue().track())) {
                changed.add(entry.getValue().track());
            }
        }
        for (Map.Entry<Long, Shown> entry : shown.entrySet()) {
            if (!next.containsKey(entry.getKey())) {
                if (nowMs - entry.getValue().heardAtMs() <= KEPT_MS) {
                    next.put(entry.getKey(), entry.getValue());
                } else {
                    removed.add(entry.getKey());
                }
            }
        }
        shown = next;
        return new Delta(changed, removed);
    }

    /** All road users as of the last tick. */
    List<TrackState> tracks() {
        return shown.values().stream().map(Shown::track).toList();
    }

    int size() {
        return shown.size();
    }

    /** How many of the tiles were heard of lately. */
    int heard(Collection<TileId> ids, long nowMs) {
        int heard = 0;
        for (TileId id : ids) {
            Tile tile = tiles.get(id);
            if (tile != null && nowMs - tile.heardAtMs() <= TILE_SILENT_MS) {
                heard++;
            }
        }
        return heard;
    }

    /** Digests dropped for an older epoch. */
    long staleEpochs() {
        return staleEpochs;
    }

    private static Shown fresher(Shown a, Shown b) {
        return b.track().getAgeMs() < a.track().getAgeMs() ? b : a;
    }

    /** Nearly all road users move: their places differ, and nothing need be made to see that. */
    private static boolean onlyAged(TrackState before, TrackState now) {
        return before.getLatitudeE7() == now.getLatitudeE7()
                && before.getLongitudeE7() == now.getLongitudeE7()
                && ageless(before).equals(ageless(now));
    }

    private static TrackState ageless(TrackState track) {
        TrackState.Builder ageless = track.toBuilder().clearAgeMs();
        for (SourceRef.Builder source : ageless.getSourcesBuilderList()) {
            source.clearAgeMs();
        }
        return ageless.build();
    }
}
