package io.yunkong.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;

/** From a tenth of the vehicles to all of them in two thirds of the time; then the peak. */
public final class MorningPeakSimulation extends Simulation {
    public MorningPeakSimulation() {
        LoadRun run = LoadRun.current();
        Duration rise = run.course().measured().multipliedBy(2).dividedBy(3);
        double peak = run.approachesPerSecond();
        setUp(run.withOperators(List.of(run.approaches(
                        constantUsersPerSec(peak / 10).during(run.course().warmUp()),
                        rampUsersPerSec(peak / 10).to(peak).during(rise),
                        constantUsersPerSec(peak).during(run.course().measured().minus(rise))))))
                .protocols(run.protocols())
                .assertions(run.assertions());
    }
}
