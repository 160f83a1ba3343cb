package io.yunkong.map.warn;

import java.util.Map;
import java.util.Optional;

/**
 * Shows a host the sign ahead that a roadside unit tells of (IVS, T/CSAE 53). From a sign about speed on, {@link SpeedLimitWarning} speaks: the
 * same is not said twice. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class InVehicleSignage implements ApproachRule {
    record Parameters(
            @Parameter(standard = 150, above = 0, max = 300, unit = "m", about = "farther ahead nobody is told")
            double distanceMaxM,

            @Parameter(standard = 1, min = 0, max = 30, unit = "m/s", about = "slower hosts have time to read it")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    InVehicleSignage(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.IVS;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        if (!(approach.subject() instanceof Subject.Sign sign)
                || (sign.ofSpeed() && approach.wayM() <= 0)
                || !approach.within(
                        parameters.distanceMaxM(),
                        Double.POSITIVE_INFINITY,
                        parameters.hostSpeedMinMps(),
                        parameters.probabilityMin())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.IVS,
                Severity.INFORMATION,
                approach,
                "distance",
                Math.max(0, approach.wayM()),
                parameters.distanceMaxM(),
                "m",
                "ivs/1",
                parameterMap));
    }
}
