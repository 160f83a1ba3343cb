package io.yunkong.map.road;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What may change from one version of a zone to the next while everything runs: lanes, junctions, signals, roadside units, places, parameters,
 * and which tiles there are. Its name, its origin and the way it is cut into tiles may not: links, coordinates and leases rest on them. Nor may it have
 * mistakes ({@link ZoneCheck}) that the version in force does not have. Pure.
 */
final class ZoneChange {
    private ZoneChange() {}

    /** Why the next version cannot take over; empty when it can. */
    static Optional<String> findObstacle(Zone inForce, Zone next) {
        if (!next.name().equals(inForce.name())) {
            return restart("name differs", inForce.name(), next.name());
        }
        if (!next.plane().sameAs(inForce.plane())) {
            return restart("origin differs", origin(inForce), origin(next));
        }
        if (next.tiles().sideM() != inForce.tiles().sideM()
                || next.tiles().borderM() != inForce.tiles().borderM()) {
            return restart("tiles differ", tiles(inForce), tiles(next));
        }
        return findMistake(ZoneCheck.of(inForce), ZoneCheck.of(next));
    }

    private static Optional<String> restart(String what, String inForce, String next) {
        return Optional.of(what + ": in_force=" + inForce + ", new=" + next + "; refused, a restart takes it");
    }

    private static String origin(Zone zone) {
        return zone.plane().originLatitudeDeg() + "/" + zone.plane().originLongitudeDeg();
    }

    private static String tiles(Zone zone) {
        return Fields.plain(zone.tiles().sideM()) + "/"
                + Fields.plain(zone.tiles().borderM());
    }

    private static Optional<String> findMistake(
            SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> before, SortedMap<ZoneCheck.Kind, ZoneCheck.Finding> now) {
        for (Map.Entry<ZoneCheck.Kind, ZoneCheck.Finding> found : now.entrySet()) {
            ZoneCheck.Finding known = before.get(found.getKey());
            int limit = known == null ? 0 : known.count();
            if (found.getKey().isMistake() && found.getValue().count() > limit) {
                return Optional.of("mistakes: kind="
                        + found.getKey().name().toLowerCase(Locale.ROOT) + ", count="
                        + found.getValue().count() + ", limit=" + limit + " as in force, first="
                        + found.getValue().examples().getFirst() + "; refused");
            }
        }
        return Optional.empty();
    }
}
