package io.yunkong.map.warn;

import io.yunkong.map.roadside.EventGroup;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host that the end of a queue is ahead in its lane (TJW, T/CSAE 53), as the map itself sees it, or that a roadside
 * unit tells of a jam there. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class TrafficJamWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 250, above = 0, max = 300, unit = "m", about = "farther ahead nobody is told")
            double distanceMaxM,

            @Parameter(
                    standard = 15,
                    above = 0,
                    max = 60,
                    unit = "s",
                    about = "nobody is told who needs longer to get there")
            double timeMaxS,

            @Parameter(
                    standard = 6,
                    above = 0,
                    max = 60,
                    unit = "s",
                    atMost = "timeMaxS",
                    about = "a caution from here on")
            double timeCautionS,

            @Parameter(
                    standard = 8,
                    min = 3,
                    max = 100,
                    about = "fewer are no jam, unless a roadside unit tells of one")
            int vehiclesMin,

            @Parameter(standard = 8, min = 0, max = 30, unit = "m/s", about = "slower hosts see it")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    TrafficJamWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.TJW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        Optional<String> rule = ruleOf(approach.subject());
        if (rule.isEmpty()
                || !approach.aheadWithin(
                        parameters.distanceMaxM(),
                        parameters.timeMaxS(),
                        parameters.hostSpeedMinMps(),
                        parameters.probabilityMin())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.TJW,
                approach.timeS() <= parameters.timeCautionS() ? Severity.CAUTION : Severity.INFORMATION,
                approach,
                "headway",
                approach.timeS(),
                parameters.timeMaxS(),
                "s",
                rule.get(),
                parameterMap));
    }

    private Optional<String> ruleOf(Subject subject) {
        return switch (subject) {
            case Subject.Queue queue when queue.vehicles() >= parameters.vehiclesMin() -> Optional.of("tjw/1 as seen");
            case Subject.Hazard told when told.group() == EventGroup.CONGESTION -> Optional.of("tjw/1 as told");
            case Subject.RoadUser _, Subject.Place _ -> Optional.empty();
        };
    }
}
