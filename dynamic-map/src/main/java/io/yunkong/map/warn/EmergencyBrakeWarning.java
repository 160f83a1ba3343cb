package io.yunkong.map.warn;

import io.yunkong.map.observe.VehicleEvent;
import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host that somebody ahead, in its lane or the one beside, brakes hard (EBW, T/CSAE 53): by its own word (event flag 7) while it
 * really slows down, so that a flag that is stuck warns nobody, or as it is seen. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class EmergencyBrakeWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 150, above = 0, max = 300, unit = "m", about = "farther ahead nobody is told")
            double distanceMaxM,

            @Parameter(
                    standard = 5,
                    above = 0,
                    max = 20,
                    unit = "s",
                    about = "nobody is told who needs longer to get there")
            double headwayMaxS,

            @Parameter(standard = 4, above = 0, max = 10, unit = "m/s2", about = "that is braking hard (0.4 g)")
            double decelerationMinMps2,

            @Parameter(
                    standard = 2,
                    above = 0,
                    max = 10,
                    unit = "m/s2",
                    atMost = "decelerationMinMps2",
                    about = "who says that it brakes hard slows down at least by this, or its flag is stuck")
            double decelerationToldMinMps2,

            @Parameter(standard = 3, min = 0, max = 20, unit = "m/s", about = "slower hosts stop at once")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    EmergencyBrakeWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.EBW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState other = approach.other();
        if (other == null
                || !approach.aheadWithin(
                        parameters.distanceMaxM(),
                        parameters.headwayMaxS(),
                        parameters.hostSpeedMinMps(),
                        parameters.probabilityMin())) {
            return Optional.empty();
        }
        boolean told = other.announcement().says(VehicleEvent.HARD_BRAKING);
        double limit = told || warned ? parameters.decelerationToldMinMps2() : parameters.decelerationMinMps2();
        double deceleration = -other.accelerationMps2();
        if (deceleration < limit) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.EBW,
                approach.side() == 0 ? Severity.WARNING : Severity.CAUTION,
                approach,
                told ? "deceleration_ahead_told" : "deceleration_ahead",
                deceleration,
                limit,
                "m/s2",
                "ebw/1",
                parameterMap));
    }
}
