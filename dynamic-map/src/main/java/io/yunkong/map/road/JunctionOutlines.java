package io.yunkong.map.road;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** The areas of the junctions of an imported map. */
final class JunctionOutlines {
    private JunctionOutlines() {}

    /** As the map tells them; those that have none, or one that crosses itself, are drawn around their ways. */
    static List<Junction> of(Network network, List<LaneDraft> lanes, LocalPlane plane) {
        List<Junction> junctions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Network.Area area : network.areas) {
            Polyline outline = LinePoints.of(area.outline(), plane).ring();
            if (outline != null && outline.crossesItself()) {
                network.warn("outline of a junction crosses itself: drawn around its ways");
            } else if (outline != null && Network.isId(area.id()) && ids.add(area.id())) {
                junctions.add(new Junction(area.id(), outline));
            }
        }
        Map<String, List<LaneDraft>> undrawn = new LinkedHashMap<>();
        for (LaneDraft lane : lanes) {
            if (lane.junction != null && !ids.contains(lane.junction)) {
                undrawn.computeIfAbsent(lane.junction, _ -> new ArrayList<>()).add(lane);
            }
        }
        undrawn.forEach((id, ways) -> junctions.add(new Junction(id, around(ways))));
        return junctions;
    }

    /** The smallest area without dents that holds the ways with their widths. */
    private static Polyline around(List<LaneDraft> ways) {
        List<Coordinate> corners = new ArrayList<>();
        for (LaneDraft way : ways) {
            double half = way.widthM / 2;
            for (int i = 0; i < way.line.size(); i++) {
                corners.add(new Coordinate(way.line.eastM(i) - half, way.line.northM(i) - half));
                corners.add(new Coordinate(way.line.eastM(i) - half, way.line.northM(i) + half));
                corners.add(new Coordinate(way.line.eastM(i) + half, way.line.northM(i) - half));
                corners.add(new Coordinate(way.line.eastM(i) + half, way.line.northM(i) + half));
            }
        }
        Coordinate[] hull = new ConvexHull(corners.toArray(Coordinate[]::new), new GeometryFactory())
                .getConvexHull()
                .getCoordinates();
        return new Polyline(
                Arrays.stream(hull).mapToDouble(Coordinate::getX).toArray(),
                Arrays.stream(hull).mapToDouble(Coordinate::getY).toArray());
    }
}
