package io.yunkong.map.warn;

import io.yunkong.map.road.ConflictArea;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.PredictedPath;
import io.yunkong.map.track.RoadUserState;
import java.util.Optional;

/** Finds those on an emergency run who come up behind a host, or whose way crosses that of the host. Stateless; no more thread-safe than the ways it is given. */
final class EmergencyRuns {
    private static final double PROBABILITY_MIN = 0.1;

    private EmergencyRuns() {}

    static Optional<Approach> approach(WaysAhead host, WaysAhead emergency, LaneMap lanes, long nowUs) {
        RoadUserState own = host.of().state();
        RoadUserState other = emergency.of().state();
        for (int side : new int[] {0, -1, 1}) {
            Optional<WaysAhead.There> there = emergency.to(own.laneIndex(), own.laneS(), side);
            if (there.isPresent()) {
                double wayM = there.get().wayM() - (own.lengthM() + other.lengthM()) / 2;
                PredictedPath path = host.paths().getFirst();
                double probability = there.get().probability();
                return Optional.of(
                        approach(host, path, emergency, Approach.From.BEHIND, -side, wayM, probability, nowUs));
            }
        }
        return crossing(host, emergency, lanes, nowUs);
    }

    private static Optional<Approach> crossing(WaysAhead host, WaysAhead emergency, LaneMap lanes, long nowUs) {
        double ownM = host.of().state().lengthM();
        double otherM = emergency.of().state().lengthM();
        for (PredictedPath theirs : emergency.paths()) {
            for (PredictedPath own : host.paths()) {
                double probability = own.probability() * theirs.probability();
                Optional<ConflictArea> area = probability < PROBABILITY_MIN
                        ? Optional.empty()
                        : ConflictArea.first(own, ownM, theirs, otherM, lanes);
                if (area.isPresent()) {
                    double wayM = area.get().entryBM() - otherM / 2;
                    return Optional.of(
                            approach(host, own, emergency, Approach.From.CROSSING, 0, wayM, probability, nowUs));
                }
            }
        }
        return Optional.empty();
    }

    private static Approach approach(
            WaysAhead host,
            PredictedPath path,
            WaysAhead emergency,
            Approach.From from,
            int side,
            double wayM,
            double probability,
            long nowUs) {
        RoadUserState other = emergency.of().state();
        return new Approach(
                host.of(),
                path,
                new Subject.RoadUser(other.snapshot()),
                Optional.of(emergency.of()),
                from,
                side,
                true,
                0,
                wayM,
                Approach.secondsFor(wayM, other.speedMps()),
                probability,
                nowUs);
    }
}
