package io.yunkong.map.road;

import io.yunkong.map.geo.MapProjection;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a network of the traffic simulator Eclipse SUMO ({@code .net.xml}, versions 1.x; https://sumo.dlr.de/docs/Networks/SUMO_Road_Networks.html)
 * element by element, without external entities. Lanes that neither road vehicles, bicycles nor pedestrians may use are dropped and counted.
 */
final class SumoNetwork {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final double WIDTH_DEFAULT_M = 3.2;

    private final String file;
    private final MapXml xml;
    private @Nullable Network network;
    private @Nullable MapProjection projection;
    private double offsetEastM;
    private double offsetNorthM;
    private String edge = "";
    private String function = "";
    private String controller = "";
    private double controllerOffsetS;
    private List<SignalController.Phase> phases = new ArrayList<>();
    private final List<String> junctionLanes = new ArrayList<>();
    private final Map<String, Integer> programmes = new HashMap<>();

    private SumoNetwork(String file, MapXml xml) {
        this.file = file;
        this.xml = xml;
    }

    static Network read(String file, Reader source) throws ZoneException {
        try (MapXml xml = MapXml.open(file, source, "net", "a SUMO network")) {
            return new SumoNetwork(file, xml).read();
        }
    }

    private Network read() throws ZoneException {
        while (xml.next()) {
            if (xml.starts()) {
                start(xml.element());
            } else {
                end(xml.element());
            }
        }
        return located();
    }

    private void start(String element) throws ZoneException {
        switch (element) {
            case "location" -> location();
            case "edge" -> {
                edge = xml.text("id");
                function = xml.text("function");
            }
            case "lane" -> lane();
            case "junction" -> junction();
            case "request" -> request();
            case "tlLogic" -> {
                controller = xml.text("id");
                controllerOffsetS = xml.number("offset", 0);
                phases = new ArrayList<>();
            }
            case "phase" -> phase();
            case "connection" -> connection();
            case "roundabout", "net", "type", "param", "neigh", "stopOffset", "prohibition" -> {}
            default -> located().drop("elements not known");
        }
    }

    private void end(String element) throws ZoneException {
        if (element.equals("tlLogic")) {
            if (programmes.merge(controller, 1, Integer::sum) > 1) {
                located().drop("further programmes of a signal controller");
            } else if (phases.isEmpty() || !Network.isId(controller)) {
                located().drop("signal controllers without phases or id");
            } else {
                located().signals.add(programme());
            }
        }
    }

    private SignalController programme() {
        double cycle = new SignalController(controller, 0, phases).cycleS();
        double offset = controllerOffsetS - cycle * Math.floor(controllerOffsetS / cycle);
        return new SignalController(controller, offset < cycle ? offset : 0, phases);
    }

    private void location() throws ZoneException {
        String told = xml.text("projParameter");
        try {
            projection = MapProjection.parse(told);
        } catch (IllegalArgumentException e) {
            throw xml.refuse(String.valueOf(e.getMessage()).replace("; map refused", ""));
        }
        double[] offset = numbers(xml.text("netOffset"), "netOffset");
        if (offset.length != 2) {
            throw xml.refuse("bad offset: attribute=netOffset, numbers=" + offset.length + ", expected=2");
        }
        offsetEastM = offset[0];
        offsetNorthM = offset[1];
        network = new Network(file, "SUMO network", told);
    }

    private void lane() throws ZoneException {
        Network into = located();
        String id = xml.text("id");
        Network.Function use = switch (function) {
            case "internal" -> Network.Function.JUNCTION_PATH;
            case "crossing" -> Network.Function.CROSSING;
            case "walkingarea" -> Network.Function.WALKING_AREA;
            default -> Network.Function.ROAD;
        };
        LaneKind kind =
                use == Network.Function.CROSSING ? LaneKind.CROSSWALK : Network.kind(words("allow"), words("disallow"));
        double speed = xml.number("speed", -1);
        Network.Places places = places(xml.text("shape"), id);
        if (kind == null || function.equals("connector")) {
            into.drop("lanes closed to road users");
        } else if (places.size() < 2) {
            into.drop("lanes without a length");
        } else if (!(speed > 0)) {
            into.drop("lanes without a speed");
        } else {
            double width = xml.number("width", WIDTH_DEFAULT_M);
            int index = (int) xml.number("index", 0);
            into.add(
                    new Network.SourceLane(
                            id,
                            edge,
                            index,
                            use,
                            use == Network.Function.ROAD ? "" : Network.junctionOf(edge),
                            kind,
                            width,
                            speed,
                            places),
                    xml.line());
        }
    }

    private void junction() throws ZoneException {
        junctionLanes.clear();
        String type = xml.text("type");
        if (type.equals("internal")) {
            return;
        }
        junctionLanes.addAll(words("intLanes"));
        Network.Places outline = places(xml.text("shape"), xml.text("id"));
        if (outline.size() >= 3) {
            located().areas.add(new Network.Area(xml.text("id"), outline));
        } else if (!type.equals("dead_end")) {
            located().drop("junctions without an area");
        }
    }

    /** The last letter of a response is of link 0. */
    private void request() throws ZoneException {
        int index = (int) xml.number("index", -1);
        if (index < 0 || index >= junctionLanes.size()) {
            located().drop("right-of-way rows of no link");
            return;
        }
        String response = xml.text("response");
        List<String> over = new ArrayList<>();
        for (int i = 0; i < Math.min(response.length(), junctionLanes.size()); i++) {
            if (response.charAt(response.length() - 1 - i) == '1') {
                over.add(junctionLanes.get(i));
            }
        }
        if (!over.isEmpty()) {
            located().yields.put(junctionLanes.get(index), over);
        }
    }

    private void phase() throws ZoneException {
        double duration = xml.number("duration", 0);
        String state = letters(xml.text("state"));
        if (!(duration > 0 && duration <= 600) || state.isEmpty()) {
            located().drop("signal phases without a duration or state");
        } else if (!phases.isEmpty() && phases.getFirst().state().length() != state.length()) {
            located().drop("signal phases of another number of links");
        } else {
            phases.add(new SignalController.Phase(duration, state));
        }
    }

    /** Off and flashing leaves the decision to who yields to whom, as permissive green does; red with yellow and stop-then-go are red. */
    private static String letters(String state) {
        return state.replaceAll("[oO]", "g")
                .replaceAll("[us]", "r")
                .replace('Y', 'y')
                .replaceAll("[^Ggyr]", "r");
    }

    private void connection() throws ZoneException {
        Network into = located();
        String from = xml.text("from") + "_" + xml.text("fromLane");
        String to = xml.text("to") + "_" + xml.text("toLane");
        String via = xml.text("via");
        String tls = xml.text("tl");
        int link = (int) xml.number("linkIndex", -1);
        SignalRef signal = tls.isEmpty() || link < 0 ? null : new SignalRef(tls, link);
        Network.SourceLane first = into.lanes.get(from);
        Network.SourceLane last = into.lanes.get(to);
        if (first == null || last == null) {
            into.drop("connections of lanes left out");
        } else if (last.function() == Network.Function.CROSSING) {
            if (signal != null) {
                into.crossingSignals.put(to, signal);
            }
        } else if (first.function() == Network.Function.JUNCTION_PATH) {
            if (!via.isEmpty()) {
                into.continuations.put(from, via);
            }
        } else if (first.function() == Network.Function.ROAD && last.function() == Network.Function.ROAD) {
            into.add(
                    new Network.Link(
                            from,
                            to,
                            via.isEmpty() ? List.of() : List.of(via),
                            "",
                            Network.turn(xml.text("dir")),
                            signal),
                    xml.line());
        }
        // the others lead into and out of walking areas, which are linked by their places
    }

    private Network located() throws ZoneException {
        if (network == null) {
            throw xml.refuse("no location before the first lane: element=location");
        }
        return network;
    }

    private Network.Places places(String shape, String owner) throws ZoneException {
        located();
        Network.Places places = new Network.Places();
        for (String point : SPACES.split(shape, -1)) {
            if (point.isEmpty() || projection == null) {
                continue;
            }
            double[] metres = numbers(point, "shape of " + owner);
            if (metres.length < 2 || metres.length > 3) {
                throw xml.refuse("bad point: attribute=shape, owner=" + owner + ", numbers=" + metres.length
                        + ", expected=2 or 3");
            }
            double east = metres[0] - offsetEastM;
            double north = metres[1] - offsetNorthM;
            if (!projection.covers(east, north)) {
                throw xml.refuse("outside the projection: owner=" + owner + ", east_m=" + Math.round(east)
                        + ", north_m=" + Math.round(north));
            }
            double[] degrees = projection.degrees(east, north);
            places.add(degrees[0], degrees[1]);
        }
        return places;
    }

    private double[] numbers(String text, String name) throws ZoneException {
        String[] words = text.split(",", -1);
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = xml.parsed(words[i], name);
        }
        return numbers;
    }

    private List<String> words(String attribute) {
        String text = xml.text(attribute).strip();
        return text.isEmpty() ? List.of() : List.of(SPACES.split(text, -1));
    }
}
