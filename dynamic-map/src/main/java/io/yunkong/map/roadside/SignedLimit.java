package io.yunkong.map.roadside;

import org.jspecify.annotations.Nullable;

/**
 * A speed limit that a sign sets where somebody drives. Immutable.
 *
 * @param kmh it, km/h
 * @param sinceM metres that he has driven since the sign
 * @param sign as it was told last
 */
public record SignedLimit(int kmh, double sinceM, RoadsideNotice sign) {
    private static final double MPS_PER_KMH = 1 / 3.6;

    /** Signs that stand so near to each other are passed together. */
    private static final double TOGETHER_M = 15;

    /** Metres per second. */
    public double limitMps() {
        return kmh * MPS_PER_KMH;
    }

    /** The sign passed last counts; of signs passed together the lower one. */
    boolean beats(@Nullable SignedLimit other) {
        if (other == null) {
            return true;
        }
        boolean together = Math.abs(sinceM - other.sinceM) < TOGETHER_M;
        return together ? kmh < other.kmh : sinceM < other.sinceM;
    }

    /** Whether something that stands so many metres behind the sign is passed, too; what stands beside the sign belongs to what was before. */
    boolean passedAfter(double behindM) {
        return behindM >= TOGETHER_M && behindM <= sinceM;
    }
}
