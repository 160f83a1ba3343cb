package io.yunkong.map.road;

import java.util.List;
import java.util.Map;

/**
 * The elements of a Lanelet2 map as they are written (OSM XML).
 *
 * @param nodes latitude and longitude, degrees, by id
 * @param ways nodes by id of the way
 * @param relations lanelets and regulatory elements by id
 */
record LaneletMap(Map<Long, double[]> nodes, Map<Long, Way> ways, Map<Long, Relation> relations) {
    /** A bound. */
    record Way(long id, List<Long> nodes) {
        Way {
            nodes = List.copyOf(nodes);
        }
    }

    /** @param line where it stands in the file */
    record Relation(long id, int line, Map<String, String> tags, List<Member> members) {
        Relation {
            tags = Map.copyOf(tags);
            members = List.copyOf(members);
        }

        String tag(String key) {
            return tags.getOrDefault(key, "");
        }

        /** The members of a kind in a role, in their order. */
        List<Long> members(String type, String role) {
            return members.stream()
                    .filter(member ->
                            member.type().equals(type) && member.role().equals(role))
                    .map(Member::id)
                    .toList();
        }
    }

    record Member(String type, String role, long id) {}
}
