package io.yunkong.map.road;

/**
 * A box between two meridians and two parallels, WGS-84, degrees. Where west is greater than east it goes over the 180th meridian.
 *
 * @param westDeg longitude, [-180, 180]
 * @param southDeg latitude, [-90, 90]
 * @param eastDeg longitude, [-180, 180]
 * @param northDeg latitude, [south, 90]
 */
public record GeoBox(double westDeg, double southDeg, double eastDeg, double northDeg) {
    /** @throws IllegalArgumentException when a degree is out of its range or north lies south of south */
    public GeoBox {
        if (!(Math.abs(westDeg) <= 180 && Math.abs(eastDeg) <= 180)
                || !(southDeg >= -90 && southDeg <= northDeg && northDeg <= 90)) {
            throw new IllegalArgumentException("box out of range: west_deg=" + westDeg + ", south_deg=" + southDeg
                    + ", east_deg=" + eastDeg + ", north_deg=" + northDeg + ", limit=180/90; refused");
        }
    }
}
