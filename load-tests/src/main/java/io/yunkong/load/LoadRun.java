package io.yunkong.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.yunkong.load.budget.Budget;
import io.yunkong.load.budget.Rank;
import io.yunkong.load.fleet.ApproachExchange;
import io.yunkong.load.fleet.BadInput;
import io.yunkong.load.fleet.BusExchange;
import io.yunkong.load.fleet.FleetTally;
import io.yunkong.load.fleet.RoadsideExchange;
import io.yunkong.load.fleet.RogueExchange;
import io.yunkong.load.fleet.Scene;
import io.yunkong.load.gatling.EdgeProtocol;
import io.yunkong.load.gatling.ExchangeAction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a load test: the parts that simulations put together. Gatling makes its simulations by class name, so the run in progress is handed
 * over here.
 */
final class LoadRun {
    private static final AtomicReference<@Nullable LoadRun> CURRENT = new AtomicReference<>();

    /** Buses do not all leave their first stop at once. */
    private static final Duration BUSES_START = Duration.ofSeconds(3);

    private final LoadPlan plan;
    private final Scene scene;

    LoadRun(LoadPlan plan, InstantSource clock) {
        this.plan = plan;
        this.scene = new Scene(plan.zone(), plan.course(), plan.test().buses(plan.vehicles()), plan.seed(), clock);
    }

    /** The run in progress. */
    static LoadRun current() {
        LoadRun run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("no load run: start the simulation with ./v2x load; refused");
        }
        return run;
    }

    void makeCurrent() {
        CURRENT.set(this);
    }

    Scene.Course course() {
        return plan.course();
    }

    FleetTally.Figures tally() {
        return scene.tally();
    }

    /** Approaches a second at which the road is as full as wanted. */
    double approachesPerSecond() {
        int paired = plan.vehicles()
                - plan.test().buses(plan.vehicles())
                - plan.test().rogues(plan.vehicles());
        return paired / 2.0 / ApproachExchange.DURATION_S;
    }

    /** As many pairs all the time. */
    PopulationBuilder steadyApproaches() {
        return approaches(constantUsersPerSec(approachesPerSecond()).during(course().whole()));
    }

    /** Pairs of vehicles, by open injection. */
    PopulationBuilder approaches(OpenInjectionStep... steps) {
        return scenario("approaches")
                .exec(ExchangeAction.exchange("approach", () -> new ApproachExchange(scene)))
                .injectOpen(steps);
    }

    /** Buses on their lines, and the roadside unit that answers them. */
    List<PopulationBuilder> buses() {
        Stream<PopulationBuilder> units = plan.zone().roadsideUnits().stream()
                .limit(1)
                .map(unit -> scenario("roadside unit")
                        .exec(ExchangeAction.exchange("roadside unit", () -> new RoadsideExchange(scene, unit)))
                        .injectOpen(atOnceUsers(1)));
        PopulationBuilder buses = scenario("buses")
                .exec(ExchangeAction.exchange("bus", () -> new BusExchange(scene)))
                .injectOpen(rampUsers(plan.test().buses(plan.vehicles())).during(BUSES_START));
        return Stream.concat(units, Stream.of(buses)).toList();
    }

    /** Devices that send bad input, of each kind as many as of any other, one more or less. */
    List<PopulationBuilder> rogues() {
        int rogues = plan.test().rogues(plan.vehicles());
        BadInput[] kinds = BadInput.values();
        return IntStream.range(0, kinds.length)
                .mapToObj(i -> scenario("rogues: " + kinds[i].key())
                        .exec(ExchangeAction.exchange("rogue", () -> new RogueExchange(scene, kinds[i])))
                        .injectOpen(atOnceUsers((rogues - i + kinds.length - 1) / kinds.length)))
                .toList();
    }

    /** Those, and the console and the API if there is a cloud. */
    List<PopulationBuilder> withOperators(List<PopulationBuilder> fleet) {
        List<PopulationBuilder> all = new ArrayList<>(fleet);
        if (plan.http().isPresent()) {
            all.addAll(Operators.of(plan.zone().name(), plan.course()));
        }
        return all;
    }

    List<ProtocolBuilder> protocols() {
        List<ProtocolBuilder> protocols = new ArrayList<>(List.of(new EdgeProtocol(plan.edge())));
        plan.http().ifPresent(http -> protocols.add(Operators.protocol(http)));
        return protocols;
    }

    /** Nothing fails, and every budget is kept. */
    List<Assertion> assertions() {
        return Stream.concat(
                        Stream.of(global().failedRequests().count().is(0L)),
                        plan.budgets().all().stream().map(LoadRun::assertion))
                .toList();
    }

    private static Assertion assertion(Budget budget) {
        var time = details(budget.of().key()).responseTime();
        return (budget.rank().equals(Rank.MAX)
                        ? time.max()
                        : time.percentile(budget.rank().percentile()))
                .lte(budget.limitMs());
    }
}
