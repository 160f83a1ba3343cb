package io.yunkong.map.warn;

import java.util.List;
import java.util.Map;

/**
 * Why a warning was raised; made at the time and never rebuilt. The inputs are the sources of the warning's two tracks.
 *
 * @param hostPath predicted path of the host
 * @param counterpartPath predicted path of the counterpart
 * @param measureName what was compared, e.g. "time_to_collision"
 * @param measureValue its value
 * @param measureThreshold the limit it broke
 * @param measureUnit unit of both
 * @param rule name and version, e.g. "fcw/1"
 * @param parameters parameters in force, name with unit to value
 * @param zoneVersion content hash of the zone
 * @param triggerGeneratedAtUs generation time of the measurement that triggered it
 * @param triggerReceivedAtUs when the edge read that measurement
 */
public record Evidence(
        Path hostPath,
        Path counterpartPath,
        String measureName,
        double measureValue,
        double measureThreshold,
        String measureUnit,
        String rule,
        Map<String, Double> parameters,
        String zoneVersion,
        long triggerGeneratedAtUs,
        long triggerReceivedAtUs) {

    /**
     * A predicted path: positions of the footprint's centre at times after the warning's update.
     *
     * @param timeS seconds
     * @param laneIds lanes it runs along, in order; empty = straight on
     * @param probability 0..1
     */
    public record Path(
            List<Double> timeS, List<Double> eastM, List<Double> northM, List<String> laneIds, double probability) {
        public Path {
            timeS = List.copyOf(timeS);
            eastM = List.copyOf(eastM);
            northM = List.copyOf(northM);
            laneIds = List.copyOf(laneIds);
        }
    }

    public Evidence {
        parameters = Map.copyOf(parameters);
    }
}
