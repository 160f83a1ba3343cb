package io.yunkong.map.warn;

import io.yunkong.map.observe.Check;
import io.yunkong.map.track.TrackSnapshot;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a host whose way crosses, joins or meets head on the way of another vehicle that comes there at the same time (ICW, T/CSAE 53).
 * Both parties are warned. Signals and priority are not read: who brakes enough for the place is taken to give way. Pure: no clock, no
 * I/O, no state. Thread-safe.
 */
final class IntersectionCollisionWarning implements EncounterRule {
    /**
     * @param timeToCollisionMaxS warn below this time to the touch, seconds, (0, 10]
     * @param timeToCollisionImminentS imminent below this, seconds, (0, 10]
     * @param speedMinMps below this a party is waiting, unless it stands in the other's way, m/s, [0, 10]
     * @param decelerationComfortableMps2 a party that can stop before the place by this and is doing so gives way, m/s2, (0, 8]
     * @param stopMarginM it stops so far before the touch, metres, [0, 10]
     * @param probabilityMin of the two ways meeting, [0, 1]
     * @param hysteresisS added to the time to collision while warned, seconds, [0, 5]
     */
    record Parameters(
            double timeToCollisionMaxS,
            double timeToCollisionImminentS,
            double speedMinMps,
            double decelerationComfortableMps2,
            double stopMarginM,
            double probabilityMin,
            double hysteresisS) {
        Parameters {
            Check.above("timeToCollisionMaxS", timeToCollisionMaxS, 0, 10);
            Check.above("timeToCollisionImminentS", timeToCollisionImminentS, 0, 10);
            Check.within("speedMinMps", speedMinMps, 0, 10);
            Check.above("decelerationComfortableMps2", decelerationComfortableMps2, 0, 8);
            Check.within("stopMarginM", stopMarginM, 0, 10);
            Check.within("probabilityMin", probabilityMin, 0, 1);
            Check.within("hysteresisS", hysteresisS, 0, 5);
        }

        static Parameters defaults() {
            return new Parameters(2.7, 1.4, 1, 3.5, 1, 0.3, 0.5);
        }

        Map<String, Double> asMap() {
            return Map.of(
                    "time_to_collision_max_s", timeToCollisionMaxS,
                    "time_to_collision_imminent_s", timeToCollisionImminentS,
                    "speed_min_mps", speedMinMps,
                    "deceleration_comfortable_mps2", decelerationComfortableMps2,
                    "stop_margin_m", stopMarginM,
                    "probability_min", probabilityMin);
        }
    }

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    IntersectionCollisionWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = parameters.asMap();
    }

    @Override
    public Application application() {
        return Application.ICW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = encounter.timeToTouchS();
        if (encounter.relation() != Encounter.Relation.CROSSING
                || time > limit
                || encounter.relativeSpeedMps() < parameters.speedMinMps()
                || encounter.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        if (givesWay(encounter.hostState(), encounter.hostWayM())
                || givesWay(encounter.counterpartState(), encounter.counterpartWayM())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.ICW,
                time <= parameters.timeToCollisionImminentS() ? Severity.IMMINENT : Severity.WARNING,
                encounter,
                "time_to_collision",
                time,
                limit,
                "s",
                "icw/1",
                parameterMap));
    }

    private boolean givesWay(TrackSnapshot party, double wayM) {
        if (party.speedMps() < parameters.speedMinMps()) {
            return wayM > parameters.stopMarginM(); // else it stands where the other one comes
        }
        double needed = Braking.neededMps2(party.speedMps(), wayM - parameters.stopMarginM());
        return Braking.enough(party, needed, parameters.decelerationComfortableMps2());
    }
}
