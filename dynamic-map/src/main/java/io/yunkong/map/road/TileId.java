package io.yunkong.map.road;

/**
 * A square of the zone's plane with one owner in the cloud.
 *
 * @param x tile sides east of the origin
 * @param y tile sides north of the origin
 */
public record TileId(int x, int y) {
    @Override
    public String toString() {
        return x + "," + y;
    }
}
