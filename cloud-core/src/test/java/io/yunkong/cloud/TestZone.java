package io.yunkong.cloud;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import java.util.List;

/** One straight lane of 1600 m to the east over two tiles, the edge between them at east = 0. */
public final class TestZone {
    public static final TileId WEST = new TileId(-1, 0);
    public static final TileId EAST = new TileId(0, 0);

    private TestZone() {}

    public static Zone make() {
        return version("0123456789abcdef", "lane-0", -800, 800, List.of(WEST, EAST));
    }

    /** Another version of it: another lane, and what tiles that is on. */
    public static Zone version(String version, String name, double fromEastM, double toEastM, List<TileId> tiles) {
        Lane lane = new Lane(
                0,
                name,
                "road",
                0,
                null,
                LaneKind.VEHICLE,
                new Polyline(new double[] {fromEastM, toEastM}, new double[] {100, 100}),
                3.5,
                20,
                List.of(),
                List.of(),
                -1,
                -1,
                TurnDirection.STRAIGHT,
                null,
                List.of(),
                List.of());
        return new Zone(
                "strip",
                "测试带",
                "Strip",
                version,
                new LocalPlane(34.8, 113.8),
                new LaneMap(List.of(lane)),
                List.of(new SignalController(
                        "signal-1",
                        0,
                        List.of(new SignalController.Phase(1, "G"), new SignalController.Phase(1, "r")))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TileGrid(1000, 200, tiles),
                true,
                "made up for tests");
    }
}
