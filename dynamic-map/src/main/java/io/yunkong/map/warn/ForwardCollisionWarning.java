package io.yunkong.map.warn;

import io.yunkong.map.observe.Check;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that closes in on the road user ahead on its way (FCW, T/CSAE 53). When the one behind is not connected, the one ahead is
 * warned instead: nobody else can be. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class ForwardCollisionWarning implements EncounterRule {
    /**
     * @param timeToCollisionMaxS warn below this time to collision, seconds, (0, 10]
     * @param timeToCollisionImminentS imminent below this, seconds, (0, 10]
     * @param closingSpeedMinMps slower approaches are parking and queueing, m/s, [0, 10]
     * @param decelerationComfortableMps2 a host that brakes enough is left alone up to this, m/s2, (0, 8]
     * @param decelerationLaneChangeMps2 where one of the two comes to the other's lane, whoever is behind is expected to brake by this for the
     *     other one's sake, m/s2, [0, 8]
     * @param probabilityMin of the two ways meeting, [0, 1]
     * @param hysteresisS added to the time to collision while warned, seconds, [0, 5]
     */
    record Parameters(
            double timeToCollisionMaxS,
            double timeToCollisionImminentS,
            double closingSpeedMinMps,
            double decelerationComfortableMps2,
            double decelerationLaneChangeMps2,
            double probabilityMin,
            double hysteresisS) {
        Parameters {
            Check.above("timeToCollisionMaxS", timeToCollisionMaxS, 0, 10);
            Check.above("timeToCollisionImminentS", timeToCollisionImminentS, 0, 10);
            Check.within("closingSpeedMinMps", closingSpeedMinMps, 0, 10);
            Check.above("decelerationComfortableMps2", decelerationComfortableMps2, 0, 8);
            Check.within("decelerationLaneChangeMps2", decelerationLaneChangeMps2, 0, 8);
            Check.within("probabilityMin", probabilityMin, 0, 1);
            Check.within("hysteresisS", hysteresisS, 0, 5);
        }

        static Parameters defaults() {
            return new Parameters(2.7, 1.4, 1.5, 2, 2, 0.45, 0.5);
        }

        Map<String, Double> asMap() {
            return Map.of(
                    "time_to_collision_max_s", timeToCollisionMaxS,
                    "time_to_collision_imminent_s", timeToCollisionImminentS,
                    "closing_speed_min_mps", closingSpeedMinMps,
                    "deceleration_comfortable_mps2", decelerationComfortableMps2,
                    "deceleration_lane_change_mps2", decelerationLaneChangeMps2,
                    "probability_min", probabilityMin);
        }
    }

    /** A warning on account of a lane change ends below this share of the deceleration that began it. */
    private static final double LANE_CHANGE_HYSTERESIS = 0.5;

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    ForwardCollisionWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = parameters.asMap();
    }

    @Override
    public Application application() {
        return Application.FCW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        return switch (encounter.relation()) {
            case HOST_BEHIND -> evaluate(encounter, encounter, warned, "fcw/1");
            case HOST_AHEAD ->
                encounter.counterpartState().equipped()
                        ? Optional.empty()
                        : evaluate(encounter, encounter.reversed(), warned, "fcw/1 from behind");
            case CROSSING, APART -> Optional.empty();
        };
    }

    private Optional<Finding> evaluate(Encounter encounter, Encounter fromBehind, boolean warned, String rule) {
        double closing = fromBehind.closingSpeedMps();
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = encounter.timeToTouchS();
        if (time > limit
                || closing < parameters.closingSpeedMinMps()
                || encounter.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        double needed = Braking.neededMps2(closing, closing * time);
        double expected = parameters.decelerationLaneChangeMps2() * (warned ? LANE_CHANGE_HYSTERESIS : 1);
        if (encounter.byLaneChange() && needed < expected) {
            return Optional.empty();
        }
        boolean imminent = time <= parameters.timeToCollisionImminentS();
        if (!imminent
                && !warned
                && Braking.enough(fromBehind.hostState(), needed, parameters.decelerationComfortableMps2())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.FCW,
                imminent ? Severity.IMMINENT : Severity.WARNING,
                encounter,
                "time_to_collision",
                time,
                limit,
                "s",
                rule,
                parameterMap));
    }
}
