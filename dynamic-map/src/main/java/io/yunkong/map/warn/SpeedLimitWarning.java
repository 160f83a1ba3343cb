package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host that it is faster than its lane allows, or a sign that it has passed (SLW, T/CSAE 53). Who is on an emergency run is left alone. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class SpeedLimitWarning implements ApproachRule {
    record Parameters(
            @Parameter(
                    standard = 0.1,
                    min = 0,
                    max = 1,
                    atMost = "cautionShare",
                    about = "share above the limit that is tolerated")
            double toleranceShare,

            @Parameter(standard = 0.2, min = 0, max = 2, about = "share above the limit from which on it is a caution")
            double cautionShare,

            @Parameter(standard = 0.5, min = 0, max = 5, unit = "m/s", about = "the limit is lower by this while told")
            double hysteresisMps) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    SpeedLimitWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.SLW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState host = approach.host().state();
        if (!(approach.subject() instanceof Subject.SpeedLimit place)
                || host.announcement().emergencyRun()) {
            return Optional.empty();
        }
        double limit = place.limitMps() * (1 + parameters.toleranceShare()) - (warned ? parameters.hysteresisMps() : 0);
        if (host.speedMps() <= limit) {
            return Optional.empty();
        }
        boolean caution = host.speedMps() > place.limitMps() * (1 + parameters.cautionShare());
        return Optional.of(new Finding(
                Application.SLW,
                caution ? Severity.CAUTION : Severity.INFORMATION,
                approach,
                "speed",
                host.speedMps(),
                limit,
                "m/s",
                "slw/2",
                parameterMap));
    }
}
