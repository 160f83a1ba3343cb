package io.yunkong.map.warn;

import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a vehicle of a pedestrian or cyclist whose way meets its own (VRUCW, T/CSAE 53), whether crossing, ahead on the same lane or
 * standing on it. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class VulnerableRoadUserWarning implements EncounterRule {
    record Parameters(
            @Parameter(
                    standard = 3.2,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    about = "warned below this time to the touch")
            double timeToCollisionMaxS,

            @Parameter(
                    standard = 1.5,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    atMost = "timeToCollisionMaxS",
                    about = "imminent at this time to the touch or less")
            double timeToCollisionImminentS,

            @Parameter(standard = 1.5, min = 0, max = 10, unit = "m/s", about = "slower vehicles can stop at once")
            double hostSpeedMinMps,

            @Parameter(
                    standard = 3,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    about = "a vehicle or rider that can stop before the place by this and is doing so gives way")
            double decelerationComfortableMps2,

            @Parameter(
                    standard = 0.5,
                    min = 0,
                    max = 5,
                    unit = "m",
                    about = "a rider who gives way stops so far before the place")
            double stopMarginM,

            @Parameter(standard = 0.3, min = 0, max = 1, about = "how likely both take the ways that meet, at least")
            double probabilityMin,

            @Parameter(
                    standard = 0.5,
                    min = 0,
                    max = 5,
                    unit = "s",
                    about = "added to the time to collision while warned")
            double hysteresisS) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    VulnerableRoadUserWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.VRUCW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        RoadUserState host = encounter.hostState();
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = encounter.timeToTouchS();
        if (!ofConcern(encounter)
                || time > limit
                || host.speedMps() < parameters.hostSpeedMinMps()
                || encounter.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        boolean imminent = time <= parameters.timeToCollisionImminentS();
        boolean urged = imminent || warned;
        if (!urged && (hostGivesWay(encounter) || riderGivesWay(encounter))) {
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

    private boolean hostGivesWay(Encounter encounter) {
        RoadUserState host = encounter.hostState();
        double closing = encounter.closingSpeedMps();
        double needed = encounter.relation() == Encounter.Relation.HOST_BEHIND
                ? Braking.neededMps2(closing, closing * encounter.timeToTouchS())
                : Braking.neededMps2(host.speedMps(), encounter.hostWayM());
        return Braking.enough(host, needed, parameters.decelerationComfortableMps2());
    }

    /** Pedestrians do not slow down before they stop. */
    private boolean riderGivesWay(Encounter encounter) {
        return encounter.relation().crossing()
                && encounter.counterpartState().roadUserClass() != RoadUserClass.PEDESTRIAN
                && Braking.stopsBefore(
                        encounter.counterpartState(),
                        encounter.counterpartWayM(),
                        parameters.stopMarginM(),
                        parameters.decelerationComfortableMps2());
    }

    private boolean ofConcern(Encounter encounter) {
        return switch (encounter.relation()) {
            case HOST_BEHIND -> encounter.closingSpeedMps() > 1;
            case CROSSING, HOST_TURNS_ACROSS, COUNTERPART_TURNS_ACROSS -> encounter.relativeSpeedMps() > 1;
            // a cyclist beside the lane, or one who runs into a vehicle from behind
            case APART, HOST_AHEAD -> false;
        };
    }
}
