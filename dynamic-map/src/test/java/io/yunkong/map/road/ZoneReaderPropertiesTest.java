package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes the files hold: a zone, or a refusal with file, line and reason; nothing else comes out. */
class ZoneReaderPropertiesTest {
    private static final long SEED = 20261121;

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : ZoneReader.FILES) {
            files.put(name, Files.readAllBytes(Path.of("src", "test", "resources", "zones", "mini", name)));
        }
        return files;
    }

    @Test
    void refusesOrReadsSpoiltFiles() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 6000; i++) {
            Map<String, byte[]> files = files();
            String name = ZoneReader.FILES.get(random.nextInt(ZoneReader.FILES.size()));
            files.computeIfPresent(name, (n, bytes) -> spoilt(bytes, random));
            try {
                assertThat(new ZoneReader("mini", files).read("0", "0").lanes().lanes())
                        .isNotNull();
            } catch (ZoneException e) {
                refused++;
                assertThat(e).hasMessageMatching("mini/[a-z-]+\\.(yaml|geojson):[0-9]+: .+; zone refused");
            }
        }
        System.out.printf("spoilt zones: seed=%d rows=6000 refused=%d%n", SEED, refused);
        assertThat(refused).isGreaterThan(2000);
    }

    private static byte[] spoilt(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) "0123456789{}[],:\"-&*!|>'%@# \n".charAt(random.nextInt(29));
                yield changed;
            }
            case 3 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 1 + random.nextInt(20)), bytes.length));
            default -> {
                int from = random.nextInt(bytes.length);
                byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(60)));
                yield joined(joined(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        };
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void refusesFilesNestedWithoutEnd() throws IOException {
        for (String name : ZoneReader.FILES) {
            Map<String, byte[]> files = files();
            files.put(name, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            try {
                new ZoneReader("mini", files).read("0", "0");
                throw new AssertionError("read " + name);
            } catch (ZoneException e) {
                assertThat(e).hasMessageMatching("mini/" + name + ":[0-9]+: .+; zone refused");
            }
        }
    }
}
