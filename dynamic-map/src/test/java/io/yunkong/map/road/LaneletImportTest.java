package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaneletImportTest {
    /** At 30 degrees north. */
    private static final double EAST_M_PER_DEG = 96_486.3;

    private static final double NORTH_M_PER_DEG = 110_852.4;

    private static String map() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LaneletImportTest.class.getResourceAsStream("/network/cross.osm"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ImportedMap imported(String text) throws ZoneException {
        return NetworkImport.lanelet2("a/x.osm", new StringReader(text));
    }

    private static Lane lane(ImportedMap map, String id) {
        return map.zone().lanes().findLane(id).orElseThrow(() -> new AssertionError(id));
    }

    @Test
    void laneletsBecomeLanesWaysAndCrosswalks() throws Exception {
        ImportedMap map = imported(map());
        ImportReport report = map.report();

        assertThat(report.lanes()).isEqualTo(Map.of(LaneKind.VEHICLE, 6, LaneKind.BICYCLE, 1, LaneKind.CROSSWALK, 1));
        assertThat(report.paths()).isEqualTo(3);
        assertThat(report.signalHeads()).isEqualTo(1);
        assertThat(report.dropped())
                .isEqualTo(Map.of(
                        "areas (not read)", 1,
                        "lanelets of another subtype than roads, bicycle lanes, walkways and crosswalks", 1));
        assertThat(report.warnings()).isEqualTo(Map.of("no speed limit told: 50 km/h assumed", 6));
        assertThat(report.southDeg()).isCloseTo(29.99999, within(1e-7));
        assertThat(report.eastDeg()).isCloseTo(120.0023, within(1e-7));
    }

    @Test
    void aLaneLiesHalfWayBetweenItsBoundsInTheDirectionThatPutsThemLeftAndRight() throws Exception {
        ImportedMap map = imported(map());
        Lane lane = lane(map, "1001");

        assertThat(map.zone()
                        .plane()
                        .latitudeDeg(lane.line().eastM(0), lane.line().northM(0)))
                .isCloseTo(30.000015, within(1e-8));
        assertThat(map.zone()
                        .plane()
                        .longitudeDeg(lane.line().eastM(0), lane.line().northM(0)))
                .isCloseTo(120, within(1e-8));
        assertThat(lane.widthM()).isCloseTo(3e-5 * NORTH_M_PER_DEG, within(0.001));
        assertThat(lane.lengthM()).isCloseTo(1e-3 * EAST_M_PER_DEG, within(0.01));
        assertThat(lane.speedLimitMps()).isCloseTo(40 / 3.6, within(1e-9));
        assertThat(lane(map, "1002").line().headingAt(1)).isCloseTo(Math.PI / 2, within(1e-3));
        assertThat(lane(map, "1002>1022").speedLimitMps()).as("told by a sign").isCloseTo(20 / 3.6, within(1e-9));
    }

    @Test
    void lanesThatShareABoundLieBesideEachOther() throws Exception {
        ImportedMap map = imported(map());

        assertThat(lane(map, "1001").leftNeighbour())
                .isEqualTo(lane(map, "1002").index());
        assertThat(lane(map, "1001").rightNeighbour()).as("another kind").isEqualTo(-1);
        assertThat(lane(map, "1003").lane()).isZero();
        assertThat(lane(map, "1002").lane()).isEqualTo(2);
        assertThat(lane(map, "1002").road()).isEqualTo(lane(map, "1003").road());
        Lane back = lane(map, "-1013");
        assertThat(back.line().headingAt(1)).as("driven both ways").isCloseTo(1.5 * Math.PI, within(1e-3));
        assertThat(back.leftNeighbour()).isEqualTo(-1);
        assertThat(lane(map, "1013").rightNeighbour())
                .isEqualTo(lane(map, "1012").index());
    }

    @Test
    void junctionsRightOfWayAndLightsAreFound() throws Exception {
        ImportedMap map = imported(map());
        Lane left = lane(map, "1002>1022");
        Lane straight = lane(map, "1001>1012");
        Lane beside = lane(map, "1002>1013");

        assertThat(left.turn()).isEqualTo(TurnDirection.LEFT);
        assertThat(left.junction()).isEqualTo(beside.junction());
        assertThat(left.yieldsTo())
                .containsExactlyInAnyOrder(
                        beside.index(), lane(map, left.junction() + ".x0").index());
        assertThat(lane(map, left.junction() + ".x0").conflictsWith()).contains(left.index());
        assertThat(straight.signal()).isEqualTo(new SignalRef("tl2002", 0));
        assertThat(left.signal()).isNull();
        assertThat(ZoneFiles.read("x", ZoneFiles.of(map.zone())).version())
                .isEqualTo(map.zone().version());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            another root   | <osm                       | <gpx                       | a/x.osm:4: not a Lanelet2 map: root=gpx, expected=osm; map refused
            swapped axes   | lat="30.00000" lon="120.00000" | lat="120.0" lon="30.0" | a/x.osm:5: value out of range: lat=120.0, lon=30.0, limit=89/180 (degrees in WGS-84; not swapped?); map refused
            no place       | lat="30.00000" lon="120.00000" | lon="120.0"            | a/x.osm:5: missing attribute: element=node, attribute=lat; map refused
            no number      | lat="30.00000"             | lat="NaN"                  | a/x.osm:5: not a number: attribute=lat, value=NaN, limit=+-1e9; map refused
            huge           | lat="30.00000"             | lat="3e300"                | a/x.osm:5: not a number: attribute=lat, value=3e300, limit=+-1e9; map refused
            dangling       | <nd ref="1"/>              | <nd ref="99"/>             | a/x.osm:29: dangling reference: way=101, node=99, no such node; map refused
            twice          | <node id="2"               | <node id="1"               | a/x.osm:6: duplicate node: id=1; map refused
            no id          | <way id="101"              | <way id="x"                | a/x.osm:29: bad id: element=way, attribute=id, value=x; map refused
            far apart      | lat="30.00000" lon="120.00000" | lat="31" lon="120"     | a/x.osm: too far apart: latitude_deg=30.0000..30.5000, longitude_deg=120.0000..120.0023, limit=20000 m from the middle; map refused
            """)
    void whatCannotBeUsedIsRefusedWithItsLine(String name, String from, String to, String message) throws Exception {
        String text = map().replaceFirst(Pattern.quote(from), to)
                .replace(name.equals("another root") ? "</osm>" : "~", "</gpx>");

        assertThatThrownBy(() -> imported(text))
                .isInstanceOf(ZoneException.class)
                .hasMessage(message);
    }

    @Test
    void emptyAndCutOffFilesAreRefused() throws Exception {
        assertThatThrownBy(() -> imported("<osm/>")).hasMessage("a/x.osm: no nodes; map refused");
        assertThatThrownBy(() -> imported("<osm><node id=\"1\" lat=\"1\" lon=\"2\"/></osm>"))
                .hasMessage("a/x.osm: no lanes; map refused");
        String whole = map();
        for (int length = 0; length < whole.lastIndexOf("</osm>"); length += 97) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> imported(cut))
                    .isInstanceOf(ZoneException.class)
                    .hasMessageContaining("not XML");
        }
    }
}
