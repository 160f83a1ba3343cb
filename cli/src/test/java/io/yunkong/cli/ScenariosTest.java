package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.HeardAdvice;
import io.yunkong.sim.client.HeardFrame;
import io.yunkong.sim.client.HeardWarning;
import io.yunkong.sim.scenario.Ear;
import io.yunkong.sim.scenario.LiveSignals;
import io.yunkong.sim.scenario.Outcome;
import io.yunkong.sim.scenario.Play;
import io.yunkong.sim.scenario.Scenario;
import io.yunkong.sim.scenario.Scenarios;
import io.yunkong.sim.scenario.SignalJudge;
import io.yunkong.sim.scenario.SignalNumbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario of the shipped zones, octets to warnings, with a clock that is moved by hand: the same each time, and fast. */
final class ScenariosTest {
    private static final long START_US = 1_800_000_000_000_000L;

    static Stream<Arguments> scenarios() throws Exception {
        List<Arguments> all = new ArrayList<>();
        for (String name : List.of("longzi-lake", "deqing")) {
            Path folder = Path.of("..", "zones", name);
            Zone zone = ZoneFolder.read(folder);
            for (Scenario scenario : Scenarios.read(folder, zone)) {
                all.add(Arguments.of(name + "/" + scenario.name(), scenario, zone));
            }
        }
        return all.stream();
    }

    /** Vehicles and roadside units. */
    private record Everybody(Ear ear, LiveSignals live) implements FleetEar {
        @Override
        public void hear(HeardWarning warning) {
            ear.hear(warning);
        }

        @Override
        public void hear(HeardAdvice advice) {
            ear.hear(advice);
        }

        @Override
        public void hear(HeardFrame frame) {
            live.hear(frame);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void raisesWhatItExpectsAndNothingElse(String name, Scenario scenario, Zone zone) throws Exception {
        Play play = new Play(scenario, zone);
        Ear ear = new Ear(play, START_US);
        List<String> unused = new ArrayList<>();
        SignalNumbers numbers = new ZoneSignalNumbers(zone);
        LiveSignals live = play.live(START_US, numbers);
        SignalJudge judge = new SignalJudge(play, numbers, START_US);
        ManualEdge edge = new ManualEdge(zone, START_US, new Everybody(ear, live), (observation, reason) -> {
            if (observation == null || reason != null) {
                unused.add(observation + " " + reason);
            }
        });
        play.stations().forEach(edge::hello);
        for (Frame frame : play.frames(START_US, numbers)) {
            for (Frame before : live.until(frame.sendAtUs())) {
                judge.see(before);
                edge.receive(before.kind(), before.stationId(), before.uper(), before.sendAtUs());
            }
            edge.receive(frame.kind(), frame.stationId(), frame.uper(), frame.sendAtUs());
        }
        edge.pass(START_US + Math.round(scenario.lastsS() * 1e6));

        Outcome outcome = ear.outcome().with(judge.faults());
        assertThat(outcome.faults())
                .as("%s raised %s advised %s", name, outcome.raised(), outcome.advised())
                .isEmpty();
        Set<String> refused = new TreeSet<>(unused);
        edge.warner().signals().refused().keySet().forEach(defect -> refused.add(defect.name()));
        refused.addAll(edge.downlink().refused());
        edge.warner().roadsideNotices().refused().keySet().forEach(defect -> refused.add(defect.name()));
        if (edge.emergencyRunsRefused() > 0) {
            refused.add("emergency run");
        }
        assertThat(!refused.isEmpty()).as("some not used: %s", refused).isEqualTo(scenario.badInput());
    }
}
