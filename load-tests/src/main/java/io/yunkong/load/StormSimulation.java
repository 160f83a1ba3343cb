package io.yunkong.load;

import io.gatling.javaapi.core.Simulation;
import java.util.List;

/** A steady load whose every connection breaks half-way, at once. All come back, resume their sessions and go on. */
public final class StormSimulation extends Simulation {
    public StormSimulation() {
        LoadRun run = LoadRun.current();
        setUp(run.withOperators(List.of(run.steadyApproaches())))
                .protocols(run.protocols())
                .assertions(run.assertions());
    }
}
