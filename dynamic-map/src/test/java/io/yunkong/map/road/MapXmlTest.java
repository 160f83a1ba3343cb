package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.io.StringReader;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all importers of XML have in common: no entities, no endless files, no endless nesting. */
final class MapXmlTest {
    private static void read(String format, Reader source) throws ZoneException {
        switch (format) {
            case "net" -> NetworkImport.sumo("x", source);
            case "OpenDRIVE" -> NetworkImport.openDrive("x", source);
            default -> NetworkImport.lanelet2("x", source);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "OpenDRIVE", "osm"})
    void entitiesAreNotReadNorBlownUp(String root) {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE " + root + " [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append(String.format(Locale.ROOT, "<!ENTITY l%d \"&l%d;&l%d;\">", i, i - 1, i - 1));
        }
        String blown = laughs + "]><" + root + " name=\"&l29;\"/>";
        String outside =
                "<!DOCTYPE " + root + " [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><" + root + ">&f;</" + root + ">";

        assertThatThrownBy(() -> read(root, new StringReader(blown))).isInstanceOf(ZoneException.class);
        assertThatThrownBy(() -> read(root, new StringReader(outside)))
                .isInstanceOf(ZoneException.class)
                .hasMessageMatching("x:1: (document type or entity in a map|not XML: .*); map refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "OpenDRIVE", "osm"})
    void deepNestingIsRefused(String root) {
        String deep = "<" + root + ">" + (root.equals("net") ? "<param>" : "<a>").repeat(100_000);

        assertThatThrownBy(() -> read(root, new StringReader(deep)))
                .hasMessage("x:1: nested too deep: limit=40; map refused");
    }

    @Test
    void aFileWithoutAnEndIsRefused() {
        Reader endless = new Reader() {
            private boolean started;

            @Override
            public int read(char[] into, int from, int length) {
                String text = started ? " ".repeat(Math.min(length, 4_000)) : "<osm>";
                started = true;
                text.getChars(0, Math.min(length, text.length()), into, from);
                return Math.min(length, text.length());
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> read("osm", endless))
                .hasMessageMatching("x(:\\d+)?: file too large: limit=100000000 characters; map refused");
    }

    @Test
    void numbersAreThoseOfTheFormatAndNoOthers() throws ZoneException {
        String text = "<osm a=\"-1.5e2\" b=\".5\" c=\"NaN\" d=\"0x10\" e=\"1d\" f=\"1e10\"/>";
        try (MapXml xml = MapXml.open("x", new StringReader(text), "osm", "a map")) {
            assertThat(xml.number("a")).isEqualTo(-150);
            assertThat(xml.number("b")).isEqualTo(0.5);
            assertThat(xml.number("z", 7)).isEqualTo(7);
            for (String bad : new String[] {"c", "d", "e", "f"}) {
                assertThatThrownBy(() -> xml.number(bad)).hasMessageContaining("not a number: attribute=" + bad);
            }
            assertThatThrownBy(() -> xml.number("z"))
                    .hasMessage("x:1: missing attribute: element=osm, attribute=z; map refused");
        }
    }
}
