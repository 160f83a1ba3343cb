package io.yunkong.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedReaderTest {
    private static final String STATE =
            "\"lat\":34.8,\"lon\":113.8,\"hdg\":1,\"spd\":2,\"len\":4.6,\"wid\":1.9,\"cls\":\"car\"";
    /** Everything that a line has itself, with other values, inside something that no reader knows. */
    private static final String UNKNOWN =
            "\"gps\":{\"lat\":0,\"lon\":0,\"k\":\"x\",\"fix\":{\"spd\":9}},\"raw\":[{\"lat\":0},[1,2],3]";

    @TempDir
    Path folder;

    @Test
    void whatIsInsideUnknownFieldsIsNoneOfTheVehiclesOwn() throws IOException {
        String line = "{\"k\":\"bsm\",\"rx\":0.1,\"t\":0.0,\"id\":\"1A\",\"n\":1,%s}";

        Recorded with = read(line.formatted(STATE.replace(",\"hdg\"", "," + UNKNOWN + ",\"hdg\"")));

        assertThat(with).isEqualTo(read(line.formatted(STATE)));
    }

    @Test
    void whatIsInsideUnknownFieldsIsNoneOfAnObjectsOwn() throws IOException {
        String line = "{\"k\":\"rsm\",%s\"rx\":0.1,\"t\":0.0,\"rsu\":\"X\",\"objs\":[{\"pid\":1,%s},{\"pid\":2,%s}]}";

        Recorded with =
                read(line.formatted(UNKNOWN + ",", STATE.replace(",\"hdg\"", "," + UNKNOWN + ",\"hdg\""), STATE));

        assertThat(with).isEqualTo(read(line.formatted("", STATE, STATE)));
        assertThat(((Recorded.Rsm) with).objects()).hasSize(2);
    }

    private Recorded read(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("set_obs.ndjson"), line);
        try (RecordedReader reader = new RecordedReader(file)) {
            return Objects.requireNonNull(reader.next());
        }
    }
}
