package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A road network as an importer found it, in degrees, before anything is linked: what SUMO networks and lane maps made from them have in
 * common. What the importer left out is counted by reason.
 */
final class Network {
    /** More than this is no test zone. */
    static final int ELEMENTS_MAX = 500_000;

    /** What a lane is part of. */
    enum Function {
        ROAD,
        JUNCTION_PATH,
        CROSSING,
        WALKING_AREA
    }

    /**
     * @param edge the directed road; inside a junction ":" + junction + "_" + more
     * @param places two or more; of a walking area its outline
     */
    record SourceLane(
            String id,
            String edge,
            int index,
            Function function,
            LaneKind kind,
            double widthM,
            double speedMps,
            Places places) {}

    /** @param via the first junction path, empty = none */
    record Link(
            String from,
            String to,
            String via,
            TurnDirection turn,
            @Nullable SignalRef signal) {}

    /** The outline of a junction. */
    record Area(String id, Places outline) {}

    /** Places in degrees, none twice in a row. */
    static final class Places {
        private double[] degrees = new double[8];
        private int size;

        void add(double latitudeDeg, double longitudeDeg) {
            if (size > 0 && latitudeDeg == latitude(size - 1) && longitudeDeg == longitude(size - 1)) {
                return;
            }
            if (2 * size == degrees.length) {
                degrees = Arrays.copyOf(degrees, 4 * size);
            }
            degrees[2 * size] = latitudeDeg;
            degrees[2 * size + 1] = longitudeDeg;
            size++;
        }

        int size() {
            return size;
        }

        double latitude(int index) {
            return degrees[2 * index];
        }

        double longitude(int index) {
            return degrees[2 * index + 1];
        }
    }

    final String file;

    final String datum;
    final Map<String, SourceLane> lanes = new LinkedHashMap<>();
    final List<Link> links = new ArrayList<>();
    /** Junction path to the one that it goes on into. */
    final Map<String, String> continuations = new LinkedHashMap<>();

    final List<Area> areas = new ArrayList<>();
    final List<SignalController> signals = new ArrayList<>();
    /** Signal of a crosswalk by its lane. */
    final Map<String, SignalRef> crossingSignals = new LinkedHashMap<>();
    /** Junction path or crosswalk to those that have right of way over it. */
    final Map<String, List<String>> yields = new LinkedHashMap<>();

    private final Map<String, Integer> dropped = new TreeMap<>();

    /** @param datum how the file says where on the earth it lies */
    Network(String file, String datum) {
        this.file = file;
        this.datum = datum;
    }

    void drop(String reason) {
        dropped.merge(reason, 1, Integer::sum);
    }

    Map<String, Integer> dropped() {
        return dropped;
    }

    void add(SourceLane lane, int line) throws ZoneException {
        if (lanes.size() == ELEMENTS_MAX) {
            throw new ZoneException(file, line, "too many lanes: limit=" + ELEMENTS_MAX + "; map refused");
        }
        if (lanes.putIfAbsent(lane.id(), lane) != null) {
            throw new ZoneException(file, line, "duplicate lane: id=" + lane.id() + "; map refused");
        }
    }

    void add(Link link, int line) throws ZoneException {
        if (links.size() == ELEMENTS_MAX) {
            throw new ZoneException(file, line, "too many connections: limit=" + ELEMENTS_MAX + "; map refused");
        }
        links.add(link);
    }

    /** Who may use a lane by SUMO's vehicle classes; null = nobody that the map knows. An empty list of allowed classes means everybody. */
    static @Nullable LaneKind kind(List<String> allowed, List<String> disallowed) {
        boolean everybody = allowed.isEmpty() || allowed.contains("all") || allowed.contains("*");
        if (may("passenger", everybody, allowed, disallowed)
                || may("bus", everybody, allowed, disallowed)
                || may("truck", everybody, allowed, disallowed)
                || may("taxi", everybody, allowed, disallowed)
                || may("delivery", everybody, allowed, disallowed)
                || may("emergency", everybody, allowed, disallowed)
                || may("private", everybody, allowed, disallowed)) {
            return LaneKind.VEHICLE;
        }
        if (may("bicycle", everybody, allowed, disallowed)) {
            return LaneKind.BICYCLE;
        }
        return may("pedestrian", everybody, allowed, disallowed) ? LaneKind.SIDEWALK : null;
    }

    private static boolean may(String who, boolean everybody, List<String> allowed, List<String> disallowed) {
        return everybody ? !disallowed.contains(who) && !disallowed.contains("all") : allowed.contains(who);
    }

    /** The direction of a connection: SUMO's letters. */
    static TurnDirection turn(String letter) {
        return switch (letter) {
            case "l", "L" -> TurnDirection.LEFT;
            case "r", "R" -> TurnDirection.RIGHT;
            case "t", "T" -> TurnDirection.U_TURN;
            default -> TurnDirection.STRAIGHT;
        };
    }

    /** The junction of an edge inside it: ":c_12" is of junction "c". */
    static String junctionOf(String edge) {
        int end = edge.lastIndexOf('_');
        return edge.startsWith(":") && end > 1 ? edge.substring(1, end) : edge;
    }
}
