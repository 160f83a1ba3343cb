package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From the elements of an imported network to linked lanes: junction paths joined end to end, walking areas turned into short ways
 * between the sidewalks and crosswalks that end at them. What cannot be linked is dropped and counted. One use.
 */
final class NetworkLinker {
    private static final double WIDTH_MAX_M = 20;
    private static final double SPEED_MAX_MPS = 40;
    /** Nearer than this, two ends are one place. */
    private static final double JOINT_M = 0.05;
    /** How far sidewalks and crosswalks end from the outline of their walking area. */
    private static final double WALKING_GAP_MAX_M = 1;

    private static final int PARTS_MAX = 8;

    private final Network network;
    private final LocalPlane plane;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, Integer> indexOf = new HashMap<>();
    /** Lane of the network to the lane made of it, junction paths and crosswalks included. */
    private final Map<String, Integer> madeOf = new HashMap<>();

    private final SortedMap<LaneKind, Integer> kinds = new TreeMap<>();
    private int paths;

    /** A lane before it is finished. */
    private static final class Draft {
        final String id;
        final Network.@Nullable SourceLane source;
        final @Nullable String junction;
        final LaneKind kind;
        final Polyline line;
        final double widthM;
        final double speedMps;
        final TurnDirection turn;
        final @Nullable SignalRef signal;
        final List<Integer> successors = new ArrayList<>();
        final List<Integer> predecessors = new ArrayList<>();
        final List<Integer> yieldsTo = new ArrayList<>();

        Draft(
                String id,
                Network.@Nullable SourceLane source,
                @Nullable String junction,
                LaneKind kind,
                Polyline line,
                double widthM,
                double speedMps,
                TurnDirection turn,
                @Nullable SignalRef signal) {
            this.id = id;
            this.source = source;
            this.junction = junction;
            this.kind = kind;
            this.line = line;
            this.widthM = Math.min(widthM, WIDTH_MAX_M);
            this.speedMps = Math.min(speedMps, SPEED_MAX_MPS);
            this.turn = turn;
            this.signal = signal;
        }
    }

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

    private static boolean isWalked(Draft draft) {
        return draft.kind == LaneKind.SIDEWALK || draft.kind == LaneKind.CROSSWALK;
    }

    private void place(Network.SourceLane lane, Map<String, Integer> crossings) {
        boolean crossing = lane.function() == Network.Function.CROSSING;
        String junction = crossing ? Network.junctionOf(lane.edge()) : null;
        Polyline line = line(lane.places());
        if (line == null) {
            network.drop("lanes without a length");
            return;
        }
        if (lane.speedMps() > SPEED_MAX_MPS) {
            network.drop("speed limits above 40 m/s (lowered)");
        }
        if (lane.widthM() > WIDTH_MAX_M || !(lane.widthM() > 0)) {
            network.drop("widths beyond 20 m (changed)");
        }
        String id = crossing ? junction + ".x" + (crossings.merge(junction, 1, Integer::sum) - 1) : lane.id();
        kinds.merge(lane.kind(), 1, Integer::sum);
        madeOf.put(
                lane.id(),
                add(new Draft(
                        id,
                        lane,
                        junction,
                        lane.kind(),
                        line,
                        lane.widthM() > 0 ? lane.widthM() : WIDTH_MAX_M,
                        lane.speedMps(),
                        TurnDirection.STRAIGHT,
                        network.crossingSignals.get(lane.id()))));
    }

    private int add(Draft draft) {
        int index = drafts.size();
        drafts.add(draft);
        indexOf.put(draft.id, index);
        return index;
    }

