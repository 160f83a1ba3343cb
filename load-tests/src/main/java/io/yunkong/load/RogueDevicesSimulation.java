package io.yunkong.load;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Devices that send bad input of every kind, among good ones that must not notice. */
public final class RogueDevicesSimulation extends Simulation {
    public RogueDevicesSimulation() {
        LoadRun run = LoadRun.current();
        List<PopulationBuilder> fleet = new ArrayList<>(run.rogues());
        fleet.add(run.steadyApproaches());
        setUp(run.withOperators(fleet)).protocols(run.protocols()).assertions(run.assertions());
    }
}
