package io.yunkong.map.geo;

/**
 * The projection of web maps (EPSG:3857): the world as a square of side 1, x from longitude -180 to the east, y from latitude 85.0511 to
 * the south. Pure.
 */
public final class WebMercator {
    private WebMercator() {}

    /** @param longitudeDeg degrees east, [-180, 180] */
    public static double x(double longitudeDeg) {
        return longitudeDeg / 360 + 0.5;
    }

    /** @param latitudeDeg degrees north, (-90, 90); beyond 85.0511 the result lies outside of the square */
    public static double y(double latitudeDeg) {
        double sin = Math.sin(Math.toRadians(latitudeDeg));
        return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
    }
}
