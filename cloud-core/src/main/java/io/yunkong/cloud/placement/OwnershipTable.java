package io.yunkong.cloud.placement;

import java.util.Map;
import java.util.Set;

/**
 * Who owns which tile, as far as this node knows. Immutable.
 *
 * @param owners tiles without owner are missing
 * @param nodes cloud nodes alive
 */
public record OwnershipTable(Map<TileKey, Owner> owners, Set<String> nodes) {
    /**
     * @param nodeId owner
     * @param linkHost where edges connect to
     * @param linkPort where edges connect to
     * @param epoch of the lease
     */
    public record Owner(String nodeId, String linkHost, int linkPort, long epoch) {}

    /** Nothing known yet. */
    public static final OwnershipTable EMPTY = new OwnershipTable(Map.of(), Set.of());

    public OwnershipTable {
        owners = Map.copyOf(owners);
        nodes = Set.copyOf(nodes);
    }
}
