package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

    /** The tiles that some lane touches, south to north, west to east. */
    static TileGrid covering(LaneMap lanes, double sideM, double borderM) {
        TileGrid grid = new TileGrid(sideM, borderM, List.of());
        Set<TileId> tiles =
                new TreeSet<>((a, b) -> a.y() != b.y() ? Integer.compare(a.y(), b.y()) : Integer.compare(a.x(), b.x()));
        for (Lane lane : lanes.lanes()) {
            // a step short against the side finds every tile but slivers
            for (double s = 0; s < lane.lengthM(); s += 10) {
                tiles.add(grid.tileAt(lane.line().eastAt(s), lane.line().northAt(s)));
            }
            tiles.add(
                    grid.tileAt(lane.line().eastAt(lane.lengthM()), lane.line().northAt(lane.lengthM())));
        }
        return new TileGrid(sideM, borderM, List.copyOf(tiles));
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
