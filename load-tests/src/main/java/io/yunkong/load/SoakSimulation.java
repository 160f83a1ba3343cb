package io.yunkong.load;

import io.gatling.javaapi.core.Simulation;
import java.util.List;

/** A steady load for long; what must not grow meanwhile is looked at beside it. */
public final class SoakSimulation extends Simulation {
    public SoakSimulation() {
        LoadRun run = LoadRun.current();
        setUp(run.withOperators(List.of(run.steadyApproaches())))
                .protocols(run.protocols())
                .assertions(run.assertions());
    }
}
