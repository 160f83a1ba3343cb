package io.yunkong.load;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;

/** A day of bus lines: buses stay connected from stop to stop and ask for priority, among vehicles that come and go. */
public final class BusLineDaySimulation extends Simulation {
    public BusLineDaySimulation() {
        LoadRun run = LoadRun.current();
        List<PopulationBuilder> fleet = new ArrayList<>(run.buses());
        fleet.add(run.steadyApproaches());
        setUp(run.withOperators(fleet)).protocols(run.protocols()).assertions(run.assertions());
    }
}
