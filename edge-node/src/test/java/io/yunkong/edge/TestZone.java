package io.yunkong.edge;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;

/** A zone of two roads that cross, two tiles of 1 km side by side, and one roadside unit. */
public final class TestZone {
    public static final double ORIGIN_LATITUDE = 34.8;
    public static final double ORIGIN_LONGITUDE = 113.8;
    public static final long ROADSIDE_STATION = 0x5253_5500_0000_0001L;
    public static final TileId WEST = new TileId(0, 0);
    public static final TileId EAST = new TileId(1, 0);

    private TestZone() {}

    private static Lane lane(int index, String id, double[] eastM, double[] northM) {
        return new Lane(
                index,
                id,
                id,
                0,
                null,
                LaneKind.VEHICLE,
                new Polyline(eastM, northM),
                3.5,
                14,
                List.of(),
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of());
    }

    public static Zone create() {
        return create(List.of());
    }

    /** @param moreUnits roadside units beside that one */
    public static Zone create(List<RoadsideUnit> moreUnits) {
        List<RoadsideUnit> units = new ArrayList<>(moreUnits);
        units.addFirst(new RoadsideUnit("rsu-1", ROADSIDE_STATION, 500, 500, 300));
        return zone(
                "0123456789abcdef",
                units,
                List.of(
                        lane(0, "west-east", new double[] {0, 2000}, new double[] {500, 500}),
                        lane(1, "south-north", new double[] {500, 500}, new double[] {0, 1000})));
    }

    /** Another version: the road from west to east, and with it the roadside unit, are gone, and a side road has come. */
    public static Zone withoutWestEast(String version) {
        return zone(
                version,
                List.of(new RoadsideUnit("rsu-2", ROADSIDE_STATION + 1, 500, 100, 300)),
                List.of(
                        lane(0, "side-road", new double[] {500, 1900}, new double[] {700, 700}),
                        lane(1, "south-north", new double[] {500, 500}, new double[] {0, 1000})));
    }

    /** Another version: the road from west to east bends at its end. */
    public static Zone longer() {
        return zone(
                "00000000000000ff",
                List.of(new RoadsideUnit("rsu-1", ROADSIDE_STATION, 1900, 500, 300)),
                List.of(
                        lane(0, "west-east", new double[] {0, 1900, 2000}, new double[] {500, 500, 510}),
                        lane(1, "south-north", new double[] {500, 500}, new double[] {0, 1000})));
    }

    private static Zone zone(String version, List<RoadsideUnit> units, List<Lane> lanes) {
        return new Zone(
                "test-zone",
                "测试区",
                "Test zone",
                version,
                new LocalPlane(ORIGIN_LATITUDE, ORIGIN_LONGITUDE),
                new LaneMap(lanes),
                List.of(),
                units,
                List.of(),
                List.of(),
                List.of(),
                new TileGrid(1000, 150, List.of(WEST, EAST)),
                true,
                "made up for tests");
    }
}
