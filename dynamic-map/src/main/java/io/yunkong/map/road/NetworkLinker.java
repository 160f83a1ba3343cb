package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From the elements of an imported network to linked lanes: junction paths joined end to end, walking areas turned into short ways
 * between the sidewalks and crosswalks that end at them. What cannot be linked is dropped and counted. One use.
 */
final class NetworkLinker {
    /** Where one lane simply goes on as another, so much of its end becomes the path between them: paths are what links lanes. */
    private static final double CARVED_M = 1;
    /** Lanes that end nearer than this to the next one simply go on. */
    private static final double GOES_ON_M = 0.5;
    /** How far sidewalks and crosswalks end from the outline of their walking area. */
    private static final double WALKING_GAP_MAX_M = 1;

    private static final int PARTS_MAX = 8;
    private static final int LINK_MAX = 255;

    private final Network network;
    private final LocalPlane plane;
    private final List<LaneDraft> drafts = new ArrayList<>();
    private final Map<String, Integer> indexOf = new HashMap<>();
    /** Lane of the network to the lane made of it, junction paths and crosswalks included. */
    private final Map<String, Integer> madeOf = new HashMap<>();

    private final SortedMap<LaneKind, Integer> kinds = new TreeMap<>();
    private int paths;

    NetworkLinker(Network network, LocalPlane plane) {
        this.network = network;
        this.plane = plane;
    }

    /** Lanes on open road and crosswalks, once linked. */
    SortedMap<LaneKind, Integer> kinds() {
        return kinds;
    }

    /** Ways through junctions, once linked. */
    int paths() {
        return paths;
    }

