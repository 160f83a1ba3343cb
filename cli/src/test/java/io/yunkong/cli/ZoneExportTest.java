package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone's lane map on its way to others. */
final class ZoneExportTest {
    @TempDir
    Path folder = Path.of("");

    private static void expectMaps(List<String> lines) throws Exception {
        Set<Integer> nodes = new HashSet<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                byte[] octets = HexFormat.of().parseHex(line);
                assertThat(octets.length).isLessThan(8192);
                MapData map = MessageCodec.of(Edition.E2020).decode(octets).getMapFrame();
                nodes.add(map.getNodes(0).getId().getId());
            }
        }
        assertThat(nodes).hasSizeGreaterThan(40);
    }

    @Test
    void mapMessagesArePrintedAsTheDecoderReadsThem() throws Exception {
        Console run = Console.run("zone", "export", "longzi-lake", "--format", "map");
        assertThat(run.exitCode()).as(run.err()).isZero();
        expectMaps(run.out().lines().toList());
        assertThat(run.out()).startsWith("# node ");
    }

    @Test
    void eachFormatIsAFileInAFolderOfItsOwn() throws Exception {
        Path out = folder.resolve("made");
        Console maps = Console.run("zone", "export", "deqing", "--format", "map", "--out", out.toString());
        assertThat(maps.exitCode()).as(maps.err()).isZero();
        assertThat(maps.out())
                .startsWith("export: " + out.resolve("deqing-map.hex") + " messages=")
                .contains(" left_out=0");
        expectMaps(Files.readAllLines(out.resolve("deqing-map.hex")));
        Console json = Console.run("zone", "export", "deqing", "--format", "geojson", "--out", out.toString());
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(Files.readString(out.resolve("deqing.geojson")))
                .startsWith("{\"type\":\"FeatureCollection\"")
                .contains("\"kind\":\"stop_line\"");
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Console run = Console.run("zone", "export", "deqing", "--format", "map", "--out", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("v2x: file not writable: file=");
    }
}
