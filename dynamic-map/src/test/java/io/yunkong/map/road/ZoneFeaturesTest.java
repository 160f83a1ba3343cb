package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneFeaturesTest {
    @Test
    void tellsEachSortInTheFieldsWords() throws ZoneException {
        ZoneFeatures features = ZoneFeatures.of(MiniZone.read());

        assertThat(text(features, "lanes", "a_1"))
                .startsWith(
                        "{\"type\":\"Feature\",\"id\":\"a_1\",\"properties\":{\"kind\":\"vehicle\",\"road\":\"a\",\"lane\":1,"
                                + "\"width_m\":3.5,\"length_m\":90.002,\"speed_limit_mps\":13.89,\"left_neighbour\":\"a_2\","
                                + "\"right_neighbour\":null,\"successors\":[\"a_1>b_1\"]},\"geometry\":{\"type\":\"LineString\","
                                + "\"coordinates\":[[119.9989636,29.9999842],[119.9998964,29.9999842]]}}");
        assertThat(text(features, "paths", "a_2>d_0"))
                .contains(
                        "\"junction\":\"j\",\"from\":[\"a_2\"],\"to\":[\"d_0\"],\"turn\":\"left\"",
                        "\"signal\":\"j\",\"signal_link\":0,\"yields_to\":[\"c_0>d_0\"]");
        assertThat(text(features, "crosswalks", "j.x0"))
                .contains("\"junction\":\"j\",\"width_m\":4.0,", "\"signal_link\":2");
        assertThat(text(features, "junctions", "j")).contains("{\"area_m2\":", "\"type\":\"Polygon\"");
        assertThat(text(features, "stop_lines", "stop a_2"))
                .contains("{\"lane\":\"a_2\",\"signals\":[\"j 0\",\"j 0\"],\"turns\":[\"straight\",\"left\"]}");
        assertThat(text(features, "signals", "j"))
                .contains(
                        "{\"cycle_s\":60.0,\"offset_s\":5.0,\"phases\":[\"30 s Grr\",\"3 s yrr\",\"24 s rgG\",\"3 s ryr\"]}",
                        "{\"type\":\"MultiPoint\",\"coordinates\":[[119.9998964,29.9999842],");
        assertThat(text(features, "roadside_units", "unit-1"))
                .endsWith(
                        "{\"station_id_hex\":\"5253555445535431\",\"range_m\":150.0},\"geometry\":{\"type\":\"Point\","
                                + "\"coordinates\":[120.0001244,30.0000722]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void sortsEveryLaneIntoOneLayer(String name) throws Exception {
        Zone zone = ShippedZonesTest.read(name);
        ZoneFeatures features = ZoneFeatures.of(zone);

        assertThat(List.of("lanes", "paths", "crosswalks").stream()
                        .mapToInt(layer -> features.find(layer).orElseThrow().size())
                        .sum())
                .isEqualTo(zone.lanes().lanes().size());
        for (FeatureLayer layer : features.layers()) {
            assertThat(layer.size()).as(layer.name()).isPositive();
            assertThat(layer.within(layer.bounds().orElseThrow())).isEqualTo(layer.all());
            String all = "[" + String.join(",", layer.all()) + "]";
            SourceReader.json(layer.name(), all.getBytes(StandardCharsets.UTF_8)); // is JSON without double keys
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "119.9998, 29.9999, 120.0002, 30.0001, 1, around it",
        "119.99995, 29.99999, 119.99996, 30.00001, 1, inside",
        "120, 30, 120, 30, 1, a point of it",
        "119.9998, 29.9998, 119.9998965, 29.9999099, 1, its corner",
        "119.9998, 29.9998, 119.99989, 29.9999, 0, beside it",
        "120.0002, 29, 180, 31, 0, east of it",
        "170, 29, -170, 31, 0, over the 180th meridian",
        "119, 29, -170, 31, 1, over the 180th meridian and over it",
    })
    void findsAJunctionByABoxThatTouchesIt(
            double west, double south, double east, double north, int found, String where) throws ZoneException {
        FeatureLayer junctions =
                ZoneFeatures.of(MiniZone.read()).find("junctions").orElseThrow();
        assertThat(junctions.within(new GeoBox(west, south, east, north)))
                .as(where)
                .hasSize(found);
    }

    @Test
    void findsADiagonalLaneNotByTheCornerOfItsBox() throws ZoneException {
        FeatureLayer paths = ZoneFeatures.of(MiniZone.read()).find("paths").orElseThrow();
        assertThat(paths.within(new GeoBox(120.0000170, 30.0000150, 120.0000180, 30.0000160)))
                .noneMatch(text -> text.contains("\"id\":\"a_2>d_0\""));
        assertThat(paths.within(new GeoBox(119.9999680, 30.0000220, 119.9999700, 30.0000230)))
                .anyMatch(text -> text.contains("\"id\":\"a_2>d_0\""));
    }

    @Test
    void tellsUnitsWithoutAPlaceAsFeaturesWithoutGeometry() throws ZoneException {
        Zone zone =
                MiniZone.read().withRoadsideUnits(List.of(new RoadsideUnit("u", 1, 0, 0, Double.POSITIVE_INFINITY)));
        FeatureLayer units = ZoneFeatures.of(zone).find("roadside_units").orElseThrow();
        assertThat(units.bounds()).isEmpty();
        assertThat(units.within(new GeoBox(0, 0, 1, 1)))
                .containsExactly("{\"type\":\"Feature\",\"id\":\"u\",\"properties\":"
                        + "{\"station_id_hex\":\"0000000000000001\",\"range_m\":null},\"geometry\":null}");
    }

    @ParameterizedTest
    @CsvSource({"181, 0, 0, 1", "0, 1, 1, 0", "0, -91, 0, 0", "0, 0, NaN, 0", "0, NaN, 0, 0"})
    void aBoxOutsideOfTheWorldIsRefused(double west, double south, double east, double north) {
        assertThatThrownBy(() -> new GeoBox(west, south, east, north))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("box out of range: west_deg=");
    }

    private static String text(ZoneFeatures features, String layer, String id) {
        return features.find(layer).orElseThrow().find(id).orElseThrow();
    }
}
