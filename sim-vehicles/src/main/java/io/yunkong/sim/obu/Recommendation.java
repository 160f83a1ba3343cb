package io.yunkong.sim.obu;

import io.yunkong.wire.Advice;
import java.util.Locale;

/**
 * Advice as a driver's display needs it.
 *
 * @param id one while it is renewed
 * @param application such as GLOSA
 * @param manoeuvre keep_speed, slow_down, speed_up or stop
 * @param speedMinMps lower end of the advised speed; NaN = no speed is advised
 * @param speedMaxMps upper end; NaN = no speed is advised
 * @param arrivalAtUs when the vehicle is at the stop line if it follows it, or may go on if it has to stop, clock of the platform; 0 = not said
 * @param reason the platform's own words
 * @param withdrawn it no longer holds
 * @param node that gave it
 * @param givenAtUs clock of the platform, microseconds since 1970 UTC
 * @param validUntilUs not to be followed after this time, clock of the platform
 */
public record Recommendation(
        String id,
        String application,
        String manoeuvre,
        double speedMinMps,
        double speedMaxMps,
        long arrivalAtUs,
        String reason,
        boolean withdrawn,
        String node,
        long givenAtUs,
        long validUntilUs) {
    /** Whether a driver does just the same on this as on the one before; speeds within 5 km/h. */
    public boolean saysAs(Recommendation before) {
        return id.equals(before.id)
                && withdrawn == before.withdrawn
                && manoeuvre.equals(before.manoeuvre)
                && near(speedMinMps, before.speedMinMps)
                && near(speedMaxMps, before.speedMaxMps);
    }

    private static boolean near(double mps, double otherMps) {
        return Double.isNaN(mps) ? Double.isNaN(otherMps) : Math.abs(mps - otherMps) < 5 / 3.6;
    }

    static Recommendation of(Advice advice) {
        return new Recommendation(
                Notice.printable(advice.getAdviceId()),
                Notice.plain(advice.getApplication(), "ADVICE_APPLICATION_"),
                Notice.plain(advice.getManoeuvre(), "ADVISED_MANOEUVRE_").toLowerCase(Locale.ROOT),
                advice.hasSpeed() ? mps(advice.getSpeed().getMinCmS()) : Double.NaN,
                advice.hasSpeed() ? mps(advice.getSpeed().getMaxCmS()) : Double.NaN,
                advice.getTarget().getArrivalAtUs(),
                Notice.printable(advice.getReason()),
                advice.getValidUntilUs() <= advice.getGivenAtUs(),
                Notice.printable(advice.getNode()),
                advice.getGivenAtUs(),
                advice.getValidUntilUs());
    }

    private static double mps(int cmS) {
        return Integer.toUnsignedLong(cmS) / 100.0;
    }
}
