package io.yunkong.edge.downlink;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.warn.CooperativeWarner;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stations that read standard messages and of which it is known where they are: road users by their track on the edge's map, roadside
 * units by the zone. Looked up anew from tick to tick; nobody else is on it. Not thread-safe: owned by the map thread.
 */
final class Audience {
    private static final int LINKS_AT_A_TIME_MIN = 256;
    /** Fewer than there are looks between two beginnings. */
    private static final int LOOKS_A_ROUND = 8;

    private final StationLinks links;
    private final Map<Long, Listener> listeners = new LinkedHashMap<>();
    private Map<Long, RoadsideUnit> roadsideUnits;
    private Iterator<StationLink> round = Collections.emptyIterator();
    private int looked;
    private int linksAtATime;
    private long rounds;

    Audience(StationLinks links, Zone zone) {
        this.links = links;
        this.roadsideUnits = byStation(zone);
    }

    private static Map<Long, RoadsideUnit> byStation(Zone zone) {
        return zone.roadsideUnits().stream()
                .collect(Collectors.toUnmodifiableMap(RoadsideUnit::stationId, Function.identity()));
    }

    /** Goes on with the roadside units of another version of the zone. */
    void activate(Zone next) {
        roadsideUnits = byStation(next);
    }

    Collection<Listener> listeners() {
        return listeners.values();
    }

    Optional<RoadsideUnit> findRoadsideUnit(long stationId) {
        return Optional.ofNullable(roadsideUnits.get(stationId));
    }

    /** Begins to look through the links, unless that is still going on; {@link #look} goes on. */
    void begin(CooperativeWarner map, long nowUs) {
        if (!round.hasNext()) {
            linksAtATime = Math.max(LINKS_AT_A_TIME_MIN, looked / LOOKS_A_ROUND);
            looked = 0;
            rounds++;
            round = links.links();
            lookOn(map, nowUs);
        }
    }

    /**
     * Looks through some more of the links: thousands at one go would hold up the messages of all.
     *
     * @param map tells where road users are
     */
    void look(CooperativeWarner map, long nowUs) {
        if (round.hasNext()) {
            lookOn(map, nowUs);
        }
    }

    private void lookOn(CooperativeWarner map, long nowUs) {
        for (int left = linksAtATime; left > 0 && round.hasNext(); left--) {
            StationLink link = round.next();
            looked++;
            if (link.readsStandardMessages()) {
                place(link, map, nowUs);
            }
        }
        if (!round.hasNext()) {
            // who changes links meanwhile may be missed once
            listeners.values().removeIf(listener -> !listener.seenSince(rounds - 1));
        }
    }

    private void place(StationLink link, CooperativeWarner map, long nowUs) {
        long station = link.stationId();
        RoadsideUnit unit = roadsideUnits.get(station);
        if (unit != null) {
            listener(link).seen(link, unit.eastM(), unit.northM(), rounds);
            return;
        }
        Optional<TrackSnapshot> track = map.findStation(station, nowUs);
        if (track.isPresent()) {
            listener(link).seen(link, track.get().eastM(), track.get().northM(), rounds);
        }
    }

    private Listener listener(StationLink link) {
        return listeners.computeIfAbsent(link.stationId(), _ -> new Listener(link));
    }
}
