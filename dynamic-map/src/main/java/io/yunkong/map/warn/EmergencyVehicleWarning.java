package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host that a vehicle on an emergency run comes up behind it, or crosses its way, so that it gives way in time (EVW, T/CSAE 53). Pure: no clock, no I/O, no state. Thread-safe.
 */
final class EmergencyVehicleWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 300, above = 0, max = 300, unit = "m", about = "farther away nobody is told")
            double distanceMaxM,

            @Parameter(standard = 12, above = 0, max = 60, unit = "s", about = "nobody is told whom it reaches later")
            double timeMaxS,

            @Parameter(standard = 2, min = 0, max = 20, unit = "m/s", about = "who hardly moves wants no way")
            double speedMinMps,

            @Parameter(standard = 0.3, min = 0, max = 1, about = "of the two ways meeting")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    EmergencyVehicleWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.EVW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState other = approach.other();
        boolean comes = other != null
                && approach.from() != Approach.From.AHEAD
                && other.announcement().emergencyRun()
                && other.speedMps() >= parameters.speedMinMps();
        if (!comes
                || approach.wayM() < 0
                || approach.wayM() > parameters.distanceMaxM()
                || approach.timeS() > parameters.timeMaxS()
                || approach.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.EVW,
                Severity.CAUTION,
                approach,
                "time_to_arrival",
                approach.timeS(),
                parameters.timeMaxS(),
                "s",
                approach.from() == Approach.From.BEHIND ? "evw/1 from behind" : "evw/1 crossing",
                parameterMap));
    }
}
