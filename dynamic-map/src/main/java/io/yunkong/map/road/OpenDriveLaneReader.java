package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;

/** Reads the element {@code lanes} of a road of an OpenDRIVE map. */
final class OpenDriveLaneReader {
    private static final int LANE_MAX = 40;

    private final MapXml xml;
    private final Network network;

    OpenDriveLaneReader(MapXml xml, Network network) {
        this.xml = xml;
        this.network = network;
    }

    void read(List<Cubics.Piece> offset, List<OpenDriveRoad.Section> sections) throws ZoneException {
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "laneOffset" -> {
                    offset.add(cubic("s"));
                    xml.skip();
                }
                case "laneSection" -> section(sections);
                default -> xml.skip();
            }
        }
    }

    private Cubics.Piece cubic(String start) throws ZoneException {
        return new Cubics.Piece(xml.number(start), xml.number("a"), xml.number("b"), xml.number("c"), xml.number("d"));
    }

    private void section(List<OpenDriveRoad.Section> sections) throws ZoneException {
        double s = xml.number("s");
        if (xml.text("singleSide").equals("true")) {
            network.drop("lane sections of one side of a road");
            xml.skip();
            return;
        }
        List<OpenDriveRoad.Lane> lanes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("left") || xml.element().equals("right")) {
                int side = xml.depth();
                while (xml.child(side)) {
                    if (xml.element().equals("lane")) {
                        lane(lanes);
                    } else {
                        xml.skip();
                    }
                }
            } else {
                xml.skip();
            }
        }
        sections.add(new OpenDriveRoad.Section(s, lanes));
    }

    private void lane(List<OpenDriveRoad.Lane> lanes) throws ZoneException {
        int id = laneId(xml, "id");
        String type = xml.text("type");
        String direction = xml.text("direction");
        double speed = Double.NaN;
        List<Cubics.Piece> widths = new ArrayList<>();
        List<Cubics.Piece> borders = new ArrayList<>();
        List<Integer> predecessors = new ArrayList<>();
        List<Integer> successors = new ArrayList<>();
        int depth = xml.depth();
        while (xml.child(depth)) {
            switch (xml.element()) {
                case "width" -> widths.add(cubic("sOffset"));
                case "border" -> borders.add(cubic("sOffset"));
                case "speed" -> speed = Double.isNaN(speed) ? speed(xml) : speed;
                case "link" -> {
                    links(predecessors, successors);
                    continue;
                }
                default -> {}
            }
            xml.skip();
        }
        if (direction.equals("both") || type.equals("bidirectional")) {
            network.warn("lane for both directions: that of its side of the road taken");
        }
        lanes.add(new OpenDriveRoad.Lane(
                id,
                type,
                Cubics.sorted(widths),
                Cubics.sorted(borders),
                speed,
                direction.equals("reversed"),
                predecessors,
                successors));
    }

    private void links(List<Integer> predecessors, List<Integer> successors) throws ZoneException {
        int depth = xml.depth();
        while (xml.child(depth)) {
            if (xml.element().equals("predecessor")) {
                predecessors.add(laneId(xml, "id"));
            } else if (xml.element().equals("successor")) {
                successors.add(laneId(xml, "id"));
            }
            xml.skip();
        }
    }

    static int laneId(MapXml xml, String attribute) throws ZoneException {
        double id = xml.number(attribute);
        if (id != Math.rint(id) || Math.abs(id) > LANE_MAX) {
            throw xml.refuse("bad lane id: value=" + id + ", limit=+-" + LANE_MAX);
        }
        return (int) id;
    }

    static double speed(MapXml xml) throws ZoneException {
        double unit = switch (xml.text("unit")) {
            case "km/h" -> 1 / 3.6;
            case "mph" -> 0.44704;
            default -> 1;
        };
        return switch (xml.text("max")) {
            case "", "undefined" -> Double.NaN;
            case "no limit" -> OpenDriveNetwork.UNLIMITED_MPS;
            default -> xml.number("max") * unit;
        };
    }
}
