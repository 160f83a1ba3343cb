package io.yunkong.cloud.placement;

import java.util.Arrays;

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

    /** Whether it serves the zone in another version than this. */
    boolean servesAnother(String zone, String version) {
        return Arrays.stream(zones.split(",", -1))
                .anyMatch(served -> served.startsWith(zone + '@') && !served.equals(zone + '@' + version));
    }

    NodeEntry serving(String zonesAndVersions) {
        return new NodeEntry(nodeId, memberId, linkHost, linkPort, zonesAndVersions);
    }

    NodeEntry ofMember(String member) {
        return new NodeEntry(nodeId, member, linkHost, linkPort, zones);
    }
}
