package io.yunkong.cloud.tile;

import io.yunkong.wire.Warning;

/** Where a tile's results go. Called on the tile's event loop; must not block. */
public interface TileOutput {
    /** A warning was raised, changed or cleared. */
    void warning(Warning warning);

    /** The tile's road users, once a tick. */
    void digest(TileDigest digest);
}
