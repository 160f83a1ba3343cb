package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that is going to cross a stop line on red (RLVW, T/CSAE 53): the head of its way will be red when it gets there, it can no
 * longer stop but by braking firmly, and it is not doing so. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class RedLightViolationWarning implements ApproachRule {
    record Parameters(
            @Parameter(
                    standard = 4,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    about = "nobody is warned who needs longer to the line")
            double timeMaxS,

            @Parameter(
                    standard = 2,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    atMost = "decelerationImminentMps2",
                    about = "who can still stop by less has time")
            double decelerationMinMps2,

            @Parameter(
                    standard = 3.5,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    about = "a host that brakes enough is left alone up to this")
            double decelerationComfortableMps2,

            @Parameter(standard = 4.5, above = 0, max = 10, unit = "m/s2", about = "imminent when stopping takes more")
            double decelerationImminentMps2,

            @Parameter(standard = 2, min = 0, max = 20, unit = "m/s", about = "slower hosts stop at once")
            double hostSpeedMinMps,

            @Parameter(standard = 0.6, min = 0, max = 1, about = "of a way over the line on red")
            double probabilityMin) {}

    /** At the line itself it would be without end. */
    private static final double DECELERATION_TOLD_MAX_MPS2 = 20;

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    RedLightViolationWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.RLVW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState host = approach.host().state();
        if (!(approach.subject() instanceof Subject.StopLine line)
                || !redOnArrival(line, approach)
                || approach.wayM() < 0
                || approach.headwayS() > parameters.timeMaxS()
                || host.speedMps() < parameters.hostSpeedMinMps()
                || approach.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        double needed = Braking.neededMps2(host.speedMps(), approach.wayM());
        if (needed < parameters.decelerationMinMps2()
                || Braking.enough(host, needed, parameters.decelerationComfortableMps2())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.RLVW,
                needed > parameters.decelerationImminentMps2() ? Severity.IMMINENT : Severity.WARNING,
                approach,
                "deceleration_to_stop",
                Math.min(needed, DECELERATION_TOLD_MAX_MPS2),
                parameters.decelerationMinMps2(),
                "m/s2",
                "rlvw/1",
                parameterMap));
    }

    /** Whether the head will show red when the host's front is at the line, as far as its end was told. */
    private static boolean redOnArrival(Subject.StopLine line, Approach approach) {
        return line.light().redAt(line.untilUs(), approach.atUs() + Math.round(approach.headwayS() * 1e6));
    }
}
