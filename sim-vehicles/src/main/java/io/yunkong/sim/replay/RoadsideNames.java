package io.yunkong.sim.replay;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which roadside unit of the zone stands for one of a recording. Recordings do not tell where their units stand, so: the unit nearest
 * to the middle of everything the recorded one saw in the lines read ahead; when two recorded units would get the same one, the one
 * nearer to it does, and the other gets its next nearest.
 */
final class RoadsideNames {
    private record Pair(String recorded, RoadsideUnit unit, double metres) {}

    private RoadsideNames() {}

    static Map<String, RoadsideUnit> match(Zone zone, Iterable<Recorded> lines) {
        Map<String, double[]> sums = new HashMap<>();
        for (Recorded line : lines) {
            if (line instanceof Recorded.Rsm rsm) {
                double[] sum = sums.computeIfAbsent(rsm.unit(), name -> new double[3]);
                for (Recorded.State state : rsm.objects()) {
                    sum[0] += zone.plane().eastM(state.latitudeDeg(), state.longitudeDeg());
                    sum[1] += zone.plane().northM(state.latitudeDeg(), state.longitudeDeg());
                    sum[2]++;
                }
            }
        }
        List<Pair> pairs = sums.entrySet().stream()
                .flatMap(entry -> zone.roadsideUnits().stream()
                        .map(unit -> new Pair(entry.getKey(), unit, distance(unit, entry.getValue()))))
                .sorted((a, b) -> Double.compare(a.metres(), b.metres()))
                .toList();
        Map<String, RoadsideUnit> matched = new HashMap<>();
        for (Pair pair : pairs) {
            if (!matched.containsKey(pair.recorded()) && !matched.containsValue(pair.unit())) {
                matched.put(pair.recorded(), pair.unit());
            }
        }
        return matched;
    }

    private static double distance(RoadsideUnit unit, double[] sum) {
        return Math.hypot(unit.eastM() - sum[0] / sum[2], unit.northM() - sum[1] / sum[2]);
    }
}
