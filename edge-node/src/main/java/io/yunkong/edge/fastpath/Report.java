package io.yunkong.edge.fastpath;

import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.observe.Observation;
import java.util.List;

/**
 * One message frame, decoded: what a station told about itself, or what a roadside unit's sensors saw. Immutable.
 *
 * @param observations one for a self report, up to 16 for a sensor report
 */
public record Report(long stationId, ShedClass kind, List<Observation> observations) {
    public Report {
        observations = List.copyOf(observations);
    }
}
