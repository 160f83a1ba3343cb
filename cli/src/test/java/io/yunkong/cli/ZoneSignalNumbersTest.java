package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.SignalState;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.scenario.Play;
import io.yunkong.sim.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scenarios tell of signals is what the map understands, at every controller of the shipped zones. */
final class ZoneSignalNumbersTest {
    private static final long START_US = 1_800_000_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"longzi-lake", "deqing"})
    void everyHeadShowsTheLetterOfTheFile(String name) throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", name));
        for (SignalController controller : zone.signals()) {
            ManualEdge edge = told(zone, controller);

            assertThat(edge.warner().signals().refused()).as(controller.id()).isEmpty();
            for (Lane lane : zone.lanes().lanes()) {
                SignalRef head = lane.signal();
                if (head != null && head.controller().equals(controller.id())) {
                    assertThat(light(edge, head))
                            .as("%s link %d", controller.id(), head.link())
                            .hasValue(expected(controller, head));
                }
            }
        }
    }

    private ManualEdge told(Zone zone, SignalController controller) throws Exception {
        Lane somewhere = zone.lanes().lanes().getFirst();
        Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("scenarios").resolve("told.yaml"), """
                name: told
                title_zh: 信号
                title_en: Signals are told
                application: FCW
                kind: silent
                seed: 1
                lasts_s: 1
                actors:
                  - {id: somebody, class: pedestrian, equipped: false, seen: false, lane: %s, s_m: 0, speed_mps: 0}
                signals:
                  - {at_s: 0, controller: %s, state: %s}
                """.formatted(
                somewhere.id(), controller.id(), controller.phases().getFirst().state()));
        Play play = new Play(Scenarios.read(folder, "told", zone), zone);
        List<String> nothing = new ArrayList<>();
        ManualEdge edge = new ManualEdge(
                zone, START_US, heard -> nothing.add(heard.warning().getWarningId()), (observation, reason) -> {});
        for (Frame frame : play.frames(START_US, new ZoneSignalNumbers(zone))) {
            edge.receive(frame.kind(), frame.stationId(), frame.uper(), frame.sendAtUs());
        }
        assertThat(nothing).isEmpty();
        return edge;
    }

    private static Optional<Light> light(ManualEdge edge, SignalRef head) {
        return edge.warner().signals().find(head, START_US + 1_000_000).map(SignalState::light);
    }

    private static Light expected(SignalController controller, SignalRef head) {
        return switch (controller.phases().getFirst().state().charAt(head.link())) {
            case 'G' -> Light.PROTECTED_GREEN;
            case 'g' -> Light.PERMISSIVE_GREEN;
            case 'y' -> Light.YELLOW;
            default -> Light.RED;
        };
    }
}
