package io.yunkong.map.road;

import io.yunkong.map.geo.MapProjection;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the roads of an OpenDRIVE map (ASAM OpenDRIVE 1.4 to 1.8, {@code .xodr}) as they are written. Heights, superelevation, road marks and
 * railways are not looked at; signals and objects are dropped and counted.
 */
final class OpenDriveReader {
    private static final int ROADS_MAX = 100_000;
    private static final double LENGTH_MAX_M = 100_000;
    private static final double CURVATURE_MAX = 10;
    private static final double TURN_MAX_RAD = 200;
    private static final double GAP_MAX_M = 0.5;

    private final MapXml xml;
    private final String file;
    private @Nullable Network network;
    private @Nullable ProjectedPlane plane;
    private final Map<String, OpenDriveRoad> roads = new LinkedHashMap<>();
    private final List<OpenDriveRoad.Connection> connections = new ArrayList<>();

    private OpenDriveReader(String file, MapXml xml) {
        this.file = file;
        this.xml = xml;
    }

    static Network read(String file, Reader source) throws ZoneException {
        try (MapXml xml = MapXml.open(file, source, "OpenDRIVE", "an OpenDRIVE map")) {
            return new OpenDriveReader(file, xml).read();
        }
    }

    private Network read() throws ZoneException {
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "header" -> header();
                case "road" -> road();
                case "junction" -> junction();
                case "controller" -> {
                    located().drop("signal controllers (not read)");
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
        Network read = located();
        if (plane != null) {
            new OpenDriveNetwork(read, plane, roads, connections).fill();
        }
        return read;
    }

    private Network located() throws ZoneException {
        if (network == null) {
            throw xml.refuse("no header before the first road: element=header");
        }
        return network;
    }

    private void header() throws ZoneException {
        double major = xml.number("revMajor", 1);
        if (major != 1) {
            throw xml.refuse("revision not known: revMajor=" + Fields.plain(major) + ", accepted=1");
        }
        String words = xml.text("name") + " " + xml.text("vendor");
        String told = "";
        double[] offset = new double[3];
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "geoReference" -> told = xml.content();
                case "offset" -> {
                    offset = new double[] {xml.number("x", 0), xml.number("y", 0), xml.number("hdg", 0)};
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
        if (told.isEmpty()) {
            throw xml.refuse("no geoReference: the map does not tell where on the earth it lies");
        }
        try {
            plane = new ProjectedPlane(MapProjection.parse(told), offset[0], offset[1], offset[2]);
        } catch (IllegalArgumentException e) {
            throw xml.refuse(String.valueOf(e.getMessage()).replace("; map refused", ""));
        }
        network = new Network(file, "OpenDRIVE map", told);
        network.suspectDatum(words);
    }

    private void road() throws ZoneException {
        Network into = located();
        String id = xml.id("id");
        double length = length("length");
        String junction = xml.text("junction").equals("-1") ? "" : xml.text("junction");
        boolean leftHand = xml.text("rule").equals("LHT");
        OpenDriveRoad.Neighbour[] ends = new OpenDriveRoad.Neighbour[2];
        List<PlanPiece> plan = new ArrayList<>();
        List<Cubics.Piece> offset = new ArrayList<>();
        List<OpenDriveRoad.Section> sections = new ArrayList<>();
        List<OpenDriveRoad.Limit> limits = new ArrayList<>();
        int line = xml.line();
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "link" -> ends = ends();
                case "planView" -> plan(plan);
                case "type" -> limit(limits);
                case "lanes" -> new OpenDriveLaneReader(xml, into).read(offset, sections);
                case "objects" -> count("object", "objects such as crosswalks (not read)");
                case "signals" -> count("signal", "signals (not read)");
                default -> xml.skip();
            }
        }
        plan.sort(Comparator.comparingDouble(PlanPiece::sM));
        sections.sort(Comparator.comparingDouble(OpenDriveRoad.Section::sM));
        limits.sort(Comparator.comparingDouble(OpenDriveRoad.Limit::sM));
        if (plan.isEmpty() || sections.isEmpty() || length <= 0) {
            into.drop("roads without a reference line or lanes");
            return;
        }
        checkGaps(plan);
        OpenDriveRoad read = new OpenDriveRoad(
                id, length, junction, leftHand, ends[0], ends[1], plan, Cubics.sorted(offset), sections, limits);
        if (roads.size() == ROADS_MAX) {
            throw new ZoneException(file, line, "too many roads: limit=" + ROADS_MAX + "; map refused");
        }
        if (roads.putIfAbsent(id, read) != null) {
            throw new ZoneException(file, line, "duplicate road: id=" + id + "; map refused");
        }
    }

    private void checkGaps(List<PlanPiece> plan) throws ZoneException {
        for (int i = 0; i + 1 < plan.size(); i++) {
            PlanPiece next = plan.get(i + 1);
            PlanPiece.Pose end = plan.get(i).at(next.sM());
            if (Math.hypot(end.xM() - next.xM(), end.yM() - next.yM()) > GAP_MAX_M) {
                located().warn("reference line with a gap above 0.5 m");
            }
        }
    }

