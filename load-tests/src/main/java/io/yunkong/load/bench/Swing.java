package io.yunkong.load.bench;

/**
 * A motion to and fro beside a steady one: faster by a speed, back to none, slower by the same, and so again. Immutable.
 *
 * @param speedMps metres a second, above 0
 * @param accelerationMps2 of every change of speed, metres a second squared, above 0
 * @param distanceM how far it goes before it comes back, metres, at least what the changes of speed take
 */
record Swing(double speedMps, double accelerationMps2, double distanceM) {
    Swing {
        if (distanceM < speedMps * speedMps / accelerationMps2) {
            throw new IllegalArgumentException("too short to change speed: distanceM=" + distanceM + ", speedMps="
                    + speedMps + ", accelerationMps2=" + accelerationMps2);
        }
    }

    private double rampS() {
        return speedMps / accelerationMps2;
    }

    private double steadyS() {
        return distanceM / speedMps - rampS();
    }

    private double halfS() {
        return 2 * rampS() + steadyS();
    }

    /** From one beginning to the next, seconds. */
    double periodS() {
        return 2 * halfS();
    }

    private double inPeriodS(double timeS) {
        double s = timeS % periodS();
        return s < 0 ? s + periodS() : s;
    }

    /** How far it has gone, metres, [0, distanceM]. */
    double offsetM(double timeS) {
        double s = inPeriodS(timeS);
        return s < halfS() ? goneM(s) : distanceM - goneM(s - halfS());
    }

    private double goneM(double s) {
        if (s < rampS()) {
            return accelerationMps2 * s * s / 2;
        }
        double leftS = halfS() - s;
        return leftS < rampS() ? distanceM - accelerationMps2 * leftS * leftS / 2 : speedMps * (s - rampS() / 2);
    }

    /** How much faster it is, metres a second. */
    double fasterMps(double timeS) {
        double s = inPeriodS(timeS);
        return s < halfS() ? towardsMps(s) : -towardsMps(s - halfS());
    }

    private double towardsMps(double s) {
        return Math.min(speedMps, accelerationMps2 * Math.min(s, halfS() - s));
    }

    /** How fast that changes, metres a second squared. */
    double changeMps2(double timeS) {
        double s = inPeriodS(timeS);
        boolean back = s >= halfS();
        double inHalfS = back ? s - halfS() : s;
        double change = inHalfS < rampS() ? accelerationMps2 : halfS() - inHalfS < rampS() ? -accelerationMps2 : 0;
        return back ? -change : change;
    }
}
