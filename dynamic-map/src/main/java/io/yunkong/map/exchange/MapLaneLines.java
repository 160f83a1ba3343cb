package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Network;
import io.yunkong.map.road.Polyline;
import io.yunkong.wire.csae.Lane;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RoadPoint;
import io.yunkong.wire.uper.DataElements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Where the lanes of a MAP message (T/CSAE 53) lie and how wide they are, told or not. What is assumed or left out is counted in the network. */
final class MapLaneLines {
    private static final double UNIT_DEG = 1e-7;
    private static final double WIDTH_ASSUMED_M = 3.5;

    private final Network network;

    MapLaneLines(Network network) {
        this.network = network;
    }

    /** The lane's own width; else its share of the link's. */
    double width(Link link, Lane lane) {
        if (lane.getLaneWidth() > 0) {
            return lane.getLaneWidth() / 100.0;
        }
        if (link.getLinkWidth() > 0) {
            return link.getLinkWidth() / 100.0 / link.getLanesCount();
        }
        network.warn("no width told: 3.5 m assumed");
        return WIDTH_ASSUMED_M;
    }

    /** The lane's own line; else the link's, moved sideways by the widths of the lanes, which are numbered from the left. */
    Network.Places places(Position3D reference, Link link, Lane lane) {
        if (lane.getPointsCount() > 0) {
            return places(reference, lane.getPointsList());
        }
        Network.Places middle = places(reference, link.getPointsList());
        if (middle.size() < 2) {
            return middle;
        }
        network.warn("no line of the lane told: the link's, moved sideways");
        List<Lane> lanes = new ArrayList<>(link.getLanesList());
        lanes.sort(Comparator.comparingInt(Lane::getLaneID));
        double all = 0;
        double before = 0;
        for (Lane other : lanes) {
            double width = width(link, other);
            all += width;
            before += other.getLaneID() < lane.getLaneID() ? width : 0;
        }
        return beside(middle, all / 2 - before - width(link, lane) / 2);
    }

    private Network.Places places(Position3D reference, List<RoadPoint> points) {
        Network.Places places = new Network.Places();
        for (RoadPoint point : points) {
            int latitude = PositionOffsets.latitude(reference, point.getPosOffset());
            int longitude = PositionOffsets.longitude(reference, point.getPosOffset());
            if (latitude == DataElements.LATITUDE_UNAVAILABLE || longitude == DataElements.LONGITUDE_UNAVAILABLE) {
                network.drop("points of a place that is not told");
            } else {
                places.add(latitude * UNIT_DEG, longitude * UNIT_DEG);
            }
        }
        return places;
    }

    /** @param leftM how far to the left */
    private static Network.Places beside(Network.Places line, double leftM) {
        Polyline middle = metres(line);
        LocalPlane plane = planeAt(line);
        Network.Places beside = new Network.Places();
        double s = 0;
        for (int i = 0; i < middle.size(); i++) {
            if (i > 0) {
                s += Math.hypot(middle.eastM(i) - middle.eastM(i - 1), middle.northM(i) - middle.northM(i - 1));
            }
            double in = middle.headingAt(Math.max(0, s - 0.001));
            double out = middle.headingAt(Math.min(middle.lengthM(), s + 0.001));
            double east = Math.sin(in) + Math.sin(out);
            double north = Math.cos(in) + Math.cos(out);
            double length = Math.max(1e-6, Math.hypot(east, north));
            double stretch = Math.min(2, 2 / length);
            double eastM = middle.eastM(i) - leftM * stretch * north / length;
            double northM = middle.northM(i) + leftM * stretch * east / length;
            beside.add(plane.latitudeDeg(eastM, northM), plane.longitudeDeg(eastM, northM));
        }
        return beside;
    }

    /** A plane in which two lines near each other can be compared. */
    private static LocalPlane planeAt(Network.Places line) {
        return new LocalPlane(Math.clamp(line.latitude(0), -85, 85), line.longitude(0));
    }

    private static Polyline metres(Network.Places line) {
        return metres(line, planeAt(line));
    }

    private static Polyline metres(Network.Places line, LocalPlane plane) {
        double[] east = new double[line.size()];
        double[] north = new double[line.size()];
        for (int i = 0; i < line.size(); i++) {
            east[i] = plane.eastM(line.latitude(i), line.longitude(i));
            north[i] = plane.northM(line.latitude(i), line.longitude(i));
        }
        return new Polyline(east, north);
    }

    /** In the order in which they lie, rightmost first, whatever their numbers; crosswalks do not count. */
    static <T> List<T> fromTheRight(List<T> lanes, Function<T, LaneKind> kind, Function<T, Network.Places> places) {
        List<T> beside = new ArrayList<>(lanes.stream()
                .filter(lane -> kind.apply(lane) != LaneKind.CROSSWALK)
                .toList());
        if (beside.size() < 2) {
            return beside;
        }
        LocalPlane plane = planeAt(places.apply(beside.getFirst()));
        Polyline first = metres(places.apply(beside.getFirst()), plane);
        beside.sort(Comparator.comparingDouble(lane -> {
            Polyline line = metres(places.apply(lane), plane);
            double half = line.lengthM() / 2;
            return first.project(line.eastAt(half), line.northAt(half)).tM();
        }));
        return beside;
    }

    /** From the end of one lane to the start of another. */
    static double gapM(Network.Places lane, Network.Places target) {
        LocalPlane plane = planeAt(target);
        int last = lane.size() - 1;
        return Math.hypot(
                plane.eastM(lane.latitude(last), lane.longitude(last)),
                plane.northM(lane.latitude(last), lane.longitude(last)));
    }
}
