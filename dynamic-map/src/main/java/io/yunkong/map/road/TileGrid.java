package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a zone into square tiles. A tile's owner sees its square and a border around it, so that pairs across the edge are seen whole.
 *
 * @param sideM length of a tile's side, metres
 * @param borderM width of the border, metres
 * @param tiles the tiles of the zone, in a fixed order
 */
public record TileGrid(double sideM, double borderM, List<TileId> tiles) {
    public TileGrid {
        tiles = List.copyOf(tiles);
    }

    /** The tile whose square holds the point; it need not be in {@link #tiles()} when the point lies outside the zone. */
    public TileId tileAt(double eastM, double northM) {
        return new TileId((int) Math.floor(eastM / sideM), (int) Math.floor(northM / sideM));
    }

    /** The tiles of the zone that see the point: the one that holds it and those within the border of it. */
    public List<TileId> tilesThatSee(double eastM, double northM) {
        List<TileId> seeing = new ArrayList<>(4);
        int x0 = (int) Math.floor((eastM - borderM) / sideM);
        int x1 = (int) Math.floor((eastM + borderM) / sideM);
        int y0 = (int) Math.floor((northM - borderM) / sideM);
        int y1 = (int) Math.floor((northM + borderM) / sideM);
        for (int x = x0; x <= x1; x++) {
            for (int y = y0; y <= y1; y++) {
                TileId tile = new TileId(x, y);
                if (tiles.contains(tile)) {
                    seeing.add(tile);
                }
            }
        }
        return seeing;
    }
}
