package io.yunkong.edge.uplink;

import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.ServiceLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the cloud covers the zone, as seen from this edge: wholly only while the owner of every tile is known and has been heard lately.
 * Not thread-safe: owned by the map thread.
 */
final class ZoneCoverage {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneCoverage.class);

    /** @param reason empty when the level is OK */
    record Level(ServiceLevel level, String reason) {}

    private final CloudLinks links;
    private Zone zone;
    private Level level = degraded("starting");

    ZoneCoverage(Zone zone, CloudLinks links) {
        this.zone = zone;
        this.links = links;
    }

    /** Another version of the zone is the one to be covered. */
    void activate(Zone next) {
        zone = next;
    }

    Level level() {
        return level;
    }

    /** Looks again; true when it is another than before. */
    boolean update(long nowNanos) {
        Level now = look(nowNanos);
        if (now.equals(level)) {
            return false;
        }
        LOG.info(
                "zone {}: level={}, reason={}",
                zone.name(),
                now.level().name().replace("SERVICE_LEVEL_", ""),
                now.reason().isEmpty() ? "every tile has an owner" : now.reason());
        level = now;
        return true;
    }

    private Level look(long nowNanos) {
        if (links.isEmpty()) {
            return degraded("edge stands alone");
        }
        if (!links.anyFresh(nowNanos)) {
            return degraded("no cloud node connected");
        }
        for (TileId tile : zone.tiles().tiles()) {
            if (links.findOwnerLink(tile).filter(l -> l.fresh(nowNanos)).isEmpty()) {
                return degraded("no link to the owner of a tile: tile=" + tile);
            }
        }
        return new Level(ServiceLevel.SERVICE_LEVEL_OK, "");
    }

    private static Level degraded(String reason) {
        return new Level(ServiceLevel.SERVICE_LEVEL_DEGRADED, reason);
    }
}
