package io.yunkong.cloud.placement;

/**
 * What a cloud node tells the others about itself. Immutable.
 *
 * @param nodeId its name
 * @param memberId its Hazelcast member id; another after every restart or merge
 * @param linkHost where edges connect to
 * @param linkPort where edges connect to
 * @param zones "name@version" of the zones it serves, comma-separated
 */
public record NodeEntry(String nodeId, String memberId, String linkHost, int linkPort, String zones) {
    boolean serves(String zoneAndVersion) {
        return ("," + zones + ",").contains("," + zoneAndVersion + ",");
    }

    NodeEntry ofMember(String member) {
        return new NodeEntry(nodeId, member, linkHost, linkPort, zones);
    }
}
