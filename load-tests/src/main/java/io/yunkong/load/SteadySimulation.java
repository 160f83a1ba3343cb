package io.yunkong.load;

import io.gatling.javaapi.core.Simulation;
import java.util.List;

/** Vehicles arrive and leave at a constant rate, so that the wanted number is on the road at any time. */
public final class SteadySimulation extends Simulation {
    public SteadySimulation() {
        LoadRun run = LoadRun.current();
        setUp(run.withOperators(List.of(run.steadyApproaches())))
                .protocols(run.protocols())
                .assertions(run.assertions());
    }
}
