package io.yunkong.map.exchange;

/**
 * Who raises warnings.
 *
 * @param node name of the edge or cloud node
 * @param warner name of the map on that node: the one its {@code CooperativeWarner} starts warning ids with
 * @param epoch ownership epoch of the tile that the map is of; 0 = an edge's map
 */
public record WarningSource(String node, String warner, long epoch) {
    /** The map of an edge, which has just one. */
    public static WarningSource edge(String node) {
        return new WarningSource(node, node, 0);
    }
}
