package io.yunkong.map.warn;

import io.yunkong.map.road.ArrivalWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a warning was raised; made at the time and never rebuilt. The inputs are the sources of the warning's two tracks.
 *
 * @param hostPath predicted path of the host
 * @param counterpartPath predicted path of the counterpart; empty when the warning is about a place
 * @param conflict where their lanes cross or join and when each is there; empty when they do not
 * @param hostRejected measurements of the last five seconds about the host, or of its station, that were refused or counted less; the most
 *     frequent eight
 * @param counterpartRejected the same of the counterpart; empty when the warning is about a place
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
        Optional<Path> counterpartPath,
        Optional<Place> conflict,
        List<RejectedInput> hostRejected,
        List<RejectedInput> counterpartRejected,
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
     * A predicted path.
     *
     * @param trajectory where the footprint's centre is, and when
     * @param laneIds lanes it runs along, in order; empty = straight on
     * @param probability 0..1
     */
    public record Path(Trajectory trajectory, List<String> laneIds, double probability) {
        public Path {
            laneIds = List.copyOf(laneIds);
        }
    }

    /**
     * A place where the lanes of both cross or join.
     *
     * @param eastM where the lanes' centre lines meet
     * @param northM where the lanes' centre lines meet
     * @param outlineEastM corners, in order, of what the corridors of both lanes share; none where they meet at a small angle, as those that join
     * @param outlineNorthM the same corners
     * @param hostLaneId the host's lane in it
     * @param counterpartLaneId the counterpart's, or the crosswalk it goes along
     * @param host when the host is in it, counted from the warning's update
     * @param counterpart when the counterpart is
     */
    public record Place(
            double eastM,
            double northM,
            List<Double> outlineEastM,
            List<Double> outlineNorthM,
            String hostLaneId,
            String counterpartLaneId,
            ArrivalWindow host,
            ArrivalWindow counterpart) {
        public Place {
            outlineEastM = List.copyOf(outlineEastM);
            outlineNorthM = List.copyOf(outlineNorthM);
        }
    }

    public Evidence {
        hostRejected = List.copyOf(hostRejected);
        counterpartRejected = List.copyOf(counterpartRejected);
        parameters = Map.copyOf(parameters);
    }
}
