package io.yunkong.sim.scenario;

import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a scenario file says of controllers that run, of requests for priority, and of the lights that have to come of it. */
final class PriorityReader {
    private static final Set<String> RUN_KEYS = Set.of("controller", "programme_s");
    private static final Set<String> REQUEST_KEYS = Set.of("host", "lane", "from_s", "to_s", "arrives_s", "ends");
    private static final Set<String> LIGHT_KEYS = Set.of("lane", "shows", "from_s", "to_s");
    private static final double CYCLE_MAX_S = 3_600;

    private final Zone zone;
    private final double lastsS;
    private final Set<String> cued;
    private final List<PriorityCues.Run> runs = new ArrayList<>();
    private final List<PriorityCues.Request> requests = new ArrayList<>();
    private final List<PriorityCues.Lights> lights = new ArrayList<>();

    private PriorityReader(Zone zone, double lastsS, Set<String> cued) {
        this.zone = zone;
        this.lastsS = lastsS;
        this.cued = cued;
    }

    /** @param cued controllers whose lights the scenario gives itself */
    static PriorityCues read(ScenarioNode.Keys keys, List<Actor> actors, Zone zone, double lastsS, Set<String> cued)
            throws ScenarioException {
        PriorityReader reader = new PriorityReader(zone, lastsS, cued);
        for (ScenarioNode node : keys.listIfAny("signals_run")) {
            reader.run(node.keys(RUN_KEYS));
        }
        for (ScenarioNode node : keys.listIfAny("priority_requests")) {
            reader.request(node.keys(REQUEST_KEYS), actors);
        }
        for (ScenarioNode node : keys.listIfAny("lights")) {
            reader.lights(node.keys(LIGHT_KEYS));
        }
        return new PriorityCues(reader.runs, reader.requests, reader.lights);
    }

    private void run(ScenarioNode.Keys run) throws ScenarioException {
        String id = run.text("controller");
        if (zone.signals().stream().map(SignalController::id).noneMatch(id::equals)) {
            throw run.refuse("controller", "no such controller: controller=" + id);
        }
        if (runs.stream().anyMatch(other -> other.controller().equals(id))) {
            throw run.refuse("controller", "runs twice: controller=" + id);
        }
        if (cued.contains(id)) {
            throw run.refuse("controller", "in signals as well: controller=" + id);
        }
        runs.add(new PriorityCues.Run(id, run.number("programme_s", 0, CYCLE_MAX_S)));
    }

    private void request(ScenarioNode.Keys request, List<Actor> actors) throws ScenarioException {
        String host = request.text("host");
        if (actors.stream().noneMatch(actor -> actor.id().equals(host) && actor.equipped())) {
            throw request.refuse("host", "no such actor, or not equipped: host=" + host);
        }
        double fromS = request.number("from_s", 0, lastsS);
        requests.add(new PriorityCues.Request(
                host,
                laneThatRuns(request),
                fromS,
                request.number("to_s", fromS, lastsS),
                request.number("arrives_s", 0, CYCLE_MAX_S),
                request.word("ends", PriorityCues.End.class)));
    }

    private void lights(ScenarioNode.Keys one) throws ScenarioException {
        double fromS = one.number("from_s", 0, lastsS);
        lights.add(new PriorityCues.Lights(
                laneThatRuns(one),
                one.word("shows", PriorityCues.Seen.class),
                fromS,
                one.number("to_s", fromS, lastsS)));
    }

    /** A lane whose signal runs here. */
    private String laneThatRuns(ScenarioNode.Keys one) throws ScenarioException {
        String id = one.text("lane");
        Set<String> running = new HashSet<>();
        runs.forEach(run -> running.add(run.controller()));
        SignalRef head = zone.lanes().findLane(id).map(lane -> lane.signal()).orElse(null);
        if (head == null || !running.contains(head.controller())) {
            throw one.refuse("lane", "no lane with a signal that runs: lane=" + id + ", runs=" + running);
        }
        return id;
    }
}
