package io.yunkong.edge.uplink;

import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.wire.TileOwner;
import io.yunkong.wire.TileTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which cloud node owns which tile of the zone, as the cloud last told. Epochs only rise: an entry with an older epoch is ignored, whoever
 * sends it. Not thread-safe: owned by the map thread.
 */
final class TileOwners {
    record Owner(String nodeId, long epoch) {}

    private TileGrid grid;
    private final Map<TileId, Owner> owners = new HashMap<>();

    TileOwners(TileGrid grid) {
        this.grid = grid;
    }

    /** Goes on with the tiles of another version of the zone, of the same size. */
    void activate(TileGrid next) {
        grid = next;
        owners.keySet().retainAll(next.tiles());
    }

    /** Takes what is newer in a pushed table; tiles the zone does not have are ignored. */
    void update(TileTable table) {
        for (TileOwner told : table.getOwnersList()) {
            TileId tile = new TileId(told.getTile().getX(), told.getTile().getY());
            Owner known = owners.get(tile);
            if (grid.tiles().contains(tile) && (known == null || told.getEpoch() >= known.epoch())) {
                owners.put(tile, new Owner(told.getNodeId(), told.getEpoch()));
            }
        }
    }

    Optional<String> findOwner(TileId tile) {
        return Optional.ofNullable(owners.get(tile)).map(Owner::nodeId);
    }

    /**
     * Whether a warning with this epoch comes from a node that has lost the host's tile since. A host near the edge of a tile may have
     * been in the neighbouring one when it was warned: there the node must still be the owner.
     */
    boolean deposed(String nodeId, long epoch, double hostEastM, double hostNorthM) {
        Owner owner = owners.get(grid.tileAt(hostEastM, hostNorthM));
        if (owner == null || epoch >= owner.epoch()) {
            return false;
        }
        return grid.tilesThatSee(hostEastM, hostNorthM).stream()
                .map(owners::get)
                .noneMatch(o -> o != null && o.nodeId().equals(nodeId) && epoch >= o.epoch());
    }
}
