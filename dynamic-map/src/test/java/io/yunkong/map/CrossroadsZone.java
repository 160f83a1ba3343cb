package io.yunkong.map;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.ParameterSetting;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A crossroads with its centre at the origin: two lanes eastward, one westward, one northward, a left turn from the westward lane to the
 * south, a crosswalk over the east-west road at 60 m east, a bridge over it at
 * 120 m east and a roadside unit that sees 200 m.
 */
public final class CrossroadsZone {
    public static final long ROADSIDE_UNIT = 0x5253_5530_3031L;

    private static final LocalPlane ORIGIN = new LocalPlane(34.8, 113.8);

    private final List<Lane> lanes = new ArrayList<>();

    private CrossroadsZone() {}

    public static Zone create() {
        return version("0123456789abcdef");
    }

    /** Another version of it, without these lanes; the others have other numbers, too. */
    public static Zone version(String version, String... without) {
        CrossroadsZone builder = new CrossroadsZone();
        builder.build();
        List<Lane> lanes = without.length == 0 ? builder.lanes : renumbered(builder.lanes, Set.of(without));
        return zone(version, ORIGIN, lanes);
    }

    /** Another version of it, with one more lane, "new". */
    public static Zone withRoad(String version, Polyline line) {
        CrossroadsZone builder = new CrossroadsZone();
        builder.build();
        builder.add("new", "new", 0, null, line, List.of(), List.of(), -1, -1, List.of());
        return zone(version, ORIGIN, builder.lanes);
    }

    /** Another version of it, where a signal head governs this lane. */
    public static Zone withSignal(String version, String laneId, SignalRef head) {
        CrossroadsZone builder = new CrossroadsZone();
        builder.build();
        builder.lanes.replaceAll(lane -> lane.id().equals(laneId) ? governed(lane, head) : lane);
        return zone(version, ORIGIN, builder.lanes);
    }

    /** Another version of it, with the same map. */
    public static Zone withParameters(String version, ParameterSetting... settings) {
        Zone zone = create();
        return new Zone(
                zone.name(),
                zone.titleZh(),
                zone.titleEn(),
                version,
                zone.mapVersion(),
                zone.plane(),
                zone.lanes(),
                zone.signals(),
                zone.roadsideUnits(),
                zone.busLines(),
                zone.junctions(),
                zone.places(),
                zone.tiles(),
                zone.synthetic(),
                zone.note(),
                List.of(settings));
    }

    private static Lane governed(Lane lane, SignalRef head) {
        return new Lane(
                lane.index(),
                lane.id(),
                lane.road(),
                lane.lane(),
                lane.junction(),
                lane.kind(),
                lane.line(),
                lane.widthM(),
                lane.speedLimitMps(),
                lane.successors(),
                lane.predecessors(),
                lane.leftNeighbour(),
                lane.rightNeighbour(),
                lane.turn(),
                head,
                lane.yieldsTo(),
                lane.conflictsWith());
    }

    /** The same elsewhere. */
    public static Zone at(String version, LocalPlane plane) {
        CrossroadsZone builder = new CrossroadsZone();
        builder.build();
        return zone(version, plane, builder.lanes);
    }

    private static Zone zone(String version, LocalPlane plane, List<Lane> lanes) {
        return new Zone(
                "crossroads",
                "十字路口",
                "Crossroads",
                version,
                plane,
                new LaneMap(lanes),
                List.of(),
                List.of(new RoadsideUnit("RSU01", ROADSIDE_UNIT, 0, 0, 200)),
                List.of(),
                List.of(),
                List.of(),
                new TileGrid(2000, 200, List.of(new TileId(0, 0))),
                true,
                "");
    }

    private static List<Lane> renumbered(List<Lane> lanes, Set<String> without) {
        List<Lane> kept = lanes.stream()
                .filter(lane -> !without.contains(lane.id()))
                .toList()
                .reversed();
        Map<Integer, Integer> numbers = new HashMap<>();
        kept.forEach(lane -> numbers.put(lane.index(), numbers.size()));
        return kept.stream()
                .map(lane -> new Lane(
                        numbers.getOrDefault(lane.index(), -1),
                        lane.id(),
                        lane.road(),
                        lane.lane(),
                        lane.junction(),
                        lane.kind(),
                        lane.line(),
                        lane.widthM(),
                        lane.speedLimitMps(),
                        renumbered(lane.successors(), numbers),
                        renumbered(lane.predecessors(), numbers),
                        numbers.getOrDefault(lane.leftNeighbour(), -1),
                        numbers.getOrDefault(lane.rightNeighbour(), -1),
                        lane.turn(),
                        lane.signal(),
                        renumbered(lane.yieldsTo(), numbers),
                        renumbered(lane.conflictsWith(), numbers)))
                .toList();
    }

    private static List<Integer> renumbered(List<Integer> lanes, Map<Integer, Integer> numbers) {
        return lanes.stream()
                .filter(numbers::containsKey)
                .map(lane -> numbers.getOrDefault(lane, -1))
                .toList();
    }

