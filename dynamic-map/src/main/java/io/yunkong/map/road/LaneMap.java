package io.yunkong.map.road;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lanes of a zone, by number and by name. Immutable, shared by threads. */
public final class LaneMap {
    private final List<Lane> lanes;
    private final Map<String, Lane> byId;

    public LaneMap(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
        this.byId = HashMap.newHashMap(lanes.size());
        for (Lane lane : this.lanes) {
            byId.put(lane.id(), lane);
        }
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public Lane lane(int index) {
        return lanes.get(index);
    }

    public Optional<Lane> findLane(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
