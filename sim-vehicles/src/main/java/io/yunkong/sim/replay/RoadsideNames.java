package io.yunkong.sim.replay;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which roadside unit of the zone stands for one of a recording. Recordings do not tell where their units stand, so: the unit nearest
 * to the middle of everything the recorded one saw in the lines read ahead; when two recorded units would get the same one, the one
 * nearer to it does, and the other gets its next nearest. One that first sees something later gets the nearest of those left then. One
 * owner.
 */
final class RoadsideNames {
    private record Pair(String recorded, RoadsideUnit unit, double metres) {}

    private final Zone zone;
    /** By the name in the recording; never more than the zone has units. */
    private final Map<String, RoadsideUnit> matched = new HashMap<>();

    RoadsideNames(Zone zone) {
        this.zone = zone;
    }

    /** The unit that stands for a recorded one, null = none yet, or none left. */
    @Nullable RoadsideUnit unit(String recorded) {
        return matched.get(recorded);
    }

    /** Whether each unit of the zone stands for a recorded one. */
    boolean noneLeft() {
        return matched.size() >= zone.roadsideUnits().size();
    }

    /** Matches those that have no unit yet and see something in these lines; gives the new matches. */
    Map<String, RoadsideUnit> match(Iterable<? extends Recorded> lines) {
        if (noneLeft()) {
            return Map.of();
        }
        List<Pair> pairs = sums(lines).entrySet().stream()
                .flatMap(entry -> zone.roadsideUnits().stream()
                        .map(unit -> new Pair(entry.getKey(), unit, distance(unit, entry.getValue()))))
                .sorted((a, b) -> Double.compare(a.metres(), b.metres()))
                .toList();
        Map<String, RoadsideUnit> found = new HashMap<>();
        for (Pair pair : pairs) {
            if (!matched.containsKey(pair.recorded()) && !matched.containsValue(pair.unit())) {
                matched.put(pair.recorded(), pair.unit());
                found.put(pair.recorded(), pair.unit());
            }
        }
        return found;
    }

    /** East, north and number of what units without a match saw; a line without objects tells no place. */
    private Map<String, double[]> sums(Iterable<? extends Recorded> lines) {
        Map<String, double[]> sums = new HashMap<>();
        for (Recorded line : lines) {
            if (line instanceof Recorded.Rsm rsm && !rsm.objects().isEmpty() && !matched.containsKey(rsm.unit())) {
                double[] sum = sums.computeIfAbsent(rsm.unit(), name -> new double[3]);
                for (Recorded.State state : rsm.objects()) {
                    sum[0] += zone.plane().eastM(state.latitudeDeg(), state.longitudeDeg());
                    sum[1] += zone.plane().northM(state.latitudeDeg(), state.longitudeDeg());
                    sum[2]++;
                }
            }
        }
        return sums;
    }

    private static double distance(RoadsideUnit unit, double[] sum) {
        return Math.hypot(unit.eastM() - sum[0] / sum[2], unit.northM() - sum[1] / sum[2]);
    }
}