    private OpenDriveRoad.Neighbour[] ends() throws ZoneException {
        OpenDriveRoad.Neighbour[] ends = new OpenDriveRoad.Neighbour[2];
        int depth = xml.depth();
        while (xml.child(depth)) {
            int end = xml.element().equals("predecessor") ? 0 : xml.element().equals("successor") ? 1 : -1;
            if (end >= 0 && !xml.text("elementId").isEmpty()) {
                ends[end] = new OpenDriveRoad.Neighbour(
                        xml.text("elementType").equals("junction"),
                        xml.text("elementId"),
                        !xml.text("contactPoint").equals("end"));
            }
            xml.skip();
        }
        return ends;
    }

    private void plan(List<PlanPiece> plan) throws ZoneException {
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("geometry")) {
                geometry(plan);
            } else {
                xml.skip();
            }
        }
    }

    private void geometry(List<PlanPiece> plan) throws ZoneException {
        double s = xml.number("s");
        double x = xml.number("x");
        double y = xml.number("y");
        double heading = xml.number("hdg");
        double length = length("length");
        PlanPiece.Shape shape = null;
        int depth = xml.depth();
        while (xml.child(depth)) {
            PlanPiece.Shape told = shape(length);
            shape = told == null ? shape : told;
            xml.skip();
        }
        if (shape == null) {
            throw xml.refuse("geometry not known: accepted=line arc spiral poly3 paramPoly3");
        }
        if (length > 0) {
            plan.add(new PlanPiece(s, x, y, heading, length, shape));
        } else {
            located().drop("reference lines without a length");
        }
    }

    private PlanPiece.@Nullable Shape shape(double length) throws ZoneException {
        return switch (xml.element()) {
            case "line" -> new PlanPiece.Line();
            case "arc" -> new PlanPiece.Arc(curvature("curvature", length));
            case "spiral" -> new PlanPiece.Spiral(curvature("curvStart", length), curvature("curvEnd", length));
            case "poly3" -> new PlanPiece.Poly3(formula("a", "b", "c", "d"));
            case "paramPoly3" ->
                new PlanPiece.ParamPoly3(
                        formula("aU", "bU", "cU", "dU"), formula("aV", "bV", "cV", "dV"), normalized());
            default -> null;
        };
    }

    private Cubics.Piece formula(String a, String b, String c, String d) throws ZoneException {
        return new Cubics.Piece(0, xml.number(a), xml.number(b), xml.number(c), xml.number(d));
    }

    private boolean normalized() throws ZoneException {
        return switch (xml.text("pRange")) {
            case "", "normalized" -> true; // what the standard assumes when it is not told
            case "arcLength" -> false;
            default ->
                throw xml.refuse("value not known: attribute=pRange, value=" + MapXml.printable(xml.text("pRange"), 20)
                        + ", accepted=arcLength normalized");
        };
    }

    private double curvature(String attribute, double length) throws ZoneException {
        double curvature = xml.number(attribute);
        if (Math.abs(curvature) > CURVATURE_MAX || Math.abs(curvature) * length > TURN_MAX_RAD) {
            throw xml.refuse("value out of range: attribute=" + attribute + ", value=" + curvature + ", limit=+-"
                    + Fields.plain(CURVATURE_MAX) + " and " + Fields.plain(TURN_MAX_RAD) + " rad in all");
        }
        return curvature;
    }

    private double length(String attribute) throws ZoneException {
        double length = xml.number(attribute);
        if (!(length >= 0 && length <= LENGTH_MAX_M)) {
            throw xml.refuse("value out of range: attribute=" + attribute + ", value=" + length + ", limit=[0, "
                    + Fields.plain(LENGTH_MAX_M) + "]");
        }
        return length;
    }

    private void limit(List<OpenDriveRoad.Limit> limits) throws ZoneException {
        double s = xml.number("s", 0);
        double speed = Double.NaN;
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("speed")) {
                speed = OpenDriveLaneReader.speed(xml);
            }
            xml.skip();
        }
        limits.add(new OpenDriveRoad.Limit(s, speed));
    }

    private void count(String element, String reason) throws ZoneException {
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals(element)) {
                located().drop(reason);
            }
            xml.skip();
        }
    }

    private void junction() throws ZoneException {
        String id = xml.id("id");
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("connection")) {
                connection(id);
            } else {
                xml.skip();
            }
        }
    }

    private void connection(String junction) throws ZoneException {
        String incoming = xml.text("incomingRoad");
        String connecting = xml.text("connectingRoad").isEmpty() ? xml.text("linkedRoad") : xml.text("connectingRoad");
        boolean atStart = !xml.text("contactPoint").equals("end");
        List<int[]> lanes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("laneLink")) {
                lanes.add(new int[] {OpenDriveLaneReader.laneId(xml, "from"), OpenDriveLaneReader.laneId(xml, "to")});
            }
            xml.skip();
        }
        if (connections.size() == Network.ELEMENTS_MAX) {
            throw xml.refuse("too many connections: limit=" + Network.ELEMENTS_MAX);
        }
        connections.add(new OpenDriveRoad.Connection(junction, incoming, connecting, atStart, lanes));
    }
}