    private void connect(Network.Link link) {
        Integer from = madeOf.get(link.from());
        Integer to = madeOf.get(link.to());
        if (from == null || to == null) {
            network.drop("connections of lanes left out");
            return;
        }
        Draft first = drafts.get(from);
        Draft last = drafts.get(to);
        if (first.kind != last.kind) {
            network.drop("connections between lanes of different kinds");
            return;
        }
        List<String> parts = new ArrayList<>();
        List<Polyline> lines = new ArrayList<>();
        double width = first.widthM;
        double speed = first.speedMps;
        String next = link.via();
        while (!next.isEmpty() && parts.size() < PARTS_MAX) {
            Network.SourceLane part = network.lanes.get(next);
            Polyline line = part == null ? null : line(part.places());
            if (part == null || line == null) {
                break;
            }
            parts.add(next);
            lines.add(line);
            width = part.widthM();
            speed = part.speedMps();
            next = network.continuations.getOrDefault(next, "");
        }
        Network.SourceLane entry = parts.isEmpty() ? null : network.lanes.get(parts.getFirst());
        String junction = entry == null ? "after " + first.id : Network.junctionOf(entry.edge());
        int path = path(from, to, lines, junction, width, speed, link.turn(), link.signal());
        if (path >= 0) {
            parts.forEach(part -> madeOf.put(part, path));
        }
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
        Draft first = drafts.get(from);
        Draft last = drafts.get(to);
        String id = first.id + ">" + last.id;
        if (indexOf.containsKey(id)) {
            network.drop("connections told twice");
            return -1;
        }
        Points points = new Points();
        points.add(first.line.eastM(first.line.size() - 1), first.line.northM(first.line.size() - 1));
        for (Polyline part : parts) {
            for (int i = 0; i < part.size(); i++) {
                points.add(part.eastM(i), part.northM(i));
            }
        }
        points.add(last.line.eastM(0), last.line.northM(0));
        Polyline line = points.line();
        if (line == null) {
            follow(from, to);
            return -1;
        }
        LaneKind kind = first.kind == LaneKind.CROSSWALK ? LaneKind.SIDEWALK : first.kind;
        int path = add(new Draft(id, null, junction, kind, line, widthM, speedMps, turn, signal));
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
        Polyline outline = closed(area.places());
        if (outline == null) {
            network.drop("walking areas without an area");
            return;
        }
        String junction = Network.junctionOf(area.edge());
        double reach = outline.lengthM() + WALKING_GAP_MAX_M;
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int index : walked) {
            Draft lane = drafts.get(index);
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
            Draft draft = drafts.get(i);
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

    /** Outlines of the junctions; those that are no area are dropped. */
    List<Junction> junctions() {
        List<Junction> junctions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Network.Area area : network.areas) {
            Polyline outline = closed(area.outline());
            if (outline != null && ids.add(area.id())) {
                junctions.add(new Junction(area.id(), outline));
            }
        }
        return junctions;
    }

    private @Nullable Polyline line(Network.Places places) {
        return points(places).line();
    }

    private Points points(Network.Places places) {
        Points points = new Points();
        for (int i = 0; i < places.size(); i++) {
            points.add(
                    plane.eastM(places.latitude(i), places.longitude(i)),
                    plane.northM(places.latitude(i), places.longitude(i)));
        }
        return points;
    }

    private @Nullable Polyline closed(Network.Places places) {
        Points ring = points(places);
        if (ring.count > 0) {
            ring.close();
        }
        Polyline line = ring.line();
        return line == null || line.size() < 4 ? null : line;
    }

    /** Points of a line, none twice in a row. */
    private static final class Points {
        private double[] east = new double[8];
        private double[] north = new double[8];
        private int count;

        void add(double eastM, double northM) {
            if (count > 0 && Math.hypot(eastM - east[count - 1], northM - north[count - 1]) < JOINT_M) {
                return;
            }
            if (count == east.length) {
                east = Arrays.copyOf(east, 2 * count);
                north = Arrays.copyOf(north, 2 * count);
            }
            east[count] = eastM;
            north[count] = northM;
            count++;
        }

        /** Ends exactly where it began. */
        void close() {
            if (count > 1 && Math.hypot(east[0] - east[count - 1], north[0] - north[count - 1]) < JOINT_M) {
                count--;
            }
            add(east[0], north[0]);
        }

        @Nullable Polyline line() {
            return count < 2 ? null : new Polyline(Arrays.copyOf(east, count), Arrays.copyOf(north, count));
        }
    }
}
