package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.geo.LocalPlane;
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

final class OpenDriveImportTest {
    /** At the projection's origin a degree of longitude and of latitude are this long. */
    private static final double EAST_M_PER_DEG = 91_509.6;

    private static String map(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(OpenDriveImportTest.class.getResourceAsStream("/network/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ImportedMap imported(String text) throws ZoneException {
        return NetworkImport.openDrive("a/x.xodr", new StringReader(text));
    }

    private static Lane lane(ImportedMap map, String id) {
        return map.zone().lanes().findLane(id).orElseThrow(() -> new AssertionError(id));
    }

    /** A point of a lane in the map's own plane, whose origin is that of the projection. */
    private static double[] metres(ImportedMap map, double eastM, double northM) {
        double latitude = map.zone().plane().latitudeDeg(eastM, northM);
        double longitude = map.zone().plane().longitudeDeg(eastM, northM);
        LocalPlane plane = new LocalPlane(34.8, 113.8);
        return new double[] {plane.eastM(latitude, longitude), plane.northM(latitude, longitude)};
    }

    private static void assertStartsAndEnds(ImportedMap map, String id, double... expected) {
        Polyline line = lane(map, id).line();
        double[] start = metres(map, line.eastM(0), line.northM(0));
        double[] end = metres(map, line.eastM(line.size() - 1), line.northM(line.size() - 1));
        assertThat(start[0]).as(id + " starts at x").isCloseTo(expected[0], within(0.01));
        assertThat(start[1]).as(id + " starts at y").isCloseTo(expected[1], within(0.01));
        assertThat(end[0]).as(id + " ends at x").isCloseTo(expected[2], within(0.01));
        assertThat(end[1]).as(id + " ends at y").isCloseTo(expected[3], within(0.01));
    }

    @Test
    void lanesRunAsTheirSideOfTheRoadSays() throws Exception {
        ImportedMap map = imported(map("cross.xodr"));

        // right of the reference line along it, left of it against it
        assertStartsAndEnds(map, "1.0.-1", 0, -1.75, 100, -1.75);
        assertStartsAndEnds(map, "1.0.-2", 0, -5.25, 100, -5.25);
        assertStartsAndEnds(map, "1.0.1", 100, 1.75, 0, 1.75);
        assertThat(lane(map, "1.0.-1").leftNeighbour()).isEqualTo(-1);
        assertThat(lane(map, "1.0.-1").rightNeighbour())
                .isEqualTo(lane(map, "1.0.-2").index());
        assertThat(lane(map, "1.0.-2").lane()).as("the sidewalk is 0").isEqualTo(1);
        assertThat(lane(map, "1.0.-3").kind()).isEqualTo(LaneKind.SIDEWALK);
        assertThat(lane(map, "1.0.-1").widthM()).isCloseTo(3.5, within(1e-9));
        assertThat(lane(map, "1.0.-1").speedLimitMps()).isCloseTo(60 / 3.6, within(1e-9));
        assertThat(lane(map, "1.0.-2").speedLimitMps()).as("told by the lane").isCloseTo(40 / 3.6, within(1e-9));
    }

    @Test
    void connectingRoadsBecomeWaysThroughTheJunction() throws Exception {
        ImportedMap map = imported(map("cross.xodr"));
        Lane straight = lane(map, "1.0.-1>2.0.-1");
        Lane back = lane(map, "2.0.1>1.0.1");
        Lane left = lane(map, "1.0.-1>3.0.-1");

        assertThat(straight.junction()).isEqualTo("10");
        assertThat(straight.turn()).isEqualTo(TurnDirection.STRAIGHT);
        assertThat(straight.line().lengthM()).isCloseTo(30, within(0.01));
        assertThat(back.line().lengthM()).isCloseTo(30, within(0.01));
        assertThat(left.turn()).isEqualTo(TurnDirection.LEFT);
        // a quarter circle of 15 m around (100, 15), 1.75 m outside of it
        assertThat(left.line().lengthM()).isCloseTo(16.75 * Math.PI / 2, within(0.02));
        assertThat(left.conflictsWith()).contains(back.index());
        assertThat(map.report().lanes()).isEqualTo(Map.of(LaneKind.VEHICLE, 7, LaneKind.SIDEWALK, 1));
        assertThat(map.report().paths()).isEqualTo(3);
        assertThat(map.report().junctions()).isEqualTo(1);
        assertThat(map.report().dropped())
                .isEqualTo(Map.of(
                        "lanes of type shoulder", 1,
                        "signals (not read)", 1,
                        "objects such as crosswalks (not read)", 1,
                        "signal controllers (not read)", 1));
        assertThat(map.report().warnings()).isEqualTo(Map.of("no speed limit told: 50 km/h assumed", 3));
        assertThat(map.report().datum()).startsWith("+proj=tmerc");
        assertThat(map.report().westDeg()).isCloseTo(113.8, within(1e-7));
    }

    @Test
    void whatWasReadCanBeWrittenAndReadBack() throws Exception {
        ImportedMap map = imported(map("cross.xodr"));
        Zone back = ZoneFiles.read("x", ZoneFiles.of(map.zone()));

        assertThat(back.version()).isEqualTo(map.zone().version());
        assertThat(back.lanes().lanes()).hasSameSizeAs(map.zone().lanes().lanes());
        for (Lane lane : map.zone().lanes().lanes()) {
            Lane same = back.lanes().findLane(lane.id()).orElseThrow();
            assertThat(same.successors()).isEqualTo(lane.successors());
            assertThat(same.line().lengthM()).isCloseTo(lane.line().lengthM(), within(0.05));
        }
        assertThat(ZoneCheck.of(back).keySet()).noneMatch(ZoneCheck.Kind::isMistake);
    }

    @Test
    void whereTrafficKeepsLeftTheLeftLanesRunAlong() throws Exception {
        ImportedMap map = imported(map("cross.xodr").replace("<road id=\"1\"", "<road rule=\"LHT\" id=\"1\""));

        assertStartsAndEnds(map, "1.0.-1", 100, -1.75, 0, -1.75);
        assertStartsAndEnds(map, "1.0.1", 0, 1.75, 100, 1.75);
        assertThat(lane(map, "1.0.1").lane())
                .as("left lanes: the one at the middle is the rightmost")
                .isZero();
        assertThat(map.report().dropped()).containsEntry("lane links between opposite directions", 5);
    }

    @Test
    void offsetAndWidthAreTakenWhereTheyHold() throws Exception {
        String lane = road(
                "<laneOffset s=\"0\" a=\"1\" b=\"0\" c=\"0\" d=\"0\"/><laneOffset s=\"50\" a=\"1\" b=\"0.02\" c=\"0\" d=\"0\"/>",
                "<width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/><width sOffset=\"40\" a=\"3\" b=\"0\" c=\"0.001\" d=\"0\"/>");
        ImportedMap map = imported(lane);

        // at the end: offset 1 + 0.02 * 50 = 2, width 3 + 0.001 * 60² = 6.6
        assertStartsAndEnds(map, "1.0.-1", 0, 1 - 1.5, 100, 2 - 3.3);
    }

    @Test
    void bordersTellWidthsAsWell() throws Exception {
        ImportedMap map = imported(road("", "<border sOffset=\"0\" a=\"-4\" b=\"0\" c=\"0\" d=\"0\"/>"));

        assertStartsAndEnds(map, "1.0.-1", 0, -2, 100, -2);
        assertThat(lane(map, "1.0.-1").widthM()).isCloseTo(4, within(1e-9));
    }

    @Test
    void sectionsInWhichLanesChangeAreJoinedOthersAreOne() throws Exception {
        String first = section(0, -1, "", "<successor id=\"-1\"/>");
        String same = section(40, -1, "<predecessor id=\"-1\"/>", "<successor id=\"-2\"/>");
        String other = "<laneSection s=\"70\"><center><lane id=\"0\" type=\"none\"/></center><right>" + lane(-1, "", "")
                + lane(-2, "<predecessor id=\"-1\"/>", "") + "</right></laneSection>";
        ImportedMap map = imported(document(
                "<lanes><laneOffset s=\"0\" a=\"0\" b=\"0\" c=\"0\" d=\"0\"/><laneOffset s=\"70\" a=\"3.5\" b=\"0\" c=\"0\" d=\"0\"/>"
                        + first + same + other + "</lanes>"));

        Lane merged = lane(map, "1.0.-1");
        Lane next = lane(map, "1.1.-2");
        Lane joint = lane(map, "1.0.-1>1.1.-2");
        assertThat(merged.lengthM()).as("a metre of its end is the way on").isCloseTo(69, within(0.01));
        assertThat(joint.successors()).containsExactly(next.index());
        assertThat(joint.line().lengthM()).isCloseTo(1, within(0.01));
        assertThat(lane(map, "1.1.-1").predecessors()).isEmpty();
        assertThat(map.report().lanes()).isEqualTo(Map.of(LaneKind.VEHICLE, 3));
    }

    @Test
    void theHeadersOffsetMovesTheMap() throws Exception {
        String text = road("", "<width sOffset=\"0\" a=\"4\" b=\"0\" c=\"0\" d=\"0\"/>")
                .replace("</header>", "<offset x=\"200\" y=\"300\" z=\"5\" hdg=\"1.5707963267948966\"/></header>");

        assertStartsAndEnds(imported(text), "1.0.-1", 202, 300, 202, 400);
        assertThat(imported(text).report().westDeg()).isCloseTo(113.8 + 202 / EAST_M_PER_DEG, within(2e-7));
    }

    @Test
    void aSourceOfShiftedCoordinatesIsNamed() throws Exception {
        String text = map("cross.xodr").replace("vendor=\"hand\"", "vendor=\"AMap HD\"");

        assertThat(imported(text).report().warnings())
                .containsKey(
                        "looks like GCJ-02 or BD-09: the map names a source that shifts coordinates by hundreds of metres");
    }

    private static String lane(int id, String predecessor, String successor) {
        return "<lane id=\"" + id + "\" type=\"driving\"><link>" + predecessor + successor
                + "</link><width sOffset=\"0\" a=\"3.5\" b=\"0\" c=\"0\" d=\"0\"/></lane>";
    }

    private static String section(double s, int id, String predecessor, String successor) {
        return "<laneSection s=\"" + s + "\"><center><lane id=\"0\" type=\"none\"/></center><right>"
                + lane(id, predecessor, successor) + "</right></laneSection>";
    }

    private static String road(String offset, String width) {
        return document("<lanes>" + offset
                + "<laneSection s=\"0\"><center><lane id=\"0\" type=\"none\"/></center><right><lane id=\"-1\" type=\"driving\">"
                + width + "</lane></right></laneSection></lanes>");
    }

    private static String document(String lanes) {
        return "<OpenDRIVE><header revMajor=\"1\" revMinor=\"7\"><geoReference><![CDATA[+proj=tmerc +lat_0=34.8 +lon_0=113.8"
                + " +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +geoidgrids=egm96_15.gtx +vunits=m +no_defs]]></geoReference></header>"
                + "<road id=\"1\" length=\"100\" junction=\"-1\"><planView><geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\""
                + " length=\"100\"><line/></geometry></planView>" + lanes + "</road></OpenDRIVE>";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            another root      | <OpenDRIVE revision="0">  | <gpx>          | a/x.xodr:2: not an OpenDRIVE map: root=gpx, expected=OpenDRIVE; map refused
            no geoReference   | geoReference              | geoSomething   | a/x.xodr:6: no geoReference: the map does not tell where on the earth it lies; map refused
            other projection  | +proj=tmerc               | +proj=merc     | a/x.xodr:6: projection not known: proj=merc, accepted=tmerc utm, projection=+proj=merc +lat_0=34.8 +lon_0=113.8 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs; map refused
            no number         | x="0" y="0"               | x="NaN" y="0"  | a/x.xodr:11: not a number: attribute=x, value=NaN, limit=+-1e9; map refused
            huge coordinate   | x="0" y="0"               | x="9e99" y="0" | a/x.xodr:11: not a number: attribute=x, value=9e99, limit=+-1e9; map refused
            far away          | x="0" y="0"               | x="9e8" y="0"  | a/x.xodr: outside the projection: road=1, x_m=900000100, y_m=2; map refused
            far apart         | x="0" y="0"               | x="-90000" y="0" | a/x.xodr: too far apart: latitude_deg=34.7960..34.8012, longitude_deg=112.8166..113.8025, limit=20000 m from the middle; map refused
            endless road      | length="100"              | length="1e8"   | a/x.xodr:7: value out of range: attribute=length, value=1.0E8, limit=[0, 100000]; map refused
            tight curve       | curvature="0.0666666667"  | curvature="99" | a/x.xodr:64: value out of range: attribute=curvature, value=99.0, limit=+-10 and 200 rad in all; map refused
            missing attribute | hdg="0" length="100"      | length="100"   | a/x.xodr:11: missing attribute: element=geometry, attribute=hdg; map refused
            unknown geometry  | <line/>                   | <helix/>       | a/x.xodr:11: geometry not known: accepted=line arc spiral poly3 paramPoly3; map refused
            road told twice   | <road id="2"              | <road id="1"   | a/x.xodr:40: duplicate road: id=1; map refused
            future revision   | revMajor="1"              | revMajor="2"   | a/x.xodr:3: revision not known: revMajor=2, accepted=1; map refused
            no road           | <road                     | <rood          | a/x.xodr: no lanes, left out: 3 junction connections of roads that are not there, 1 signal controllers (not read); map refused
            """)
    void whatCannotBeUsedIsRefusedWithItsLine(String name, String from, String to, String message) throws Exception {
        String whole = map("cross.xodr").replaceFirst(Pattern.quote(from), to);
        String text = name.equals("no road") || name.equals("no geoReference")
                ? map("cross.xodr").replace(from, to).replace(from.replace("<", "</"), to.replace("<", "</"))
                : name.equals("another root") ? whole.replace("</OpenDRIVE>", "</gpx>") : whole;

        assertThatThrownBy(() -> imported(text))
                .isInstanceOf(ZoneException.class)
                .hasMessage(message);
    }

    @Test
    void cutOffFilesAreRefused() throws Exception {
        String whole = map("cross.xodr");
        for (int length = 0; length < whole.lastIndexOf("</OpenDRIVE>"); length += 97) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> imported(cut))
                    .isInstanceOf(ZoneException.class)
                    .hasMessageMatching(
                            "a/x\\.xodr(:\\d+)?: not XML: the document is cut off or broken here; map refused");
        }
    }
}
