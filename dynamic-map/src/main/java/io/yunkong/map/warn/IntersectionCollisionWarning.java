package io.yunkong.map.warn;

import java.util.Map;
import java.util.Optional;

/**
 * Warns a host whose way crosses, joins or meets head on the way of another vehicle that comes there at the same time (ICW, T/CSAE 53).
 * Both parties are warned. Signals and priority are not read: who brakes enough for the place is taken to give way. Pure: no clock, no
 * I/O, no state. Thread-safe.
 */
final class IntersectionCollisionWarning implements EncounterRule {
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
                    standard = 1,
                    min = 0,
                    max = 10,
                    unit = "m/s",
                    about = "a slower party is waiting, unless it stands in the other's way")
            double speedMinMps,

            @Parameter(
                    standard = 3.5,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    about = "a party that can stop before the place by this and is doing so gives way")
            double decelerationComfortableMps2,

            @Parameter(
                    standard = 1,
                    min = 0,
                    max = 10,
                    unit = "m",
                    about = "a party that gives way stops so far before the touch")
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

    private final Map<String, Double> parameterMap;
    private final CrossingJudge crossing;

    IntersectionCollisionWarning(Parameters parameters) {
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
        return Application.ICW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        return encounter.relation().crossing()
                ? crossing.judge(Application.ICW, encounter, warned, "icw/1", parameterMap)
                : Optional.empty();
    }
}
