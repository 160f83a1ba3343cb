package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that turns left across the way of a vehicle that comes from the other side (LTA, T/CSAE 53): when the two are predicted to touch,
 * and before, when it is about to go in and the gap is too small. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class LeftTurnAssist implements EncounterRule, ApproachRule {
    record Parameters(
            @Parameter(
                    standard = 2.7,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    about = "warned below this time to the touch")
            double timeToCollisionMaxS,

            @Parameter(
                    standard = 1.4,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    atMost = "timeToCollisionMaxS",
                    about = "imminent at this time to the touch or less")
            double timeToCollisionImminentS,

            @Parameter(
                    standard = 4.5,
                    above = 0,
                    max = 20,
                    unit = "s",
                    about =
                            "a host about to go in is told of who needs less than this to the place where the ways cross")
            double gapMinS,

            @Parameter(
                    standard = 1,
                    min = 0,
                    max = 10,
                    unit = "m/s",
                    about = "below this a party is waiting, unless it stands in the other's way")
            double speedMinMps,

            @Parameter(
                    standard = 3.5,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    about = "a party that can stop before the place by this and is doing so gives way")
            double decelerationComfortableMps2,

            @Parameter(standard = 1, min = 0, max = 10, unit = "m", about = "it stops so far before the touch")
            double stopMarginM,

            @Parameter(standard = 0.3, min = 0, max = 1, about = "of the two ways meeting")
            double probabilityMin,

            @Parameter(standard = 0.5, min = 0, max = 5, unit = "s", about = "added to the times while warned")
            double hysteresisS) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;
    private final CrossingJudge crossing;

    LeftTurnAssist(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
        this.crossing = new CrossingJudge(
                parameters.timeToCollisionMaxS(),
                parameters.timeToCollisionImminentS(),
                parameters.speedMinMps(),
                parameters.decelerationComfortableMps2(),
                parameters.stopMarginM(),
                parameters.probabilityMin(),
                parameters.hysteresisS());
    }

    @Override
    public Application application() {
        return Application.LTA;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        return encounter.relation() == Encounter.Relation.HOST_TURNS_ACROSS
                ? crossing.judge(Application.LTA, encounter, warned, "lta/1", parameterMap)
                : Optional.empty();
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState other = approach.other();
        double limit = parameters.gapMinS() + (warned ? parameters.hysteresisS() : 0);
        if (other == null
                || approach.from() != Approach.From.ACROSS
                || approach.timeS() > limit
                || other.speedMps() < parameters.speedMinMps()
                || approach.probability() < parameters.probabilityMin()
                || Braking.enough(
                        other,
                        Braking.neededMps2(other.speedMps(), approach.wayM() - parameters.stopMarginM()),
                        parameters.decelerationComfortableMps2())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.LTA,
                Severity.CAUTION,
                approach,
                "gap",
                approach.timeS(),
                limit,
                "s",
                "lta/1 about to turn",
                parameterMap));
    }
}
