package io.yunkong.map.road;

import io.yunkong.map.geo.MapProjection;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a network of the traffic simulator Eclipse SUMO ({@code .net.xml}, versions 1.x; https://sumo.dlr.de/docs/Networks/SUMO_Road_Networks.html)
 * element by element, without external entities. Lanes that neither road vehicles, bicycles nor pedestrians may use are dropped and counted.
 */
final class SumoNetwork {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final double WIDTH_DEFAULT_M = 3.2;

    private final String file;
    private final XMLStreamReader xml;
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

    private SumoNetwork(String file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
    }

    static Network read(String file, Reader source) throws ZoneException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(source);
            try {
                return new SumoNetwork(file, xml).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new ZoneException(file, line, "not XML: the document is cut off or broken here; map refused");
        }
    }

    private Network read() throws XMLStreamException, ZoneException {
        boolean root = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!root && !xml.getLocalName().equals("net")) {
                    throw refuse("not a SUMO network: root=" + xml.getLocalName() + ", expected=net");
                }
                root = true;
                start(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml.getLocalName());
            }
        }
        return located();
    }

    private void start(String element) throws ZoneException {
        switch (element) {
            case "location" -> location();
            case "edge" -> {
                edge = text("id");
                function = text("function");
            }
            case "lane" -> lane();
            case "junction" -> junction();
            case "request" -> request();
            case "tlLogic" -> {
                controller = text("id");
                controllerOffsetS = number("offset", 0);
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
            } else if (phases.isEmpty()) {
                located().drop("signal controllers without phases");
            } else {
                located().signals.add(new SignalController(controller, controllerOffsetS, phases));
            }
        }
    }

    private void location() throws ZoneException {
        String told = text("projParameter");
        try {
            projection = MapProjection.parse(told);
        } catch (IllegalArgumentException e) {
            throw refuse(String.valueOf(e.getMessage()).replace("; map refused", ""));
        }
        double[] offset = numbers(text("netOffset"), "netOffset");
        if (offset.length != 2) {
            throw refuse("bad offset: attribute=netOffset, numbers=" + offset.length + ", expected=2");
        }
        offsetEastM = offset[0];
        offsetNorthM = offset[1];
        network = new Network(file, told);
    }

    private void lane() throws ZoneException {
        Network into = located();
        String id = text("id");
        Network.Function use = switch (function) {
            case "internal" -> Network.Function.JUNCTION_PATH;
            case "crossing" -> Network.Function.CROSSING;
            case "walkingarea" -> Network.Function.WALKING_AREA;
            default -> Network.Function.ROAD;
        };
        LaneKind kind =
                use == Network.Function.CROSSING ? LaneKind.CROSSWALK : Network.kind(words("allow"), words("disallow"));
        double speed = number("speed", -1);
        Network.Places places = places(text("shape"), id);
        if (kind == null || function.equals("connector")) {
            into.drop("lanes closed to road users");
        } else if (places.size() < 2) {
            into.drop("lanes without a length");
        } else if (!(speed > 0)) {
            into.drop("lanes without a speed");
        } else {
            double width = number("width", WIDTH_DEFAULT_M);
            int index = (int) number("index", 0);
            into.add(
                    new Network.SourceLane(id, edge, index, use, kind, width, speed, places),
                    xml.getLocation().getLineNumber());
        }
    }

    private void junction() throws ZoneException {
        junctionLanes.clear();
        String type = text("type");
        if (type.equals("internal")) {
            return;
        }
        junctionLanes.addAll(words("intLanes"));
        Network.Places outline = places(text("shape"), text("id"));
        if (outline.size() >= 3) {
            located().areas.add(new Network.Area(text("id"), outline));
        } else if (!type.equals("dead_end")) {
            located().drop("junctions without an area");
        }
    }

    /** The last letter of a response is of link 0. */
    private void request() throws ZoneException {
        int index = (int) number("index", -1);
        if (index < 0 || index >= junctionLanes.size()) {
            located().drop("right-of-way rows of no link");
            return;
        }
        String response = text("response");
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
        double duration = number("duration", 0);
        String state = text("state");
        if (!(duration > 0 && duration <= 600) || state.isEmpty()) {
            located().drop("signal phases without a duration or state");
        } else {
            phases.add(new SignalController.Phase(duration, state));
        }
    }

    private void connection() throws ZoneException {
        Network into = located();
        String from = text("from") + "_" + text("fromLane");
        String to = text("to") + "_" + text("toLane");
        String via = text("via");
        String tls = text("tl");
        int link = (int) number("linkIndex", -1);
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
                    new Network.Link(from, to, via, Network.turn(text("dir")), signal),
                    xml.getLocation().getLineNumber());
        }
        // the others lead into and out of walking areas, which are linked by their places
    }

    private Network located() throws ZoneException {
        if (network == null) {
            throw refuse("no location before the first lane: element=location");
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
                throw refuse("bad point: attribute=shape, owner=" + owner + ", numbers=" + metres.length
                        + ", expected=2 or 3");
            }
            double[] degrees = projection.degrees(metres[0] - offsetEastM, metres[1] - offsetNorthM);
            places.add(degrees[0], degrees[1]);
        }
        return places;
    }

    private double[] numbers(String text, String name) throws ZoneException {
        String[] words = text.split(",", -1);
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = parsed(words[i], name);
        }
        return numbers;
    }

    private double number(String attribute, double absent) throws ZoneException {
        String text = text(attribute);
        return text.isEmpty() ? absent : parsed(text, attribute);
    }

    private double parsed(String text, String name) throws ZoneException {
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= 1e9) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw refuse("not a number: attribute=" + name + ", value=" + text);
    }

    private List<String> words(String attribute) {
        String text = text(attribute).strip();
        return text.isEmpty() ? List.of() : List.of(SPACES.split(text, -1));
    }

    private String text(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    private ZoneException refuse(String reason) {
        return new ZoneException(file, xml.getLocation().getLineNumber(), reason + "; map refused");
    }
}
