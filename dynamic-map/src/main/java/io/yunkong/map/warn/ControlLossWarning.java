package io.yunkong.map.warn;

import io.yunkong.map.observe.VehicleEvent;
import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host that a moving vehicle ahead, in its lane or the one beside, is losing control: its anti-lock brakes, traction or stability
 * control act (CLW, T/CSAE 53). Pure: no clock, no I/O, no state. Thread-safe.
 */
final class ControlLossWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 150, above = 0, max = 300, unit = "m", about = "farther ahead nobody is told")
            double distanceMaxM,

            @Parameter(
                    standard = 8,
                    above = 0,
                    max = 30,
                    unit = "s",
                    about = "nobody is told who needs longer to get there")
            double headwayMaxS,

            @Parameter(standard = 2, min = 0, max = 20, unit = "m/s", about = "who hardly moves has lost nothing")
            double speedMinMps,

            @Parameter(standard = 3, min = 0, max = 20, unit = "m/s", about = "slower hosts stop at once")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    ControlLossWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.CLW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState other = approach.other();
        if (other == null
                || !losesControl(other)
                || !approach.aheadWithin(
                        parameters.distanceMaxM(),
                        parameters.headwayMaxS(),
                        parameters.hostSpeedMinMps(),
                        parameters.probabilityMin())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.CLW,
                approach.side() == 0 ? Severity.WARNING : Severity.CAUTION,
                approach,
                "headway",
                approach.headwayS(),
                parameters.headwayMaxS(),
                "s",
                "clw/1",
                parameterMap));
    }

    private boolean losesControl(RoadUserState other) {
        return other.speedMps() >= parameters.speedMinMps()
                && (other.announcement().says(VehicleEvent.ABS_ACTIVATED)
                        || other.announcement().says(VehicleEvent.TRACTION_CONTROL_LOSS)
                        || other.announcement().says(VehicleEvent.STABILITY_CONTROL_ACTIVATED));
    }
}
