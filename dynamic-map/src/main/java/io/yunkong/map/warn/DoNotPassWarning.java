package io.yunkong.map.warn;

import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that overtakes on the side of the oncoming, or signals that it will, while somebody comes there (DNPW, T/CSAE 53). Pure: no clock, no I/O, no state. Thread-safe.
 */
final class DoNotPassWarning implements ApproachRule {
    record Parameters(
            @Parameter(
                    standard = 7,
                    above = 0,
                    max = 20,
                    unit = "s",
                    about = "warned when the two meet sooner than this")
            double timeMaxS,

            @Parameter(
                    standard = 3,
                    above = 0,
                    max = 20,
                    unit = "s",
                    atMost = "timeMaxS",
                    about = "imminent when sooner than this")
            double timeImminentS,

            @Parameter(standard = 4, min = 0, max = 20, unit = "m/s", about = "slower hosts manoeuvre")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 5, unit = "s", about = "added to the time while warned")
            double hysteresisS) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    DoNotPassWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.DNPW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        double limit = parameters.timeMaxS() + (warned ? parameters.hysteresisS() : 0);
        if (approach.from() != Approach.From.ONCOMING
                || approach.timeS() > limit
                || approach.host().state().speedMps() < parameters.hostSpeedMinMps()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.DNPW,
                severity(approach),
                approach,
                "time_to_meeting",
                approach.timeS(),
                limit,
                "s",
                approach.underway() ? "dnpw/1 overtaking" : "dnpw/1 signalling",
                parameterMap));
    }

    private Severity severity(Approach approach) {
        if (!approach.underway()) {
            return Severity.CAUTION;
        }
        return approach.timeS() <= parameters.timeImminentS() ? Severity.IMMINENT : Severity.WARNING;
    }
}
