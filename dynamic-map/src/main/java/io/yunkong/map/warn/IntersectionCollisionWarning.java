package io.yunkong.map.warn;

import io.yunkong.map.track.TrackSnapshot;
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

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    IntersectionCollisionWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
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
