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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkImportTest {
    private static String network() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(NetworkImportTest.class.getResourceAsStream("/network/bend.net.xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ImportedMap imported(String text) throws ZoneException {
        return NetworkImport.sumo("a/bend.net.xml", new StringReader(text));
    }

    @Test
    void aSumoNetworkBecomesLanesPathsAndSignalsAndSaysWhatWasLeftOut() throws Exception {
        ImportedMap map = imported(network());
        ImportReport report = map.report();

        assertThat(map.zone().name()).isEqualTo("bend");
        assertThat(report.lanes())
                .isEqualTo(
                        Map.of(LaneKind.VEHICLE, 4, LaneKind.BICYCLE, 1, LaneKind.SIDEWALK, 1, LaneKind.CROSSWALK, 1));
        assertThat(report.paths()).as("straight on, left, to the crosswalk").isEqualTo(3);
        assertThat(report.signalControllers()).isEqualTo(1);
        assertThat(report.signalHeads()).isEqualTo(3);
        assertThat(report.junctions()).isEqualTo(1);
        assertThat(report.dropped())
                .isEqualTo(Map.of(
                        "lanes closed to road users", 1,
                        "connections between lanes of different kinds", 1));
        assertThat(report.warnings()).isEqualTo(Map.of("speed limit above 40 m/s: 40 m/s taken", 1));
        assertThat(report.southDeg()).isBetween(34.79993, 34.79994);
        assertThat(report.eastDeg()).isBetween(113.8010, 113.8012);
    }

    @Test
    void placesAreThoseOfTheProjection() throws Exception {
        Zone zone = imported(network()).zone();
        Polyline west = zone.lanes().findLane("west_1").orElseThrow().line();

        // the network's (100, 200) is the projection's origin
        assertThat(zone.plane().latitudeDeg(west.eastM(0), west.northM(0)))
                .isCloseTo(34.8 - 1.6 / 110_940, within(1e-7));
        assertThat(zone.plane().longitudeDeg(west.eastM(0), west.northM(0)))
                .isCloseTo(113.8 - 100 / 91_509.6, within(2e-7));
        assertThat(west.lengthM()).isCloseTo(90, within(1e-3));
    }

    @Test
    void aPathThatWaitsInTheJunctionIsOnePath() throws Exception {
        LaneMap lanes = imported(network()).zone().lanes();
        Lane left = lanes.findLane("west_2>north_0").orElseThrow();
        Lane straight = lanes.findLane("west_1>east_0").orElseThrow();
        Lane crosswalk = lanes.findLane("j.x0").orElseThrow();

        assertThat(left.line().size()).isEqualTo(4);
        assertThat(left.turn()).isEqualTo(TurnDirection.LEFT);
        assertThat(left.junction()).isEqualTo("j");
        assertThat(left.signal()).isEqualTo(new SignalRef("j", 1));
        assertThat(left.successors())
                .containsExactly(lanes.findLane("north_0").orElseThrow().index());
        assertThat(straight.yieldsTo()).containsExactly(crosswalk.index());
        assertThat(straight.conflictsWith()).contains(crosswalk.index());
        assertThat(lanes.findLane("west_1").orElseThrow().leftNeighbour())
                .isEqualTo(lanes.findLane("west_2").orElseThrow().index());
    }

    @Test
    void aUtmNetworkLiesWhereItsZoneSays() throws Exception {
        // 34.8 N 113.8 E is 756160.589 E 3854438.078 N in zone 49: computed with the forward series of Karney 2011
        String utm = network()
                .replaceFirst("projParameter=\"[^\"]*\"", "projParameter=\"+proj=utm +zone=49 +ellps=WGS84\"")
                .replace("netOffset=\"100.00,200.00\"", "netOffset=\"-756060.589,-3854238.078\"");
        ImportReport report = imported(utm).report();

        assertThat(report.southDeg()).isBetween(34.79993, 34.79994);
        assertThat(report.westDeg()).isBetween(113.7986, 113.7992);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no projection | projParameter=\"!\" | a/bend.net.xml:4: no projection: the map does not tell where on the earth it lies, projection=!; map refused",
                "unknown projection | projParameter=\"+proj=lcc +lat_0=1\" | a/bend.net.xml:4: projection not known: proj=lcc, accepted=tmerc utm, projection=+proj=lcc +lat_0=1; map refused",
                "other datum | projParameter=\"+proj=utm +zone=49 +ellps=krass\" | a/bend.net.xml:4: datum not known: datum=WGS84, ellps=krass, accepted=WGS84, projection=+proj=utm +zone=49 +ellps=krass; map refused",
                "zone beyond | projParameter=\"+proj=utm +zone=61\" | a/bend.net.xml:4: bad number: zone=61, limit=+-60.0, projection=+proj=utm +zone=61; map refused",
            })
    void aNetworkThatDoesNotSayWhereItLiesIsRefused(String name, String projection, String message) {
        assertThatThrownBy(() -> imported(network().replaceFirst("projParameter=\"[^\"]*\"", projection)))
                .isInstanceOf(ZoneException.class)
                .hasMessage(message);
    }

    @Test
    void brokenAndHostileFilesAreRefused() throws Exception {
        String cut = network().substring(0, 2_000);
        assertThatThrownBy(() -> imported(cut)).hasMessageContaining("not XML: the document is cut off");
        assertThatThrownBy(() -> imported("<gpx/>"))
                .hasMessage("a/bend.net.xml:1: not a SUMO network: root=gpx, expected=net; map refused");
        assertThatThrownBy(() -> imported("<net version=\"1.9\"></net>"))
                .hasMessageContaining("no location before the first lane");
        assertThatThrownBy(() -> imported(network().replace("shape=\"0.00,198.40 90.00,198.40\"", "shape=\"0,1 x,2\"")))
                .hasMessageContaining("not a number: attribute=shape of west_1, value=x, limit=+-1e9; map refused");
        String entity = "<!DOCTYPE net [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + network().substring(network().indexOf("<net")).replace("id=\"west\"", "id=\"&x;\"");
        assertThatThrownBy(() -> imported(entity)).isInstanceOf(ZoneException.class);
    }

    @Test
    void aGeoJsonLaneMapGivesTheSameLanes() throws Exception {
        String text = """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","geometry":{"type":"LineString","coordinates":[[113.8,34.8],[113.801,34.8]]},"properties":{"kind":"lane","id":"a_0","edge":"a","index":0,"function":"normal","width":3.2,"speed":13.9,"allow":["*"]}},
                {"type":"Feature","geometry":{"type":"LineString","coordinates":[[113.801,34.8],[113.8011,34.8]]},"properties":{"kind":"lane","id":":j_0_0","edge":":j_0","index":0,"function":"internal","width":3.2,"speed":8,"allow":["*"]}},
                {"type":"Feature","geometry":{"type":"LineString","coordinates":[[113.8011,34.8],[113.8012,34.8001]]},"properties":{"kind":"lane","id":":j_1_0","edge":":j_1","index":0,"function":"internal","width":3.2,"speed":8,"allow":["*"]}},
                {"type":"Feature","geometry":{"type":"LineString","coordinates":[[113.8012,34.8001],[113.8012,34.801]]},"properties":{"kind":"lane","id":"b_0","edge":"b","index":0,"function":"normal","width":3.2,"speed":13.9,"allow":["*"]}},
                {"type":"Feature","geometry":null,"properties":{"kind":"connection","from_lane":"a_0","to_lane":"b_0","via":":j_0_0","dir":"l","tls":"j","link_index":3}},
                {"type":"Feature","geometry":null,"properties":{"kind":"tree"}}
                ]}""";
        ImportedMap map = NetworkImport.geoJson("x.geojson", text.getBytes(StandardCharsets.UTF_8));
        Lane path = map.zone().lanes().findLane("a_0>b_0").orElseThrow();

        assertThat(path.line().size()).as("both halves").isEqualTo(3);
        assertThat(path.signal()).isEqualTo(new SignalRef("j", 3));
        assertThat(map.report().dropped()).isEqualTo(Map.of("features of another kind", 1));
        assertThatThrownBy(() -> NetworkImport.geoJson(
                        "x", text.replace("113.8,34.8]", "34.8,113.8]").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("longitude comes first");
        assertThatThrownBy(() -> NetworkImport.geoJson(
                        "x", text.replace("\"*\"", "\"vehicle\"").getBytes(StandardCharsets.UTF_8)))
                .hasMessage("x: no lanes, left out: 1 connections of lanes left out, 1 features of another kind, "
                        + "4 lanes closed to road users; map refused");
    }
}
