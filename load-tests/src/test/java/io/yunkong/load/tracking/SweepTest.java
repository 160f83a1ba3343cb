package io.yunkong.load.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.load.observe.NoiseFlags;
import io.yunkong.load.observe.RoadUser;
import io.yunkong.load.observe.Tick;
import io.yunkong.load.observe.TrueState;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SweepTest {
    private final StringWriter out = new StringWriter();

    private static Zone zone() throws IOException {
        return MapFile.read(Path.of("..", "zones", "longzi-lake"));
    }

    /** Two cars that drive behind each other along the longest lane of the zone. */
    private static Truth truth(Zone zone) {
        Lane lane = zone.lanes().lanes().stream()
                .filter(any -> any.kind() == LaneKind.VEHICLE)
                .max(Comparator.comparingDouble(Lane::lengthM))
                .orElseThrow();
        List<Tick> ticks = new ArrayList<>();
        for (int tenth = 0; tenth <= 60; tenth++) {
            Map<Integer, TrueState> states = new LinkedHashMap<>();
            for (int id = 1; id <= 2; id++) {
                double alongM = tenth + 30 * id;
                double east = lane.line().eastAt(alongM);
                double north = lane.line().northAt(alongM);
                states.put(
                        id,
                        new TrueState(
                                id,
                                zone.plane().latitudeDeg(east, north),
                                zone.plane().longitudeDeg(east, north),
                                Math.toDegrees(lane.line().headingAt(alongM)),
                                10,
                                0));
            }
            ticks.add(new Tick(tenth / 10.0, states));
        }
        return new Truth(
                "two", Map.of(1, new RoadUser(1, "car", 4.6, 1.8), 2, new RoadUser(2, "car", 4.6, 1.8)), ticks);
    }

    @Test
    void exactReportsGiveExactTracksOfBothTrackers() throws IOException {
        Zone zone = zone();
        Trial trial = Trial.run(
                truth(zone),
                zone,
                NoiseFlags.published().noiseTimes(0).withEquipped(1).withUnits(0),
                1);
        for (Score score : List.of(trial.ours(), trial.plain())) {
            assertThat(score.get(Score.IDF1)).isEqualTo(1);
            assertThat(score.get(Score.POSITION_RMSE)).isLessThan(0.3);
        }
    }

    @Test
    void twoRunsPrintTheSameTable() throws IOException {
        Zone zone = zone();
        List<Variation> some = Variation.few().subList(0, 2);
        StringWriter second = new StringWriter();
        for (StringWriter to : List.of(out, second)) {
            new Sweep(NoiseFlags.published().withEquipped(1), some, 1, new PrintWriter(to, true))
                    .run(List.of(new Sweep.Course(truth(zone), zone)));
        }
        assertThat(out.toString()).isEqualTo(second.toString()).contains("| two | noise x2 | ");
        assertThat(out.toString().lines()).hasSize(2 + some.size());
    }

    @Test
    void driversKeepBesideTheirPathByADistanceOfTheirOwn() throws IOException {
        Zone zone = zone();
        Truth truth = truth(zone);
        Truth beside = truth.offCentre(0.5, 3);
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < truth.ticks().size(); i += 60) {
            for (int id = 1; id <= 2; id++) {
                TrueState on =
                        Objects.requireNonNull(truth.ticks().get(i).states().get(id));
                TrueState off =
                        Objects.requireNonNull(beside.ticks().get(i).states().get(id));
                distances.add(Math.hypot(
                        zone.plane().eastM(on.latitudeDeg(), on.longitudeDeg())
                                - zone.plane().eastM(off.latitudeDeg(), off.longitudeDeg()),
                        zone.plane().northM(on.latitudeDeg(), on.longitudeDeg())
                                - zone.plane().northM(off.latitudeDeg(), off.longitudeDeg())));
            }
        }
        assertThat(distances).allMatch(distance -> distance > 0.001 && distance < 2.5);
        assertThat(distances.get(2)).isCloseTo(distances.getFirst(), within(1e-6));
        assertThat(distances.get(1)).isNotCloseTo(distances.getFirst(), within(1e-3));
    }

    @Test
    void theFirstVariationChangesNothingAndNoNameIsUsedTwice() {
        assertThat(Variation.all().getFirst().change().apply(NoiseFlags.published()))
                .isEqualTo(NoiseFlags.published());
        assertThat(Variation.all().stream().map(Variation::name)).doesNotHaveDuplicates();
        assertThat(Variation.few()).hasSize(8);
    }

    @Test
    void wrongUsageIsToldAndNothingIsRun() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new TrackingCommand()).setErr(new PrintWriter(err, true));
        assertThat(command.execute("--truth", "a,b", "--map", "a")).isEqualTo(2);
        assertThat(command.execute("--truth", "a", "--map", "a", "--seeds", "0"))
                .isEqualTo(2);
        assertThat(command.execute("--truth", "a", "--map", "a")).isEqualTo(1);
        assertThat(err.toString())
                .contains("a map for each set is needed: sets=2, maps=1; nothing measured")
                .contains("seeds out of range: seeds=0, limit=1..100; nothing measured")
                .contains("no such file: file=a_objects.csv.gz");
    }
}