    LaneMap link() {
        Map<String, Integer> crossings = new HashMap<>();
        for (Network.SourceLane lane : network.lanes.values()) {
            if (lane.function() == Network.Function.ROAD || lane.function() == Network.Function.CROSSING) {
                place(lane, crossings);
            }
        }
        network.links.forEach(this::carve);
        network.links.forEach(this::connect);
        List<Integer> walked = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (isWalked(drafts.get(i))) {
                walked.add(i);
            }
        }
        for (Network.SourceLane lane : network.lanes.values()) {
            if (lane.function() == Network.Function.WALKING_AREA) {
                cross(lane, walked);
            }
        }
        network.yields.forEach(this::giveWay);
        return LaneMap.withConflicts(finished());
    }

    private static boolean isWalked(LaneDraft draft) {
        return draft.kind == LaneKind.SIDEWALK || draft.kind == LaneKind.CROSSWALK;
    }

    private void place(Network.SourceLane lane, Map<String, Integer> crossings) {
        boolean crossing = lane.function() == Network.Function.CROSSING;
        String junction = crossing ? lane.junction() : null;
        Polyline line = line(lane.places());
        if (line == null) {
            network.drop("lanes without a length");
            return;
        }
        if (lane.speedMps() > LaneDraft.SPEED_MAX_MPS) {
            network.warn("speed limit above 40 m/s: 40 m/s taken");
        }
        if (lane.widthM() > LaneDraft.WIDTH_MAX_M || !(lane.widthM() > 0)) {
            network.warn("width not in (0, 20] m: 20 m taken");
        }
        String id = crossing ? junction + ".x" + (crossings.merge(junction, 1, Integer::sum) - 1) : lane.id();
        kinds.merge(lane.kind(), 1, Integer::sum);
        madeOf.put(
                lane.id(),
                add(new LaneDraft(
                        id,
                        lane,
                        junction,
                        lane.kind(),
                        line,
                        lane.widthM() > 0 ? lane.widthM() : LaneDraft.WIDTH_MAX_M,
                        lane.speedMps(),
                        TurnDirection.STRAIGHT,
                        head(network.crossingSignals.get(lane.id())))));
    }

    /** A head of a programme that has it; of a controller whose programme is not told, any. */
    private @Nullable SignalRef head(@Nullable SignalRef told) {
        if (told == null) {
            return null;
        }
        for (SignalController controller : network.signals) {
            if (controller.id().equals(told.controller())
                    && told.link() >= controller.phases().getFirst().state().length()) {
                network.drop("signal heads beyond the programme of their controller");
                return null;
            }
        }
        if (told.link() < 0 || told.link() > LINK_MAX || !Network.isId(told.controller())) {
            network.drop("signal heads without an id, or of a number above 255");
            return null;
        }
        return told;
    }

    private int add(LaneDraft draft) {
        int index = drafts.size();
        drafts.add(draft);
        indexOf.put(draft.id, index);
        return index;
    }

    private void carve(Network.Link link) {
        Integer from = madeOf.get(link.from());
        Integer to = madeOf.get(link.to());
        if (from == null || to == null || from.equals(to) || !parts(link).isEmpty()) {
            return;
        }
        LaneDraft first = drafts.get(from);
        LaneDraft last = drafts.get(to);
        int end = first.line.size() - 1;
        double gap =
                Math.hypot(last.line.eastM(0) - first.line.eastM(end), last.line.northM(0) - first.line.northM(end));
        double length = first.line.lengthM();
        double kept = length - Math.min(CARVED_M, length / 3);
        Polyline line = first.line.part(0, kept);
        if (first.kind == last.kind && first.tail == null && gap <= GOES_ON_M && line != null) {
            first.tail = first.line.part(kept, length);
            first.line = line;
        }
    }

    /** The junction paths of a link that have a length. */
    private List<String> parts(Network.Link link) {
        List<String> parts = new ArrayList<>();
        for (String via : link.via()) {
            if (parts.size() < PARTS_MAX && hasLength(via)) {
                parts.add(via);
            }
        }
        String next = parts.isEmpty() ? "" : network.continuations.getOrDefault(parts.getLast(), "");
        while (!next.isEmpty() && parts.size() < PARTS_MAX && hasLength(next)) {
            parts.add(next);
            next = network.continuations.getOrDefault(next, "");
        }
        return parts;
    }

    private boolean hasLength(String lane) {
        Network.SourceLane part = network.lanes.get(lane);
        return part != null && line(part.places()) != null;
    }

    private void connect(Network.Link link) {
        Integer from = madeOf.get(link.from());
        Integer to = madeOf.get(link.to());
        if (from == null || to == null) {
            network.drop("connections of lanes left out");
            return;
        }
        LaneDraft first = drafts.get(from);
        LaneDraft last = drafts.get(to);
        if (isWalked(first) ? !isWalked(last) : first.kind != last.kind) {
            network.drop("connections between lanes of different kinds");
            return;
        }
        List<String> parts = parts(link);
        List<Polyline> lines = new ArrayList<>();
        double width = first.widthM;
        double speed = first.speedMps;
        String junction = link.junction();
        for (String id : parts) {
            Network.SourceLane part = network.lanes.get(id);
            Polyline line = part == null ? null : line(part.places());
            if (part != null && line != null) {
                lines.add(line);
                width = part.widthM();
                speed = part.speedMps();
                junction = junction.isEmpty() ? part.junction() : junction;
            }
        }
        if (parts.isEmpty()) {
            PathCurve.between(first.tail == null ? first.line : first.tail, last.line)
                    .ifPresent(lines::add);
        }
        TurnDirection turn = link.turn() == null ? turn(first, last) : link.turn();
        int path = path(from, to, lines, junctionOr(junction, last), width, speed, turn, head(link.signal()));
        if (path >= 0) {
            parts.forEach(part -> madeOf.put(part, path));
        }
    }

    /** Where lanes simply go on there is no junction in the map; those that go on into one road share one. */
    private static String junctionOr(String told, LaneDraft last) {
        return told.isEmpty() ? "to " + (last.source == null ? last.id : last.source.edge()) : told;
    }

    private static TurnDirection turn(LaneDraft first, LaneDraft last) {
        return TurnDirection.between(first.line.headingAt(first.line.lengthM()), last.line.headingAt(0));
    }

    /** A way from the end of one lane to the start of another, straight where nothing is known; -1 = none is needed or there is one. */
    private int path(
            int from,
            int to,
            List<Polyline> parts,
            String junction,
            double widthM,
            double speedMps,
            TurnDirection turn,
            @Nullable SignalRef signal) {
        LaneDraft first = drafts.get(from);
        LaneDraft last = drafts.get(to);
        String id = first.id + ">" + last.id;
        if (indexOf.containsKey(id)) {
            network.drop("connections told twice");
            return -1;
        }
        LinePoints points = new LinePoints();
        points.addEnd(first.line);
        if (first.tail != null) {
            points.addAll(first.tail);
        }
        parts.forEach(points::addAll);
        points.add(last.line.eastM(0), last.line.northM(0));
        Polyline line = points.line();
        if (line == null) {
            network.drop("connections without a length");
            return -1;
        }
        LaneKind kind = first.kind == LaneKind.CROSSWALK ? LaneKind.SIDEWALK : first.kind;
        int path = add(new LaneDraft(id, null, junction, kind, line, widthM, speedMps, turn, signal));
        follow(from, path);
        follow(path, to);
        paths++;
        return path;
    }

    private void follow(int first, int second) {
        drafts.get(first).successors.add(second);
        drafts.get(second).predecessors.add(first);
    }

    /** Links whatever ends at a walking area with whatever starts there. */
    private void cross(Network.SourceLane area, List<Integer> walked) {
        Polyline outline = LinePoints.of(area.places(), plane).ring();
        if (outline == null) {
            network.drop("walking areas without an area");
            return;
        }
        String junction = area.junction();
        double reach = outline.lengthM() + WALKING_GAP_MAX_M;
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int index : walked) {
            LaneDraft lane = drafts.get(index);
            if (lane.junction != null && !lane.junction.equals(junction)) {
                continue;
            }
            if (touches(outline, reach, lane.line, lane.line.size() - 1)) {
                in.add(index);
            }
            if (touches(outline, reach, lane.line, 0)) {
                out.add(index);
            }
        }
        for (int from : in) {
            for (int to : out) {
                if (from != to) {
                    path(from, to, List.of(), junction, 2, area.speedMps(), TurnDirection.STRAIGHT, null);
                }
            }
        }
    }

    private static boolean touches(Polyline outline, double reach, Polyline line, int point) {
        double east = line.eastM(point);
        double north = line.northM(point);
        return Math.abs(east - outline.eastM(0)) <= reach
                && Math.abs(north - outline.northM(0)) <= reach
                && outline.project(east, north).distanceM() <= WALKING_GAP_MAX_M;
    }

    private void giveWay(String lane, List<String> over) {
        Integer index = madeOf.get(lane);
        for (String other : over) {
            Integer first = madeOf.get(other);
            if (index == null || first == null) {
                network.drop("right of way of ways left out");
            } else if (drafts.get(index).junction == null
                    || !Objects.equals(drafts.get(index).junction, drafts.get(first).junction)) {
                network.drop("right of way outside junctions or between two");
            } else if (!index.equals(first) && !drafts.get(index).yieldsTo.contains(first)) {
                drafts.get(index).yieldsTo.add(first);
            }
        }
    }

    private List<Lane> finished() {
        Map<String, Integer> besides = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            Network.SourceLane source = drafts.get(i).source;
            if (source != null && source.function() == Network.Function.ROAD) {
                besides.put(source.edge() + " " + source.index(), i);
            }
        }
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            LaneDraft draft = drafts.get(i);
            Network.SourceLane source = draft.source;
            boolean open = source != null && source.function() == Network.Function.ROAD;
            lanes.add(new Lane(
                    i,
                    draft.id,
                    open && source != null ? source.edge() : draft.id,
                    open && source != null ? source.index() : 0,
                    draft.junction,
                    draft.kind,
                    draft.line,
                    draft.widthM,
                    draft.speedMps,
                    draft.successors,
                    draft.predecessors,
                    open && source != null ? beside(besides, source, draft.kind, 1) : -1,
                    open && source != null ? beside(besides, source, draft.kind, -1) : -1,
                    draft.turn,
                    draft.signal,
                    draft.yieldsTo,
                    List.of()));
        }
        return lanes;
    }

    private int beside(Map<String, Integer> besides, Network.SourceLane lane, LaneKind kind, int step) {
        Integer index = besides.get(lane.edge() + " " + (lane.index() + step));
        return index == null || drafts.get(index).kind != kind ? -1 : index;
    }

    /** Outlines of the junctions, once linked. */
    List<Junction> junctions() {
        return JunctionOutlines.of(network, drafts, plane);
    }

    private @Nullable Polyline line(Network.Places places) {
        return LinePoints.of(places, plane).line();
    }
}
