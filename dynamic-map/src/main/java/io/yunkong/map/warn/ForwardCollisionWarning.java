package io.yunkong.map.warn;

import io.yunkong.map.track.RoadUserState;
import java.util.Map;
import java.util.Optional;

/**
 * Warns a host that closes in on the road user ahead on its way (FCW, T/CSAE 53), or will because that one brakes hard. When the one behind is not connected, the one ahead is
 * warned instead: nobody else can be. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class ForwardCollisionWarning implements EncounterRule, ApproachRule {
    record Parameters(
            @Parameter(
                    standard = 2.7,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    about = "warned below this time to collision")
            double timeToCollisionMaxS,

            @Parameter(
                    standard = 1.4,
                    above = 0,
                    max = Forecaster.HORIZON_S,
                    unit = "s",
                    atMost = "timeToCollisionMaxS",
                    about = "imminent at this time to collision or less")
            double timeToCollisionImminentS,

            @Parameter(
                    standard = 1.5,
                    min = 0,
                    max = 10,
                    unit = "m/s",
                    about = "slower approaches are parking and queueing")
            double closingSpeedMinMps,

            @Parameter(
                    standard = 2,
                    above = 0,
                    max = 8,
                    unit = "m/s2",
                    about = "a host that brakes enough is left alone up to this")
            double decelerationComfortableMps2,

            @Parameter(
                    standard = 2,
                    min = 0,
                    max = 8,
                    unit = "m/s2",
                    about =
                            "where one of the two comes to the other's lane, whoever is behind is expected to brake by this for the other one's sake")
            double decelerationLaneChangeMps2,

            @Parameter(
                    standard = 4.5,
                    above = 0,
                    max = 10,
                    unit = "m/s2",
                    about = "one ahead who brakes by this or more is expected to go on to a stop")
            double decelerationAheadMinMps2,

            @Parameter(
                    standard = 1,
                    min = 0,
                    max = 3,
                    unit = "s",
                    about = "a driver begins to brake for one who brakes ahead after this")
            double reactionS,

            @Parameter(
                    standard = 3.5,
                    min = 0,
                    max = 10,
                    unit = "m/s2",
                    about = "and is then expected to brake by this much without being warned")
            double decelerationDriverMps2,

            @Parameter(standard = 0.45, min = 0, max = 1, about = "how likely both take the ways that meet, at least")
            double probabilityMin,

            @Parameter(
                    standard = 0.5,
                    min = 0,
                    max = 5,
                    unit = "s",
                    about = "added to the time to collision while warned")
            double hysteresisS) {}

    /** A warning on account of a lane change ends below this share of the deceleration that began it. */
    private static final double LANE_CHANGE_HYSTERESIS = 0.5;

    private final Parameters parameters;
    private final Map<String, Double> parameterMap;

    ForwardCollisionWarning(Parameters parameters) {
        this.parameters = parameters;
        this.parameterMap = ParameterSheet.values(parameters);
    }

    @Override
    public Application application() {
        return Application.FCW;
    }

    @Override
    public Optional<Finding> evaluate(Encounter encounter, boolean warned) {
        return switch (encounter.relation()) {
            case HOST_BEHIND -> evaluate(encounter, encounter, warned, "fcw/1");
            case HOST_AHEAD ->
                encounter.counterpartState().equipped()
                        ? Optional.empty()
                        : evaluate(encounter, encounter.reversed(), warned, "fcw/1 from behind");
            case CROSSING, HOST_TURNS_ACROSS, COUNTERPART_TURNS_ACROSS, APART -> Optional.empty();
        };
    }

    /** Of one ahead who brakes hard: as if it went on to a stop, and the host kept its speed. */
    @Override
    public Optional<Finding> evaluate(Approach approach, boolean warned) {
        RoadUserState other = approach.other();
        RoadUserState host = approach.host().state();
        if (other == null
                || approach.from() != Approach.From.AHEAD
                || approach.side() != 0
                || approach.wayM() <= 0
                || -other.accelerationMps2() < parameters.decelerationAheadMinMps2()
                || approach.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        double deceleration = -other.accelerationMps2();
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = Braking.timeToCollisionS(approach.wayM(), host.speedMps(), other.speedMps(), deceleration);
        double stopsM = other.speedMps() * other.speedMps() / (2 * deceleration);
        double needed = Braking.neededMps2(host.speedMps(), approach.wayM() + stopsM);
        double after = Braking.neededMps2(
                host.speedMps(), approach.wayM() + stopsM - host.speedMps() * parameters.reactionS());
        double expected = warned ? 0 : parameters.decelerationDriverMps2();
        if (time > limit || after < expected || Braking.enough(host, needed, deceleration)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.FCW,
                time <= parameters.timeToCollisionImminentS() ? Severity.IMMINENT : Severity.WARNING,
                approach.reachedIn(time),
                "time_to_collision",
                time,
                limit,
                "s",
                "fcw/2 braking ahead",
                parameterMap));
    }

    private Optional<Finding> evaluate(Encounter encounter, Encounter fromBehind, boolean warned, String rule) {
        double closing = fromBehind.closingSpeedMps();
        double limit = parameters.timeToCollisionMaxS() + (warned ? parameters.hysteresisS() : 0);
        double time = encounter.timeToTouchS();
        if (time > limit
                || closing < parameters.closingSpeedMinMps()
                || encounter.probability() < parameters.probabilityMin()) {
            return Optional.empty();
        }
        double needed = Braking.neededMps2(closing, closing * time);
        double expected = parameters.decelerationLaneChangeMps2() * (warned ? LANE_CHANGE_HYSTERESIS : 1);
        if (encounter.byLaneChange() && needed < expected) {
            return Optional.empty();
        }
        boolean imminent = time <= parameters.timeToCollisionImminentS();
        if (!imminent
                && !warned
                && Braking.enough(fromBehind.hostState(), needed, parameters.decelerationComfortableMps2())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Application.FCW,
                imminent ? Severity.IMMINENT : Severity.WARNING,
                encounter,
                "time_to_collision",
                time,
                limit,
                "s",
                rule,
                parameterMap));
    }
}
