package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows what, as maps tell it that know no connections between roads but only lanes that lead into lanes: gives the network every
 * way from a lane on open road through junctions to the next one. One use.
 */
final class NetworkWays {
    private static final int STEPS_MAX = 5_000_000;
    private static final int PARTS_MAX = 8;

    private final Network network;
    private final Map<String, Set<String>> next = new HashMap<>();
    /** Whether a lane is one on open road. */
    private final Map<String, Boolean> open = new LinkedHashMap<>();

    private final Map<String, SignalRef> heads = new HashMap<>();
    private final Set<String> entered = new HashSet<>();
    private int steps;

    NetworkWays(Network network) {
        this.network = network;
    }

    void lane(String id, boolean onOpenRoad) {
        open.put(id, onOpenRoad);
    }

    /** The signal that governs who drives on along this lane: into it if it lies in a junction, else beyond it. */
    void signal(String lane, SignalRef head) {
        heads.put(lane, head);
    }

    void follow(String first, String second) {
        next.computeIfAbsent(first, _ -> new LinkedHashSet<>()).add(second);
    }

    void fill() throws ZoneException {
        for (Map.Entry<String, Boolean> lane : open.entrySet()) {
            if (lane.getValue()) {
                link(lane.getKey(), new ArrayList<>(), lane.getKey());
            }
        }
        open.forEach((lane, onOpenRoad) -> {
            if (!onOpenRoad && !entered.contains(lane)) {
                network.drop("lanes of junctions that lead from no lane to another");
            }
        });
    }

    private void link(String from, List<String> via, String at) throws ZoneException {
        for (String id : next.getOrDefault(at, Set.of())) {
            steps++;
            if (steps > STEPS_MAX) {
                throw new ZoneException(
                        network.file, 0, "too many ways through junctions: limit=" + STEPS_MAX + " steps; map refused");
            }
            if (Boolean.TRUE.equals(open.get(id))) {
                String first = via.isEmpty() ? from : via.getFirst();
                SignalRef head = heads.containsKey(first) ? heads.get(first) : heads.get(from);
                network.add(new Network.Link(from, id, via, "", null, head), 0);
                entered.addAll(via);
            } else if (open.containsKey(id) && !via.contains(id) && via.size() < PARTS_MAX) {
                via.add(id);
                link(from, via, id);
                via.removeLast();
            }
        }
    }
}
