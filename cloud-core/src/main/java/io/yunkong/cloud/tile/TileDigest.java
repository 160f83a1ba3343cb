package io.yunkong.cloud.tile;

import io.yunkong.cloud.placement.TileKey;
import io.yunkong.wire.TrackState;
import java.util.List;

/**
 * The road users inside a tile's square, once a tick. Immutable.
 *
 * @param epoch of the owner's lease
 * @param atUs time the tracks are predicted to
 */
public record TileDigest(TileKey tile, long epoch, long atUs, List<TrackState> tracks) {}
