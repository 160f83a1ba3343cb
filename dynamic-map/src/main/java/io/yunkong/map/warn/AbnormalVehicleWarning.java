package io.yunkong.map.warn;

import io.yunkong.map.observe.VehicleEvent;
import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a host of a vehicle ahead that stands or creeps where nobody is expected to (AVW, T/CSAE 53): it says so itself (hazard lights,
 * disabled, flat tyre, airbag), or the map has seen it stand there for a while; and warns it of one that comes against the traffic. Pure: no
 * clock, no I/O, no state. Thread-safe.
 */
final class AbnormalVehicleWarning implements ApproachRule {
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

            @Parameter(
                    standard = 10,
                    above = 0,
                    max = 600,
                    unit = "s",
                    about = "who says nothing is abnormal after standing for so long")
            double standsMinS,

            @Parameter(
                    standard = 5,
                    above = 0,
                    max = 20,
                    unit = "m/s",
                    about = "who is faster is not in the way, whatever it says")
            double speedMaxMps,

            @Parameter(standard = 3, min = 0, max = 20, unit = "m/s", about = "slower hosts see it")
            double hostSpeedMinMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of the way leading there")
            double probabilityMin) {}

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    AbnormalVehicleWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.AVW;
    }

    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        if (approach.from() == Approach.From.AGAINST) {
            return wrongWay(approach);
        }
        RoadUserState other = approach.other();
        if (other == null || other.speedMps() > parameters.speedMaxMps() || !ahead(approach)) {
            return Optional.empty();
        }
        boolean said = saysSo(other);
        if (!said && approach.oddlyStandsS() < parameters.standsMinS()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.AVW,
                approach.side() == 0 ? Severity.CAUTION : Severity.INFORMATION,
                approach,
                "headway",
                approach.headwayS(),
                parameters.headwayMaxS(),
                "s",
                said ? "avw/1 by its own word" : "avw/1 as seen",
                parameterMap));
    }

    /** Both come nearer: the time to the meeting counts. */
    private Optional<Finding> wrongWay(Approach approach) {
        if (approach.wayM() < 0
                || approach.timeS() > parameters.headwayMaxS()
                || approach.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.AVW,
                Severity.WARNING,
                approach,
                "time_to_meeting",
                approach.timeS(),
                parameters.headwayMaxS(),
                "s",
                "avw/1 against the traffic",
                parameterMap));
    }

    private static boolean saysSo(RoadUserState other) {
        return other.announcement().hazardLights()
                || other.announcement().says(VehicleEvent.DISABLED_VEHICLE)
                || other.announcement().says(VehicleEvent.FLAT_TIRE)
                || other.announcement().says(VehicleEvent.AIR_BAG_DEPLOYED);
    }

    private boolean ahead(Approach approach) {
        return approach.aheadWithin(
                parameters.distanceMaxM(),
                parameters.headwayMaxS(),
                parameters.hostSpeedMinMps(),
                parameters.probabilityMin());
    }
}
