package io.yunkong.map.warn;

import io.yunkong.map.observe.Check;
import io.yunkong.map.track.TrackSnapshot;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a vehicle of a pedestrian or cyclist whose way meets its own (VRUCW, T/CSAE 53), whether crossing, ahead on the same lane or
 * standing on it. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class VulnerableRoadUserWarning implements EncounterRule {
    /**
     * @param timeToCollisionMaxS warn below this time to the touch, seconds, (0, 10]
     * @param timeToCollisionImminentS imminent below this, seconds, (0, 10]
     * @param hostSpeedMinMps slower vehicles can stop at once, m/s, [0, 10]
     * @param decelerationComfortableMps2 a vehicle that can stop before the place by this and is doing so gives way, m/s2, (0, 8]
     * @param probabilityMin of the two ways meeting, [0, 1]
     * @param hysteresisS added to the time to collision while warned, seconds, [0, 5]
     */
    record Parameters(
            double timeToCollisionMaxS,
            double timeToCollisionImminentS,
            double hostSpeedMinMps,
            double decelerationComfortableMps2,
            double probabilityMin,
            double hysteresisS) {
        Parameters {
            Check.above("timeToCollisionMaxS", timeToCollisionMaxS, 0, 10);
            Check.above("timeToCollisionImminentS", timeToCollisionImminentS, 0, 10);
            Check.within("hostSpeedMinMps", hostSpeedMinMps, 0, 10);
            Check.above("decelerationComfortableMps2", decelerationComfortableMps2, 0, 8);
            Check.within("probabilityMin", probabilityMin, 0, 1);
            Check.within("hysteresisS", hysteresisS, 0, 5);
        }

        static Parameters defaults() {
            return new Parameters(3.2, 1.5, 1.5, 3, 0.3, 0.5);
        }

        Map<String, Double> asMap() {
            return Map.of(
                    "time_to_collision_max_s", timeToCollisionMaxS,
                    "time_to_collision_imminent_s", timeToCollisionImminentS,
                    "host_speed_min_mps", hostSpeedMinMps,
                    "deceleration_comfortable_mps2", decelerationComfortableMps2,
                    "probability_min", probabilityMin);
        }
    }

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    VulnerableRoadUserWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = parameters.asMap();
    }

    @Override
    public Application application() {
        return Application.VRUCW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        TrackSnapshot host = encounter.hostState();
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = encounter.timeToTouchS();
        if (!ofConcern(encounter)
                || time > limit
                || host.speedMps() < parameters.hostSpeedMinMps()
                || encounter.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        boolean imminent = time <= parameters.timeToCollisionImminentS();
        double needed = encounter.relation() == Encounter.Relation.HOST_BEHIND
                ? Braking.neededMps2(encounter.closingSpeedMps(), encounter.closingSpeedMps() * time)
                : Braking.neededMps2(host.speedMps(), encounter.hostWayM());
        if (!imminent && !warned && Braking.enough(host, needed, parameters.decelerationComfortableMps2())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.VRUCW,
                imminent ? Severity.IMMINENT : Severity.WARNING,
                encounter,
                "time_to_collision",
                time,
                limit,
                "s",
                "vrucw/1",
                parameterMap));
    }

    private boolean ofConcern(Encounter encounter) {
        return switch (encounter.relation()) {
            case HOST_BEHIND -> encounter.closingSpeedMps() > 1;
            case CROSSING -> encounter.relativeSpeedMps() > 1;
            // a cyclist beside the lane, or one who runs into a vehicle from behind
            case APART, HOST_AHEAD -> false;
        };
    }
}
