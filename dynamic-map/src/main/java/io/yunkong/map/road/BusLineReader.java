package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads bus-lines.yaml against the lane map. */
final class BusLineReader {
    private static final Set<String> LINE_KEYS = Set.of("id", "title_zh", "title_en", "loop", "roads", "stops");
    private static final Set<String> STOP_KEYS = Set.of("id", "title_zh", "title_en", "lane", "position_m", "dwell_s");
    private static final double DWELL_MAX_S = 600;

    private final LaneMap lanes;
    private final Set<String> roads = new HashSet<>();
    private final Set<List<String>> connected = new HashSet<>();

    BusLineReader(LaneMap lanes) {
        this.lanes = lanes;
        for (Lane lane : lanes.lanes()) {
            if (lane.kind() == LaneKind.VEHICLE && !lane.insideJunction()) {
                roads.add(lane.road());
            }
            if (lane.kind() == LaneKind.VEHICLE && lane.insideJunction()) {
                connected.add(List.of(
                        lanes.lane(lane.predecessors().getFirst()).road(),
                        lanes.lane(lane.successors().getFirst()).road()));
            }
        }
    }

    List<BusLine> read(SourceNode file) throws ZoneException {
        List<BusLine> lines = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : Fields.of(file, Set.of("lines")).list("lines")) {
            Fields line = Fields.of(node, LINE_KEYS);
            String id = ZoneReader.newId(line, ids);
            boolean loop = line.flag("loop");
            List<String> chain = roads(line, loop);
            lines.add(new BusLine(
                    id, line.text("title_zh"), line.text("title_en"), loop, chain, stops(line, Set.copyOf(chain))));
        }
        return lines;
    }

    private List<String> roads(Fields line, boolean loop) throws ZoneException {
        List<SourceNode> nodes = line.list("roads");
        List<String> chain = new ArrayList<>();
        for (SourceNode node : nodes) {
            String road = Fields.text("roads", node);
            if (!roads.contains(road)) {
                throw node.refuse("dangling reference: road=" + road + ", no such road for vehicles");
            }
            if (!chain.isEmpty() && !connected.contains(List.of(chain.getLast(), road))) {
                throw node.refuse("roads not connected: from=" + chain.getLast() + ", to=" + road);
            }
            chain.add(road);
        }
        if (chain.isEmpty()) {
            throw line.refuse("roads", "no roads: id=" + line.text("id"));
        }
        if (loop && !connected.contains(List.of(chain.getLast(), chain.getFirst()))) {
            throw nodes.getLast().refuse("roads not connected: from=" + chain.getLast() + ", to=" + chain.getFirst());
        }
        return chain;
    }

    private List<BusLine.Stop> stops(Fields line, Set<String> chain) throws ZoneException {
        List<BusLine.Stop> stops = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : line.list("stops")) {
            Fields stop = Fields.of(node, STOP_KEYS);
            String laneId = stop.text("lane");
            Lane lane = lanes.findLane(laneId)
                    .orElseThrow(() -> stop.refuse("lane", "dangling reference: lane=" + laneId + ", no such lane"));
            if (lane.kind() != LaneKind.VEHICLE || !chain.contains(lane.road())) {
                throw stop.refuse("lane", "stop not on the line: lane=" + laneId + ", road=" + lane.road());
            }
            double position = stop.between("position_m", 0, Math.floor(lane.lengthM()));
            stops.add(new BusLine.Stop(
                    ZoneReader.newId(stop, ids),
                    stop.text("title_zh"),
                    stop.text("title_en"),
                    lane.index(),
                    position,
                    stop.between("dwell_s", 0, DWELL_MAX_S)));
        }
        return stops;
    }
}
