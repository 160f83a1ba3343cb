package io.yunkong.map.warn;

import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that signals or begins a lane change while another vehicle is in the blind zone of the lane that it goes to, or about to enter
 * it (BSW/LCW, T/CSAE 53). Pure: no clock, no I/O, no state. Thread-safe.
 */
final class BlindSpotWarning implements ApproachRule {
    record Parameters(
            @Parameter(standard = 4, min = 0, max = 20, unit = "m", about = "the zone reaches so far behind the host")
            double blindZoneM,

            @Parameter(
                    standard = 2.5,
                    above = 0,
                    max = 10,
                    unit = "s",
                    about = "about to enter the zone: reaches the host sooner than this")
            double timeMaxS,

            @Parameter(
                    standard = 1,
                    above = 0,
                    max = 10,
                    unit = "s",
                    atMost = "timeMaxS",
                    about = "beside or sooner than this is a warning once the lane change has begun, else a caution")
            double timeUrgentS,

            @Parameter(standard = 4, min = 0, max = 20, unit = "m/s", about = "slower hosts manoeuvre")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 5, unit = "s", about = "added to the time while warned")
            double hysteresisS) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    BlindSpotWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.BSW_LCW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        double limit = parameters.timeMaxS() + (warned ? parameters.hysteresisS() : 0);
        boolean inZone = approach.wayM() <= parameters.blindZoneM();
        if (approach.from() != Approach.From.BESIDE
                || approach.host().state().speedMps() < parameters.hostSpeedMinMps()
                || !(inZone || approach.timeS() <= limit)) {
            return Optional.empty();
        }
        boolean urgent = approach.underway() && approach.timeS() <= parameters.timeUrgentS();
        return Optional.of(new Finding(
                Application.BSW_LCW,
                urgent ? Severity.WARNING : Severity.CAUTION,
                approach,
                inZone ? "distance_behind" : "time_to_host",
                inZone ? Math.max(0, approach.wayM()) : approach.timeS(),
                inZone ? parameters.blindZoneM() : limit,
                inZone ? "m" : "s",
                approach.underway() ? "bsw_lcw/1 changing lanes" : "bsw_lcw/1 signalling",
                parameterMap));
    }
}
