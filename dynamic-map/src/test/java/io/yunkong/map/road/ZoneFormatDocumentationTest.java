package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/zone-format.md names every file and key that the shipped zones use. */
class ZoneFormatDocumentationTest {
    private static final Set<String> GEOJSON_OWN_KEYS =
            Set.of("type", "features", "properties", "geometry", "coordinates");

    @Test
    void namesEveryFileAndKey() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "zone-format.md"));
        assertThat(page).contains("## " + ZoneReader.PARAMETERS);
        for (String file : ZoneReader.FILES) {
            assertThat(page).contains("## " + file);
            String text = Files.readString(Path.of("..", "zones", "longzi-lake", file));
            for (String key : keys(file, text)) {
                assertThat(page).as("key %s of %s", key, file).contains("`" + key + "`");
            }
        }
    }

    private static Set<String> keys(String file, String text) {
        Pattern pattern =
                Pattern.compile(file.endsWith(".yaml") ? "(?m)^(?!#)(?:.*?[{,-] |\\s*)([a-z_]+):" : "\"([a-z_]+)\": ");
        Set<String> keys = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        for (int at = 0; matcher.find(at); at = matcher.end(1)) {
            keys.add(matcher.group(1));
        }
        keys.removeAll(GEOJSON_OWN_KEYS);
        return keys;
    }
}
