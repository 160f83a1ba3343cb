package io.yunkong.load.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ObservationsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSet() throws IOException {
        StringBuilder truth = new StringBuilder("t,id,lat,lon,heading,speed,accel,lane\n");
        for (int tenth = 0; tenth <= 50; tenth++) {
            // one goes north, the other east: they cross
            truth.append("%.1f,1,%.7f,113.8000000,0.0,10.0,0.0,a%n".formatted(tenth / 10.0, 34.8 + tenth * 9e-6));
            truth.append("%.1f,2,34.8002000,%.7f,90.0,10.0,0.0,b%n".formatted(tenth / 10.0, 113.7998 + tenth * 11e-6));
        }
        pack("set_truth.csv.gz", truth.toString());
        pack("set_objects.csv.gz", """
                id,sumo_id,class,type,length,width,height
                1,x,car,sedan,4.60,1.80,1.50
                2,y,bicycle,bike,1.60,0.65,1.70
                """);
    }

    private void pack(String name, String text) throws IOException {
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private int run(String... args) {
        return new CommandLine(new ObservationsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void twoRunsWriteTheSameOctets() throws IOException {
        assertThat(run("--truth", at("set"), "--out", at("a"), "--equipped", "1", "--rsus", "2"))
                .isZero();
        assertThat(run("--truth", at("set"), "--out", at("b"), "--equipped", "1", "--rsus", "2"))
                .isZero();
        assertThat(folder.resolve("a_obs.ndjson.gz")).hasSameBinaryContentAs(folder.resolve("b_obs.ndjson.gz"));
        assertThat(folder.resolve("a_key.json.gz")).hasSameBinaryContentAs(folder.resolve("b_key.json.gz"));
        assertThat(out.toString()).contains("seed=42 from_s=0.0 to_s=5.0 equipped=1 rsus=1");
    }

    @Test
    void theKeyItWroteIsReadAgainAndServesAsListOfSites() throws IOException {
        assertThat(run("--truth", at("set"), "--out", at("a"), "--equipped", "1"))
                .isZero();
        AnswerKey key = AnswerKeyFile.read(folder.resolve("a_key.json.gz"));
        assertThat(key.stations()).containsValue(1).hasSize(1);
        assertThat(key.toS()).isEqualTo(5.0);
        assertThat(run("--truth", at("set"), "--out", at("b"), "--sites", at("a_key.json.gz"), "--seed", "9"))
                .isZero();
        assertThat(AnswerKeyFile.read(folder.resolve("b_key.json.gz")).sites()).isEqualTo(key.sites());
    }

    @Test
    void putsTheUnitWhereTheWaysCross() throws IOException {
        run("--truth", at("set"), "--out", at("a"), "--rsus", "1");
        Site site = AnswerKeyFile.read(folder.resolve("a_key.json.gz")).sites().getFirst();
        assertThat(site.latitudeDeg()).isBetween(34.8000, 34.8004);
        assertThat(site.longitudeDeg()).isBetween(113.7998, 113.8002);
    }

    @Test
    void tellsOfWrongUsageAndOfFilesThatAreNotThere() {
        assertThat(run("--truth", at("set"), "--out", at("a"), "--bsm-loss", "2"))
                .isEqualTo(2);
        assertThat(run("--truth", at("nothing"), "--out", at("a"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("v2x load observations: loss out of range: value=2.0, limit=0.0..1.0")
                .contains("no such file: file=" + at("nothing_objects.csv.gz"));
    }
}
