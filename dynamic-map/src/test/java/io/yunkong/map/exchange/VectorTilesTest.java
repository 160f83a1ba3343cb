package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.geo.WebMercator;
import io.yunkong.map.geo.WebTile;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTilesTest {
    /** The examples of the specification, 4.3.5.3 to 4.3.5.6. */
    @Test
    void commandsAreThoseOfTheSpecification() {
        assertThat(VectorTileLayer.commands(false, List.of(new int[] {2, 2, 2, 10, 10, 10})))
                .containsExactly(9, 4, 4, 18, 0, 16, 16, 0);
        assertThat(VectorTileLayer.commands(false, List.of(new int[] {2, 2, 2, 10, 10, 10}, new int[] {1, 1, 3, 5})))
                .containsExactly(9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8);
        assertThat(VectorTileLayer.commands(true, List.of(new int[] {3, 6, 8, 12, 20, 34})))
                .containsExactly(9, 6, 12, 18, 10, 12, 24, 44, 15);
        assertThat(VectorTileLayer.commands(
                        true,
                        List.of(
                                new int[] {0, 0, 10, 0, 10, 10, 0, 10},
                                new int[] {11, 11, 20, 11, 20, 20, 11, 20},
                                new int[] {13, 13, 13, 17, 17, 17, 17, 13})))
                .containsExactly(
                        9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8,
                        8, 0, 0, 7, 15);
    }

    @Test
    void tellsLanesWithTheirProperties() {
        Zone zone = CrossroadsZone.create();
        WebTile tile = at(zone, 16, 0, 0);
        Map<String, VectorTileReader.Layer> layers =
                VectorTileReader.read(VectorTiles.of(zone).tile(tile));

        assertThat(layers.get("lanes")).satisfies(layer -> {
            assertThat(layer.version()).isEqualTo(2);
            assertThat(layer.extent()).isEqualTo(4096);
        });
        VectorTileReader.Feature path = layer(layers, "lanes").features().stream()
                .filter(feature -> "east_x_0".equals(feature.properties().get("id")))
                .findFirst()
                .orElseThrow();
        Lane lane = zone.lanes().findLane("east_x_0").orElseThrow();
        assertThat(path.id()).isEqualTo(lane.index());
        assertThat(path.type()).isEqualTo(2);
        assertThat(path.properties())
                .isEqualTo(Map.of(
                        "id",
                        "east_x_0",
                        "kind",
                        "vehicle",
                        "junction",
                        "j",
                        "turn",
                        "straight",
                        "width_m",
                        lane.widthM(),
                        "speed_limit_mps",
                        lane.speedLimitMps()));
        assertThat(path.parts().getFirst()[0]).isLessThan(path.parts().getFirst()[2]); // eastward
        assertThat(layer(layers, "crosswalks").features()).isNotEmpty();
    }

    @Test
    void twoTilesOfTheSameZoneAreTheSameOctets() {
        Zone zone = CrossroadsZone.create();
        WebTile tile = at(zone, 15, 0, 0);
        assertThat(VectorTiles.of(zone).tile(tile))
                .isEqualTo(VectorTiles.of(CrossroadsZone.create()).tile(tile));
        assertThat(VectorTiles.of(zone).tile(new WebTile(15, 0, 0))).isEmpty();
    }

    /** Every square of every zoom level; the reader refuses whatever the specification forbids. */
    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void everySquareOfAZoneIsSound(String name) throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", name));
        VectorTiles tiles = VectorTiles.of(zone);
        int lanes = (int) zone.lanes().lanes().stream()
                .filter(lane -> lane.kind() != LaneKind.CROSSWALK)
                .count();
        for (int zoom : new int[] {VectorTiles.ZOOM_MIN, 13, 15, VectorTiles.ZOOM_MAX}) {
            Map<String, Set<Long>> seen = new HashMap<>();
            for (WebTile tile : squares(zone, zoom)) {
                VectorTileReader.read(tiles.tile(tile)).values().forEach(layer -> {
                    check(layer);
                    Set<Long> ids = seen.computeIfAbsent(layer.name(), _ -> new HashSet<>());
                    layer.features().forEach(feature -> ids.add(feature.id()));
                });
            }
            if (zoom == VectorTiles.ZOOM_MAX) {
                assertThat(seen.get("lanes")).hasSize(lanes);
                assertThat(seen.get("crosswalks")).hasSize(zone.lanes().lanes().size() - lanes);
                assertThat(seen.get("junctions")).hasSize(zone.junctions().size());
            }
        }
    }

    @Test
    void aLaneIsWhereItIsToAHandsBreadth() throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", "deqing"));
        VectorTiles tiles = VectorTiles.of(zone);
        Lane lane = zone.lanes().lanes().getFirst();
        double east = lane.line().eastM(0);
        double north = lane.line().northM(0);
        WebTile tile = at(zone, 18, east, north);
        int[] drawn = layer(VectorTileReader.read(tiles.tile(tile)), "lanes").features().stream()
                .filter(feature -> feature.id() == lane.index())
                .findFirst()
                .orElseThrow()
                .parts()
                .getFirst();
        double side = 1 << 18;
        double longitude = ((tile.x() + drawn[0] / 4096.0) / side - 0.5) * 360;
        double latitude =
                Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (tile.y() + drawn[1] / 4096.0) / side))));
        assertThat(zone.plane().eastM(latitude, longitude)).isCloseTo(east, Offset.offset(0.04));
        assertThat(zone.plane().northM(latitude, longitude)).isCloseTo(north, Offset.offset(0.04));
    }

    private static VectorTileReader.Layer layer(Map<String, VectorTileReader.Layer> layers, String name) {
        return Objects.requireNonNull(layers.get(name), name);
    }

    private static void check(VectorTileReader.Layer layer) {
        assertThat(layer.version()).isEqualTo(2);
        assertThat(layer.extent()).isEqualTo(4096);
        for (VectorTileReader.Feature feature : layer.features()) {
            boolean first = true;
            for (int[] part : feature.parts()) {
                for (int unit : part) {
                    if (unit < -128 || unit > 4096 + 128) {
                        throw new AssertionError("outside of the buffer: " + feature);
                    }
                }
                if (feature.type() == 3) {
                    long area = surveyed(part);
                    if (area == 0 || (first && area < 0)) {
                        throw new AssertionError("outer ring turned around: " + feature);
                    }
                }
                first = false;
            }
            assertThat(feature.type()).isEqualTo(layer.name().equals("junctions") ? 3 : 2);
        }
    }

    private static long surveyed(int[] ring) {
        long doubled = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            doubled += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
        }
        return doubled;
    }

    /** The squares that lanes begin or end in or pass through, found by walking them. */
    private static Set<WebTile> squares(Zone zone, int zoom) {
        Set<WebTile> squares = new HashSet<>();
        for (Lane lane : zone.lanes().lanes()) {
            for (double s = 0; s < lane.lengthM() + 20; s += 20) {
                squares.add(at(zone, zoom, lane.line().eastAt(s), lane.line().northAt(s)));
            }
        }
        return squares;
    }

    private static WebTile at(Zone zone, int zoom, double eastM, double northM) {
        int x = (int) (WebMercator.x(zone.plane().longitudeDeg(eastM, northM)) * (1 << zoom));
        int y = (int) (WebMercator.y(zone.plane().latitudeDeg(eastM, northM)) * (1 << zoom));
        return new WebTile(zoom, x, y);
    }
}
