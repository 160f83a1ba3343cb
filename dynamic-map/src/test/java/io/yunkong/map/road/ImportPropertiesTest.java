package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a map holds: a zone that can be written and read back, or a refusal with its reason; nothing else comes out. */
final class ImportPropertiesTest {
    private static final long SEED = 20261121;
    private static final int ROWS = 300;
    private static final String[] VALUES = {
        "0", "-1", "1e9", "-1e9", "1e-12", "0.5", "90", "180", "NaN", "", "99999", "-2", "1", "2", "10", "end", "start",
        "both"
    };

    private static String map(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ImportPropertiesTest.class.getResourceAsStream("/network/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"bend.net.xml, 100", "cross.xodr, 100", "cross.osm, 40"})
    void spoiltMapsAreReadOrRefused(String name, int readMin) throws IOException {
        Random random = new Random(SEED);
        String whole = map(name);
        int refused = 0;
        for (int i = 0; i < ROWS; i++) {
            String text = whole;
            for (int spoils = 1 + random.nextInt(3); spoils > 0; spoils--) {
                text = spoilt(text, random);
            }
            try {
                ImportedMap map = imported(name, text);
                ZoneFiles.read("x", ZoneFiles.of(map.zone()));
            } catch (ZoneException e) {
                refused++;
                assertThat(e).hasMessageMatching("(?s)x(/[a-z-]+\\.(yaml|geojson))?(:\\d+)?: .+; (map|zone) refused");
                assertThat(String.valueOf(e.getMessage())).as("can be written").doesNotStartWith("x/");
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + SEED + " row=" + i + "\n" + text, e);
            }
        }
        System.out.printf("spoilt maps: file=%s seed=%d rows=%d refused=%d%n", name, SEED, ROWS, refused);
        assertThat(ROWS - refused).isGreaterThan(readMin);
    }

    private static ImportedMap imported(String name, String text) throws ZoneException {
        if (name.endsWith(".xodr")) {
            return NetworkImport.openDrive("x", new StringReader(text));
        }
        return name.endsWith(".osm")
                ? NetworkImport.lanelet2("x", new StringReader(text))
                : NetworkImport.sumo("x", new StringReader(text));
    }

    /** Another value for an attribute, a line left out or told twice, a character changed. */
    private static String spoilt(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                int from = text.indexOf("=\"", at);
                int to = from < 0 ? -1 : text.indexOf('"', from + 2);
                yield to < 0
                        ? text
                        : text.substring(0, from + 2) + VALUES[random.nextInt(VALUES.length)] + text.substring(to);
            }
            case 4, 5 -> {
                int from = text.lastIndexOf('\n', at - 1) + 1;
                int to = text.indexOf('\n', at);
                String line = to < 0 ? "" : text.substring(from, to);
                boolean whole = line.strip().endsWith("/>") || line.strip().endsWith("</relation>");
                yield !whole
                        ? text
                        : text.substring(0, from)
                                + (random.nextBoolean() ? "" : line + "\n" + line)
                                + text.substring(to);
            }
            case 6 -> text.replaceFirst("id=\"[^\"]*\"", "id=\"" + VALUES[random.nextInt(VALUES.length)] + "\"");
            default -> text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1);
        };
    }
}
