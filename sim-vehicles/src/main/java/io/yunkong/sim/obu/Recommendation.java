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
        String reason,
        boolean withdrawn,
        String node,
        long givenAtUs,
        long validUntilUs) {
    static Recommendation of(Advice advice) {
        return new Recommendation(
                Notice.printable(advice.getAdviceId()),
                Notice.plain(advice.getApplication(), "ADVICE_APPLICATION_"),
                Notice.plain(advice.getManoeuvre(), "ADVISED_MANOEUVRE_").toLowerCase(Locale.ROOT),
                advice.hasSpeed() ? mps(advice.getSpeed().getMinCmS()) : Double.NaN,
                advice.hasSpeed() ? mps(advice.getSpeed().getMaxCmS()) : Double.NaN,
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
