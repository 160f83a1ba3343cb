package io.yunkong.map.roadside;

/**
 * A speed limit that a sign sets where somebody drives. Immutable.
 *
 * @param kmh it, km/h
 * @param sign as it was told last
 */
public record SignedLimit(int kmh, RoadsideNotice sign) {
    public static final double MPS_PER_KMH = 1 / 3.6;

    /** No sign sets a lower one, metres per second. */
    public static final double LOWEST_MPS = SpeedSign.KMH_MIN * MPS_PER_KMH;

    /** Metres per second. */
    public double limitMps() {
        return kmh * MPS_PER_KMH;
    }
}
