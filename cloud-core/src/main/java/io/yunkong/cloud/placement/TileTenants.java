package io.yunkong.cloud.placement;

import java.util.concurrent.CompletionStage;

/** Who does a tile's work on this node. Called on the placement thread; must not block. */
public interface TileTenants {
    /** Starts a tile's work; done when it takes measurements. */
    CompletionStage<?> start(TileKey tile, Tenure tenure);

    /** Stops it; done when it will not issue another warning. */
    CompletionStage<?> stop(TileKey tile);
}
