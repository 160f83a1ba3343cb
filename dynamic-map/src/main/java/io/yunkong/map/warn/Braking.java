package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;

/** Whether a road user is already doing what is needed: nobody is warned who brakes enough and comfortably. */
final class Braking {
    private Braking() {}

    /** Deceleration that takes the closing speed off within the gap, m/s2; infinite without a gap. */
    static double neededMps2(double closingSpeedMps, double gapM) {
        if (closingSpeedMps <= 0) {
            return 0;
        }
        return gapM <= 0 ? Double.POSITIVE_INFINITY : closingSpeedMps * closingSpeedMps / (2 * gapM);
    }

    /**
     * Seconds until one behind, who keeps its speed, is where the one ahead is, who slows down to a stop; infinite when that is never.
     *
     * @param gapM between the front of the one and the rear of the other
     * @param decelerationMps2 of the one ahead, > 0
     */
    static double timeToCollisionS(double gapM, double behindMps, double aheadMps, double decelerationMps2) {
        double stopS = aheadMps / decelerationMps2;
        double closing = behindMps - aheadMps;
        double root = closing * closing + 2 * decelerationMps2 * Math.max(0, gapM);
        double whileBrakingS = (Math.sqrt(root) - closing) / decelerationMps2;
        if (whileBrakingS <= stopS) {
            return whileBrakingS;
        }
        return behindMps <= 0 ? Double.POSITIVE_INFINITY : (gapM + aheadMps * stopS / 2) / behindMps;
    }

    /** Whether it is coming to a stop so far before a place, comfortably. */
    static boolean stopsBefore(RoadUserState state, double wayM, double marginM, double comfortableMps2) {
        return enough(state, neededMps2(state.speedMps(), wayM - marginM), comfortableMps2);
    }

    /** Whether it brakes by what is needed, and that is no more than comfortable. */
    static boolean enough(RoadUserState state, double neededMps2, double comfortableMps2) {
        return neededMps2 <= comfortableMps2 && -state.accelerationMps2() >= Math.max(0.5, 0.8 * neededMps2);
    }
}
