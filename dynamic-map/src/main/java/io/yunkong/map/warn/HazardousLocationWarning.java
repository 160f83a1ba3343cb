package io.yunkong.map.warn;

import io.yunkong.map.roadside.EventGroup;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host of a hazard on its way that a roadside unit tells of: an accident, an obstacle, a bad surface, works (HLW, T/CSAE 53). A jam
 * is for {@link TrafficJamWarning}. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class HazardousLocationWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 300, above = 0, max = 300, unit = "m", about = "farther ahead nobody is told")
            double distanceMaxM,

            @Parameter(
                    standard = 12,
                    above = 0,
                    max = 60,
                    unit = "s",
                    about = "nobody is told who needs longer to get there")
            double timeMaxS,

            @Parameter(standard = 5, min = 0, max = 8, about = "priority, 0 to 7, from which on it is a warning")
            int priorityWarning,

            @Parameter(standard = 2, min = 0, max = 30, unit = "m/s", about = "slower hosts see it")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    HazardousLocationWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.HLW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        if (!(approach.subject() instanceof Subject.Hazard hazard)
                || hazard.group() == EventGroup.CONGESTION
                || !approach.within(
                        parameters.distanceMaxM(),
                        parameters.timeMaxS(),
                        parameters.hostSpeedMinMps(),
                        parameters.probabilityMin())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.HLW,
                hazard.priority() >= parameters.priorityWarning() ? Severity.WARNING : Severity.CAUTION,
                approach,
                "headway",
                approach.timeS(),
                parameters.timeMaxS(),
                "s",
                "hlw/1",
                parameterMap));
    }
}
