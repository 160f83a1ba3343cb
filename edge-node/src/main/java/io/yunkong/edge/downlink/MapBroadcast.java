package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells roadside units the lane maps of the nodes within their range (MAP of T/CSAE 53), once a second, for them to put on the air; none before
 * they are given. Each message is encoded once for each edition that is spoken. Not thread-safe: owned by the map thread.
 */
final class MapBroadcast {
    private static final long INTERVAL_US = 1_000_000;

    private final FrameEncoder encoder;
    private final StandardCounters counters;
    /** What is told now, each with its msgCnt. */
    private Map<MapMessages.JunctionMap, Integer> maps = Map.of();

    private final Map<MapMessages.JunctionMap, Map<Edition, Optional<byte[]>>> encoded = new HashMap<>();
    /** By roadside unit of the zone: when its next turn is. */
    private final Map<Long, Long> dueUs = new HashMap<>();

    MapBroadcast(FrameEncoder encoder, StandardCounters counters) {
        this.encoder = encoder;
        this.counters = counters;
    }

    /** Tells other maps from now on: under the msgCnt that they had, or where the content has changed, under the next one. */
    void activate(MapMessages next) {
        Map<MapMessages.JunctionMap, Integer> counts = new LinkedHashMap<>();
        for (MapMessages.JunctionMap map : next.maps()) {
            counts.put(map, count(map));
        }
        maps = counts;
        encoded.clear();
    }

    private int count(MapMessages.JunctionMap map) {
        Integer same = maps.get(map);
        if (same != null) {
            return same;
        }
        return maps.entrySet().stream()
                .filter(told -> told.getKey().name().equals(map.name()))
                .mapToInt(told -> (told.getValue() + 1) % MapMessages.COUNTS)
                .findFirst()
                .orElseGet(map::firstCount);
    }

    /** Lets time pass. */
    void tick(Audience audience, long nowUs) {
        if (maps.isEmpty()) {
            return; // whose turn it was is told as soon as there are some
        }
        for (Listener listener : audience.listeners()) {
            if (listener.link().understands(DownlinkMessage.DOWNLINK_MESSAGE_MAP)) {
                audience.findRoadsideUnit(listener.link().stationId())
                        .filter(unit -> takeTurn(unit.stationId(), nowUs))
                        .ifPresent(unit -> tell(unit, listener.link()));
            }
        }
    }

    /** Once a second on the average, whatever the ticks; who missed a turn does not get two in a row. */
    private boolean takeTurn(long station, long nowUs) {
        long due = dueUs.getOrDefault(station, nowUs);
        if (nowUs < due && due - nowUs <= INTERVAL_US) {
            return false;
        }
        long next = due + INTERVAL_US;
        dueUs.put(station, next > nowUs && next - nowUs <= INTERVAL_US ? next : nowUs + INTERVAL_US);
        return true;
    }

    private void tell(RoadsideUnit unit, StationLink link) {
        for (MapMessages.JunctionMap map : maps.keySet()) {
            if (Math.hypot(map.eastM() - unit.eastM(), map.northM() - unit.northM()) <= unit.rangeM()) {
                octets(map, link.edition()).ifPresent(frame -> send(frame, link));
            }
        }
    }

    private Optional<byte[]> octets(MapMessages.JunctionMap map, Edition edition) {
        return encoded.computeIfAbsent(map, _ -> new EnumMap<>(Edition.class))
                .computeIfAbsent(
                        edition,
                        _ -> Optional.ofNullable(
                                encoder.encode(map.frame(maps.getOrDefault(map, map.firstCount())), edition)));
    }

    private void send(byte[] frame, StationLink link) {
        if (link.sendFrame(frame)) {
            counters.sent.count(DownlinkMessage.DOWNLINK_MESSAGE_MAP);
        } else {
            counters.notTaken++;
        }
    }
}
