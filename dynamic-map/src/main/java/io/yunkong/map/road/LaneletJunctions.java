package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the junctions of a Lanelet2 map, which does not name them. A lanelet is a way through a junction when it says where it turns
 * ({@code turn_direction}), when it crosses another one, or when it both leaves others at its start and joins others at its end; provided that
 * it is short and lies between others. Ways that cross, part, join or follow each other are of one junction. One use.
 */
final class LaneletJunctions {
    private static final double LENGTH_MAX_M = 100;

    private final Map<String, Lanelet> lanelets;
    private final Map<String, List<Lanelet>> next;
    private final Map<String, List<Lanelet>> previous = new HashMap<>();
    private final STRtree boxes = new STRtree();
    private final Map<String, List<Lanelet>> crossed = new HashMap<>();
    /** Way through a junction to another one of the same junction, to itself = it gives the junction its name. */
    private final Map<String, String> leader = new LinkedHashMap<>();

    LaneletJunctions(Map<String, Lanelet> lanelets, Map<String, List<Lanelet>> next) {
        this.lanelets = lanelets;
        this.next = next;
        next.forEach((id, followers) -> {
            Lanelet first = lanelets.get(id);
            for (Lanelet follower : followers) {
                if (first != null) {
                    previous.computeIfAbsent(follower.id(), _ -> new ArrayList<>())
                            .add(first);
                }
            }
        });
        lanelets.values().forEach(lanelet -> boxes.insert(box(lanelet), lanelet));
        lanelets.values().forEach(lanelet -> crossed.put(lanelet.id(), crossing(lanelet)));
        for (Lanelet lanelet : lanelets.values()) {
            if (isInside(lanelet)) {
                leader.put(lanelet.id(), lanelet.id());
            }
        }
        new ArrayList<>(leader.keySet()).forEach(this::joinNeighbours);
        crosswalks();
    }

    /** The junction of a lanelet; empty = none. */
    String of(String lanelet) {
        return leader.containsKey(lanelet) ? "j" + leaderOf(lanelet) : "";
    }

    private static Envelope box(Lanelet lanelet) {
        Envelope box = new Envelope();
        for (int i = 0; i < lanelet.middle().size(); i++) {
            box.expandToInclude(lanelet.middle().eastM(i), lanelet.middle().northM(i));
        }
        return box;
    }

    /** The other lanelets whose middle goes through that of this one, where neither is a walkway. */
    private List<Lanelet> crossing(Lanelet lanelet) {
        List<Lanelet> crossing = new ArrayList<>();
        for (Object found : boxes.query(box(lanelet))) {
            if (found instanceof Lanelet other
                    && other.relation().id() != lanelet.relation().id()
                    && lanelet.kind() != LaneKind.SIDEWALK
                    && other.kind() != LaneKind.SIDEWALK
                    && lanelet.middle().crosses(other.middle())) {
                crossing.add(other);
            }
        }
        return crossing;
    }

    private boolean mayBeInside(Lanelet lanelet) {
        return (lanelet.kind() == LaneKind.VEHICLE || lanelet.kind() == LaneKind.BICYCLE)
                && lanelet.middle().lengthM() <= LENGTH_MAX_M
                && !following(lanelet).isEmpty()
                && !before(lanelet).isEmpty();
    }

    private boolean isInside(Lanelet lanelet) {
        if (!mayBeInside(lanelet)) {
            return false;
        }
        boolean parts =
                before(lanelet).stream().anyMatch(first -> following(first).size() > 1);
        boolean joins =
                following(lanelet).stream().anyMatch(last -> before(last).size() > 1);
        return !lanelet.relation().tag("turn_direction").isEmpty()
                || (parts && joins)
                || crossedBy(lanelet).stream().anyMatch(this::mayBeInside);
    }

    private List<Lanelet> following(Lanelet lanelet) {
        return next.getOrDefault(lanelet.id(), List.of());
    }

    private List<Lanelet> before(Lanelet lanelet) {
        return previous.getOrDefault(lanelet.id(), List.of());
    }

    private List<Lanelet> crossedBy(Lanelet lanelet) {
        return crossed.getOrDefault(lanelet.id(), List.of());
    }

    private void joinNeighbours(String id) {
        Lanelet lanelet = lanelets.get(id);
        if (lanelet == null) {
            return;
        }
        crossedBy(lanelet).forEach(other -> join(id, other.id()));
        following(lanelet).forEach(follower -> {
            join(id, follower.id());
            before(follower).forEach(other -> join(id, other.id()));
        });
        before(lanelet).forEach(first -> following(first).forEach(other -> join(id, other.id())));
    }

    private void join(String first, String second) {
        if (leader.containsKey(second) && !leaderOf(first).equals(leaderOf(second))) {
            leader.put(leaderOf(second), leaderOf(first));
        }
    }

    private String leaderOf(String lanelet) {
        String at = lanelet;
        String above = leader.getOrDefault(at, at);
        while (!above.equals(at)) {
            String further = leader.getOrDefault(above, above);
            leader.put(at, further);
            at = above;
            above = further;
        }
        return at;
    }

    /** A crosswalk is of the junction of the ways that it crosses. */
    private void crosswalks() {
        for (Lanelet lanelet : lanelets.values()) {
            if (lanelet.kind() == LaneKind.CROSSWALK) {
                for (Lanelet other : crossedBy(lanelet)) {
                    if (leader.containsKey(other.id()) && other.kind() != LaneKind.CROSSWALK) {
                        leader.put(lanelet.id(), leaderOf(other.id()));
                        break;
                    }
                }
            }
        }
    }
}
