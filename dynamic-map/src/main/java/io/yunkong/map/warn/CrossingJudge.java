package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Whether two road users whose ways cross, join or meet head on are in danger: they touch soon and neither gives way. Pure. Immutable.
 *
 * @param timeMaxS in danger below this time to the touch, seconds
 * @param timeImminentS imminent at this time or less, seconds
 * @param speedMinMps below this a party is waiting, unless it stands in the other's way
 * @param decelerationComfortableMps2 a party that can stop before the place by this and is doing so gives way
 * @param stopMarginM it stops so far before the touch
 * @param probabilityMin of the two ways meeting
 * @param hysteresisS added to {@code timeMaxS} while warned
 */
record CrossingJudge(
        double timeMaxS,
        double timeImminentS,
        double speedMinMps,
        double decelerationComfortableMps2,
        double stopMarginM,
        double probabilityMin,
        double hysteresisS) {
    Optional<Finding> judge(
            Application application, Encounter encounter, boolean warned, String rule, Map<String, Double> parameters) {
        double limit = timeMaxS + (warned ? hysteresisS : 0);
        double time = encounter.timeToTouchS();
        if (time > limit
                || encounter.relativeSpeedMps() < speedMinMps
                || encounter.probability() < probabilityMin
                || givesWay(encounter.hostState(), encounter.hostWayM())
                || givesWay(encounter.counterpartState(), encounter.counterpartWayM())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                application,
                time <= timeImminentS ? Severity.IMMINENT : Severity.WARNING,
                encounter,
                "time_to_collision",
                time,
                limit,
                "s",
                rule,
                parameters));
    }

    private boolean givesWay(RoadUserState party, double wayM) {
        if (party.speedMps() < speedMinMps) {
            return wayM > stopMarginM; // else it stands where the other one comes
        }
        return Braking.stopsBefore(party, wayM, stopMarginM, decelerationComfortableMps2);
    }
}
