package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links the lanes of a zone to each other, to junctions and to signals; refuses every reference that leads nowhere. */
final class LaneLinker {
    /** Ends of lanes that follow each other may lie this far apart. */
    static final double GAP_MAX_M = 3;

    private static final double WIDTH_MAX_M = 20;
    private static final double SPEED_MAX_MPS = 40;
    private static final int LANES_MAX = 40;
    /** Of a controller whose programme nobody told; the phases of a SPAT are numbered so far. */
    private static final int LINK_MAX = 255;

    private static final Set<String> SIGNAL_KEYS = Set.of("controller", "link");
    private static final Map<String, TurnDirection> TURNS = Map.of(
            "straight", TurnDirection.STRAIGHT,
            "left", TurnDirection.LEFT,
            "right", TurnDirection.RIGHT,
            "u_turn", TurnDirection.U_TURN);

    private final List<GeoFeatures.LaneFeature> features;
    private final Set<String> junctions = new HashSet<>();
    private final Map<String, SignalController> signals = new HashMap<>();
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final Map<String, Integer> besides = new HashMap<>();
    private final List<List<Integer>> successors = new ArrayList<>();
    private final List<List<Integer>> predecessors = new ArrayList<>();

    LaneLinker(List<GeoFeatures.LaneFeature> features, List<Junction> junctions, List<SignalController> signals) {
        this.features = features;
        junctions.forEach(junction -> this.junctions.add(junction.id()));
        signals.forEach(signal -> this.signals.put(signal.id(), signal));
    }

    LaneMap link() throws ZoneException {
        for (GeoFeatures.LaneFeature feature : features) {
            int index = indexOf.size();
            indexOf.put(feature.id(), index);
            successors.add(new ArrayList<>());
            predecessors.add(new ArrayList<>());
            if (!feature.properties().has("junction")) {
                placeBeside(feature, index);
            }
        }
        for (int i = 0; i < features.size(); i++) {
            GeoFeatures.LaneFeature feature = features.get(i);
            if (feature.properties().has("junction") && feature.kind() != LaneKind.CROSSWALK) {
                connect(feature, i);
            }
        }
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            lanes.add(lane(i));
        }
        return LaneMap.withConflicts(lanes);
    }

    private void placeBeside(GeoFeatures.LaneFeature feature, int index) throws ZoneException {
        int number = feature.properties().whole("lane", 0, LANES_MAX);
        String road = feature.properties().text("road");
        if (besides.put(beside(road, number), index) != null) {
            throw feature.properties().refuse("lane", "duplicate lane: road=" + road + ", lane=" + number);
        }
    }

    private void connect(GeoFeatures.LaneFeature path, int self) throws ZoneException {
        int from = index(path.properties(), "from", path.properties().text("from"));
        int to = index(path.properties(), "to", path.properties().text("to"));
        checkStep(path, "from", features.get(from), path);
        checkStep(path, "to", path, features.get(to));
        successors.get(from).add(self);
        predecessors.get(self).add(from);
        successors.get(self).add(to);
        predecessors.get(to).add(self);
    }

    private static void checkStep(
            GeoFeatures.LaneFeature path, String key, GeoFeatures.LaneFeature first, GeoFeatures.LaneFeature second)
            throws ZoneException {
        if (walked(first.kind()) ? !walked(second.kind()) : first.kind() != second.kind()) {
            throw path.properties()
                    .refuse(
                            key,
                            "kinds differ: " + first.id() + "=" + first.kind() + ", " + second.id() + "="
                                    + second.kind());
        }
        Polyline end = first.line();
        Polyline start = second.line();
        double gap =
                Math.hypot(end.eastM(end.size() - 1) - start.eastM(0), end.northM(end.size() - 1) - start.northM(0));
        if (gap > GAP_MAX_M) {
            throw path.properties()
                    .refuse(
                            key,
                            "gap between lanes: end=" + first.id() + ", start=" + second.id() + ", gap_m="
                                    + Math.round(gap * 10) / 10.0 + ", limit=" + Fields.plain(GAP_MAX_M));
        }
    }

    private static boolean walked(LaneKind kind) {
        return kind == LaneKind.SIDEWALK || kind == LaneKind.CROSSWALK;
    }

    private Lane lane(int index) throws ZoneException {
        GeoFeatures.LaneFeature feature = features.get(index);
        Fields properties = feature.properties();
        boolean open = !properties.has("junction");
        String road = open ? properties.text("road") : feature.id();
        int number = open ? properties.whole("lane", 0, LANES_MAX) : 0;
        return new Lane(
                index,
                feature.id(),
                road,
                number,
                feature.kind() == LaneKind.CROSSWALK || !open ? junction(properties) : null,
                feature.kind(),
                feature.line(),
                properties.positive("width_m", WIDTH_MAX_M),
                properties.positive("speed_limit_mps", SPEED_MAX_MPS),
                successors.get(index),
                predecessors.get(index),
                open ? neighbour(road, number + 1, feature.kind()) : -1,
                open ? neighbour(road, number - 1, feature.kind()) : -1,
                open || feature.kind() == LaneKind.CROSSWALK ? TurnDirection.STRAIGHT : properties.word("turn", TURNS),
                signal(properties),
                yieldsTo(properties),
                List.of());
    }

    private String junction(Fields properties) throws ZoneException {
        String junction = properties.text("junction");
        if (!junctions.contains(junction)) {
            throw properties.refuse("junction", "dangling reference: junction=" + junction + ", no such junction");
        }
        return junction;
    }

    private @Nullable SignalRef signal(Fields properties) throws ZoneException {
        if (!properties.has("signal")) {
            return null;
        }
        Fields signal = Fields.of(properties.node("signal"), SIGNAL_KEYS);
        String id = signal.text("controller");
        SignalController controller = signals.get(id);
        if (controller == null) {
            throw signal.refuse("controller", "dangling reference: controller=" + id + ", no such signal controller");
        }
        List<SignalController.Phase> phases = controller.phases();
        int last = phases.isEmpty() ? LINK_MAX : phases.getFirst().state().length() - 1;
        return new SignalRef(id, signal.whole("link", 0, last));
    }

    private List<Integer> yieldsTo(Fields properties) throws ZoneException {
        if (!properties.has("yields_to")) {
            return List.of();
        }
        List<Integer> indices = new ArrayList<>();
        for (SourceNode node : properties.list("yields_to")) {
            String id = Fields.text("yields_to", node);
            Integer other = indexOf.get(id);
            if (other == null) {
                throw node.refuse("dangling reference: yields_to=" + id + ", no such lane");
            }
            Fields others = features.get(other).properties();
            if (!others.has("junction") || !others.text("junction").equals(properties.text("junction"))) {
                throw node.refuse(
                        "not in the same junction: yields_to=" + id + ", junction=" + properties.text("junction"));
            }
            indices.add(other);
        }
        return indices;
    }

    private int index(Fields properties, String key, String id) throws ZoneException {
        Integer index = indexOf.get(id);
        if (index == null) {
            throw properties.refuse(key, "dangling reference: " + key + "=" + id + ", no such lane");
        }
        return index;
    }

    private int neighbour(String road, int number, LaneKind kind) {
        Integer index = besides.get(beside(road, number));
        return index == null || features.get(index).kind() != kind ? -1 : index;
    }

    private static String beside(String road, int number) {
        return road + " " + number;
    }
}
