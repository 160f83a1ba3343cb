package io.yunkong.cloud.placement;

import io.yunkong.map.road.TileId;

/** One tile of one zone. Immutable. */
public record TileKey(String zone, TileId tile) {
    /** "zone/x,y": key of its lease. */
    @Override
    public String toString() {
        return zone + "/" + tile;
    }
}
