package io.yunkong.map.geo;

/**
 * A square of a web map, as displays ask for it; not a tile of a zone, which a cloud node owns.
 *
 * @param zoom the world is 2^zoom squares wide, 0..24
 * @param x from longitude -180 to the east, [0, 2^zoom)
 * @param y from latitude 85.0511 to the south, [0, 2^zoom)
 */
public record WebTile(int zoom, int x, int y) {
    private static final int ZOOM_MAX = 24;

    /** @throws IllegalArgumentException when there is no such square */
    public WebTile {
        if (zoom < 0 || zoom > ZOOM_MAX || x < 0 || y < 0 || x >> zoom != 0 || y >> zoom != 0) {
            throw new IllegalArgumentException(
                    "no such square: zoom=" + zoom + ", x=" + x + ", y=" + y + ", limit=" + ZOOM_MAX + "; refused");
        }
    }
}
