package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneGeoJsonTest {
    @Test
    void writesOneFeatureALine() throws ZoneException {
        List<String> lines = ZoneGeoJson.write(MiniZone.read()).lines().toList();

        assertThat(lines.getFirst()).isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[");
        assertThat(lines.getLast()).isEqualTo("]}");
        assertThat(lines)
                .contains(
                        "{\"type\":\"Feature\",\"id\":\"a_1\",\"properties\":{\"kind\":\"vehicle\",\"index\":1,\"road\":\"a\","
                                + "\"width_m\":3.5,\"speed_limit_mps\":13.89},\"geometry\":{\"type\":\"LineString\","
                                + "\"coordinates\":[[119.9989636,29.9999842],[119.9998964,29.9999842]]}},")
                .contains(
                        "{\"type\":\"Feature\",\"id\":\"stop a_2\",\"properties\":{\"kind\":\"stop_line\",\"lane\":\"a_2\","
                                + "\"signals\":[{\"controller\":\"j\",\"link\":0,\"turn\":\"straight\"},{\"controller\":\"j\",\"link\":0,\"turn\":\"left\"}]},\"geometry\":"
                                + "{\"type\":\"LineString\",\"coordinates\":[[119.9998964,30.0000316],[119.9998964,30.0000000]]}},")
                .contains("{\"type\":\"Feature\",\"id\":\"unit-1\",\"properties\":{\"kind\":\"roadside_unit\","
                        + "\"station_id_hex\":\"5253555445535431\",\"range_m\":150},\"geometry\":{\"type\":\"Point\","
                        + "\"coordinates\":[120.0001244,30.0000722]}},");
    }

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void givesBackTheCoordinatesOfTheLaneFile(String name) throws Exception {
        String written = ZoneGeoJson.write(ShippedZonesTest.read(name));
        String source = Files.readString(Path.of("..", "zones", name, "lanes.geojson"));
        Set<String> coordinates = Set.copyOf(lineCoordinates(written));

        assertThat(lineCoordinates(source)).hasSizeGreaterThan(1900).allMatch(coordinates::contains);
        assertThat(written.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_500_000);
        SourceReader.json("written.geojson", written.getBytes(StandardCharsets.UTF_8)); // is JSON without double keys
        for (String kind : List.of(
                "junction",
                "vehicle",
                "bicycle",
                "sidewalk",
                "crosswalk",
                "stop_line",
                "roadside_unit",
                "bus_stop",
                "place")) {
            assertThat(written).contains("{\"kind\":\"" + kind + "\"");
        }
    }

    private static List<String> lineCoordinates(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("\"coordinates\": ?(\\[\\[[0-9].*?]])}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).replaceAll("0+([,\\]])", "$1")); // 113.80 is 113.8
        }
        return found;
    }
}
