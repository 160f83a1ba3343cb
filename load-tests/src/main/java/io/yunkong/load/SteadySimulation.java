package io.yunkong.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import io.yunkong.load.gatling.EdgeProtocol;
import io.yunkong.load.gatling.ExchangeAction;

/**
 * A steady day: staged approaches arrive at a constant rate (open workload), so that the wanted number of vehicles is on the road at any
 * time. Every approach must bring its host a forward collision warning, within the latency budget.
 */
public final class SteadySimulation extends Simulation {
    public SteadySimulation() {
        LoadPlan plan = LoadPlan.current();
        double approachesPerSecond = plan.vehicles() / 2.0 / Approach.DURATION_S;
        setUp(scenario("steady")
                        .exec(ExchangeAction.exchange("approach", plan::nextApproach))
                        .injectOpen(constantUsersPerSec(approachesPerSecond).during(plan.duration())))
                .protocols(new EdgeProtocol(plan.edge()))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(ApproachExchange.UPLINK_TO_WARNING)
                                .responseTime()
                                .percentile(plan.budgetPercentile())
                                .lte((int) plan.budget().toMillis()));
    }
}
