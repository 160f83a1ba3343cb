package io.yunkong.cli;

import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.exchange.SignalPhases;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.scenario.SignalNumbers;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers of signals as the zone's own MAP messages have them. Immutable. */
final class ZoneSignalNumbers implements SignalNumbers {
    private final Map<String, Integer> nodes = new HashMap<>();
    private final SignalPhases phases;

    ZoneSignalNumbers(Zone zone) {
        Map<String, Integer> byJunction = new HashMap<>();
        MapMessages.of(zone).maps().forEach(map -> byJunction.put(map.name(), map.node()));
        for (Lane lane : zone.lanes().lanes()) {
            Integer node = byJunction.get(lane.junction());
            if (lane.signal() != null && node != null) {
                nodes.putIfAbsent(lane.signal().controller(), node);
            }
        }
        phases = SignalPhases.of(zone);
    }

    @Override
    public OptionalInt node(String controller) {
        Integer node = nodes.get(controller);
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }

    @Override
    public int phase(String controller, int link) {
        return phases.phaseId(new SignalRef(controller, link));
    }
}
