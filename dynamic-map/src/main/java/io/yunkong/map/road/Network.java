package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A road network as an importer found it, in degrees, before anything is linked: what SUMO networks and lane maps made from them have in
 * common. What the importer left out is counted by reason. One owner.
 */
public final class Network {
    /** More than this is no test zone. */
    static final int ELEMENTS_MAX = 500_000;
    /** Longest id, characters: two of them and a sign are the id of a path in a zone file. */
    static final int ID_MAX = 90;

    private static final int LANES_MAX = 40;

    private static final Pattern SHIFTED =
            Pattern.compile("gcj|amap|autonavi|gaode|tencent|baidu|bd-?09|mars|高德|腾讯|百度|火星", Pattern.CASE_INSENSITIVE);

    /** What a lane is part of. */
    public enum Function {
        ROAD,
        JUNCTION_PATH,
        CROSSING,
        WALKING_AREA
    }

    /**
     * @param edge the directed road whose lanes lie side by side
     * @param index 0 = rightmost of the road
     * @param junction id of the junction it is part of; empty on open road
     * @param places two or more; of a walking area its outline
     */
    public record SourceLane(
            String id,
            String edge,
            int index,
            Function function,
            String junction,
            LaneKind kind,
            double widthM,
            double speedMps,
            Places places) {}

    /**
     * @param via junction paths in the order of travel, none = the map does not tell the way
     * @param junction id of the junction, empty = that of the first path, or none
     * @param turn null = the map does not tell: by the directions of the lanes
     */
    public record Link(
            String from,
            String to,
            List<String> via,
            String junction,
            @Nullable TurnDirection turn,
            @Nullable SignalRef signal) {
        public Link {
            via = List.copyOf(via);
        }
    }

    /** The outline of a junction. */
    record Area(String id, Places outline) {}

    /** Places in degrees, none twice in a row. */
    public static final class Places {
        private double[] degrees = new double[8];
        private int size;

        public void add(double latitudeDeg, double longitudeDeg) {
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

        public int size() {
            return size;
        }

        public double latitude(int index) {
            return degrees[2 * index];
        }

        public double longitude(int index) {
            return degrees[2 * index + 1];
        }
    }

    final String file;

    final String format;
    final String datum;
    final Map<String, SourceLane> lanes = new LinkedHashMap<>();
    final List<Link> links = new ArrayList<>();
    /** Last junction path of a link to the one that it goes on into. */
    final Map<String, String> continuations = new LinkedHashMap<>();

    final List<Area> areas = new ArrayList<>();
    final List<SignalController> signals = new ArrayList<>();
    /** Signal of a crosswalk by its lane. */
    final Map<String, SignalRef> crossingSignals = new LinkedHashMap<>();
    /** Junction path or crosswalk to those that have right of way over it. */
    final Map<String, List<String>> yields = new LinkedHashMap<>();

    private final Set<String> numbers = new HashSet<>();
    private final Map<String, Integer> dropped = new TreeMap<>();
    private final Map<String, Integer> warnings = new TreeMap<>();

    /**
     * @param format what kind of map it is, as people call it
     * @param datum how the file says where on the earth it lies
     */
    public Network(String file, String format, String datum) {
        this.file = file;
        this.format = format;
        this.datum = datum;
    }

    /** The signal head of a crosswalk. */
    public void signal(String crossing, SignalRef head) {
        crossingSignals.put(crossing, head);
    }

    /** Counts a map whose words name a source of shifted coordinates; degrees alone do not tell. */
    void suspectDatum(String words) {
        if (SHIFTED.matcher(words).find()) {
            warn("looks like GCJ-02 or BD-09: the map names a source that shifts coordinates by hundreds of metres");
        }
    }

    /** Something was taken otherwise than it is written, or was not written and had to be assumed. */
    public void warn(String what) {
        warnings.merge(what, 1, Integer::sum);
    }

    /** A speed limit, or when none is told (NaN) the one assumed: 50 km/h, 25 km/h for bicycles, 3 m/s on foot. */
    public double speedOr(double toldMps, LaneKind kind) {
        if (toldMps > 0) {
            return toldMps;
        }
        return switch (kind) {
            case VEHICLE -> {
                warn("no speed limit told: 50 km/h assumed");
                yield 50 / 3.6;
            }
            case BICYCLE -> 25 / 3.6;
            case SIDEWALK, CROSSWALK -> 3;
        };
    }

    Map<String, Integer> warnings() {
        return warnings;
    }

    /**
     * An element is left out.
     *
     * @param reason what is wrong with it, in words that hold for all of its like
     */
    public void drop(String reason) {
        dropped.merge(reason, 1, Integer::sum);
    }

    Map<String, Integer> dropped() {
        return dropped;
    }

    /** @throws ZoneException when its id is no good or there already, or there are too many */
    public void add(SourceLane lane, int line) throws ZoneException {
        if (lanes.size() == ELEMENTS_MAX) {
            throw new ZoneException(file, line, "too many lanes: limit=" + ELEMENTS_MAX + "; map refused");
        }
        String around = lane.function() == Function.ROAD ? lane.edge() : lane.junction();
        if (!isId(lane.id()) || !isId(around)) {
            throw new ZoneException(
                    file,
                    line,
                    "bad id of a lane, its road or junction: length="
                            + lane.id().length() + "/" + around.length() + ", limit=1.." + ID_MAX + "; map refused");
        }
        if (lane.function() == Function.ROAD
                && (lane.index() < 0 || lane.index() > LANES_MAX || !numbers.add(lane.edge() + " " + lane.index()))) {
            throw new ZoneException(
                    file,
                    line,
                    "bad lane number, or told twice: id=" + lane.id() + ", number=" + lane.index() + ", limit=0.."
                            + LANES_MAX + "; map refused");
        }
        if (lanes.putIfAbsent(lane.id(), lane) != null) {
            throw new ZoneException(file, line, "duplicate lane: id=" + lane.id() + "; map refused");
        }
    }

    /** @throws ZoneException when there are too many */
    public void add(Link link, int line) throws ZoneException {
        if (links.size() == ELEMENTS_MAX) {
            throw new ZoneException(file, line, "too many connections: limit=" + ELEMENTS_MAX + "; map refused");
        }
        links.add(link);
    }

    /** Whether a text can be an id in a zone. */
    static boolean isId(String text) {
        return !text.isBlank() && text.length() <= ID_MAX;
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