    private void build() {
        // 0, 1, 2: right lane eastward
        add("east_in_0", "east_in", 0, null, line(-600, -5.25, -15, -5.25), List.of(1), List.of(), 3, -1, List.of());
        add(
                "east_x_0",
                "east_x_0",
                0,
                "j",
                line(-15, -5.25, 15, -5.25),
                List.of(2),
                List.of(0),
                -1,
                -1,
                List.of(10, 13));
        add("east_out_0", "east_out", 0, null, line(15, -5.25, 600, -5.25), List.of(), List.of(1), 5, -1, List.of());
        // 3, 4, 5: left lane eastward
        add("east_in_1", "east_in", 1, null, line(-600, -1.75, -15, -1.75), List.of(4), List.of(), -1, 0, List.of());
        add(
                "east_x_1",
                "east_x_1",
                0,
                "j",
                line(-15, -1.75, 15, -1.75),
                List.of(5),
                List.of(3),
                -1,
                -1,
                List.of(10, 13));
        add("east_out_1", "east_out", 1, null, line(15, -1.75, 600, -1.75), List.of(), List.of(4), -1, 2, List.of());
        // 6, 7, 8: westward
        add("west_in_0", "west_in", 0, null, line(600, 1.75, 15, 1.75), List.of(7, 13), List.of(), -1, -1, List.of());
        add("west_x_0", "west_x_0", 0, "j", line(15, 1.75, -15, 1.75), List.of(8), List.of(6), -1, -1, List.of(10));
        add("west_out_0", "west_out", 0, null, line(-15, 1.75, -600, 1.75), List.of(), List.of(7), -1, -1, List.of());
        // 9, 10, 11: northward
        add("north_in_0", "north_in", 0, null, line(1.75, -600, 1.75, -15), List.of(10), List.of(), -1, -1, List.of());
        add(
                "north_x_0",
                "north_x_0",
                0,
                "j",
                line(1.75, -15, 1.75, 15),
                List.of(11),
                List.of(9),
                -1,
                -1,
                List.of(1, 4, 7));
        add("north_out_0", "north_out", 0, null, line(1.75, 15, 1.75, 600), List.of(), List.of(10), -1, -1, List.of());
        // 12: southward, 13: left turn into it
        add(
                "south_out_0",
                "south_out",
                0,
                null,
                line(-1.75, -15, -1.75, -600),
                List.of(),
                List.of(13),
                -1,
                -1,
                List.of());
        double[] east = new double[11];
        double[] north = new double[11];
        for (int i = 0; i <= 10; i++) {
            double angle = Math.PI / 2 * i / 10;
            east[i] = 15 - 16.75 * Math.sin(angle);
            north[i] = -15 + 16.75 * Math.cos(angle);
        }
        Polyline turn = new Polyline(east, north);
        lanes.add(new Lane(
                13,
                "west_left",
                "west_left",
                0,
                "j",
                LaneKind.VEHICLE,
                turn,
                3.5,
                10,
                List.of(12),
                List.of(6),
                -1,
                -1,
                TurnDirection.LEFT,
                null,
                List.of(),
                List.of(1, 4)));
        lanes.add(new Lane(
                14,
                "crosswalk",
                "crosswalk",
                0,
                "c",
                LaneKind.CROSSWALK,
                line(60, -10, 60, 6),
                4,
                2,
                List.of(),
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of()));
        // 15: a bridge over the east-west road and its sidewalk
        add("bridge", "bridge", 0, null, line(120, -300, 120, 300), List.of(), List.of(), -1, -1, List.of());
        lanes.add(new Lane(
                16,
                "walk",
                "east_out",
                0,
                null,
                LaneKind.SIDEWALK,
                line(90, -9, 200, -9),
                2,
                2,
                List.of(),
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of()));
    }

    private void add(
            String id,
            String road,
            int number,
            @Nullable String junction,
            Polyline line,
            List<Integer> successors,
            List<Integer> predecessors,
            int left,
            int right,
            List<Integer> conflicts) {
        lanes.add(new Lane(
                lanes.size(),
                id,
                road,
                number,
                junction,
                LaneKind.VEHICLE,
                line,
                3.5,
                16.7,
                successors,
                predecessors,
                left,
                right,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                conflicts));
    }

    public static Polyline line(double... eastNorth) {
        double[] east = new double[eastNorth.length / 2];
        double[] north = new double[eastNorth.length / 2];
        for (int i = 0; i < east.length; i++) {
            east[i] = eastNorth[2 * i];
            north[i] = eastNorth[2 * i + 1];
        }
        return new Polyline(east, north);
    }

    /** The way of a car that turns left from the west-bound lane to the south. */
    public static Polyline leftTurnWay() {
        double[] east = new double[13];
        double[] north = new double[13];
        east[0] = 300;
        north[0] = 1.75;
        for (int i = 0; i <= 10; i++) {
            double angle = Math.PI / 2 * i / 10;
            east[i + 1] = 15 - 16.75 * Math.sin(angle);
            north[i + 1] = -15 + 16.75 * Math.cos(angle);
        }
        east[12] = -1.75;
        north[12] = -300;
        return new Polyline(east, north);
    }
}
