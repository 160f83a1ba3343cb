package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one actor of a scenario file and what it does. */
final class ActorReader {
    private static final Set<String> KEYS = Set.of(
            "id", "class", "equipped", "seen", "lane", "s_m", "backwards", "side_m", "route", "speed_mps", "does");

    /** What an action is called by, and what more it may have. */
    private static final Set<String> ACTIONS = Set.of(
            "accelerate_mps2",
            "change_lane",
            "sideways_m",
            "turn_signal",
            "lights",
            "events",
            "emergency_run",
            "tells_speed_mps",
            "silent");

    private static final double SPEED_MAX_MPS = 60;
    private static final double PLACE_MAX_M = 100_000;
    private static final double OVER_MAX_S = 20;

    private enum Side {
        LEFT,
        RIGHT
    }

    private enum TurnSignal {
        LEFT,
        RIGHT,
        OFF
    }

    private final double lastsS;

    /** @param lastsS how long the scenario lasts */
    ActorReader(double lastsS) {
        this.lastsS = lastsS;
    }

    Actor read(ScenarioNode node) throws ScenarioException {
        ScenarioNode.Keys keys = node.keys(KEYS);
        ActorClass type = keys.word("class", ActorClass.class);
        boolean equipped = keys.flag("equipped");
        boolean backwards = keys.flag("backwards", false);
        if (type == ActorClass.PEDESTRIAN && equipped) {
            throw keys.refuse("equipped", "a pedestrian sends no BSM: class=pedestrian, equipped=true");
        }
        if (type != ActorClass.PEDESTRIAN && backwards) {
            throw keys.refuse("backwards", "only pedestrians go against their lane: backwards=true");
        }
        return new Actor(
                id(keys),
                type,
                equipped,
                keys.flag("seen", true),
                spot(keys),
                backwards,
                keys.number("side_m", -20, 20, 0),
                keys.has("route") ? keys.texts("route") : List.of(),
                keys.number("speed_mps", 0, SPEED_MAX_MPS),
                actions(keys));
    }

    private static String id(ScenarioNode.Keys keys) throws ScenarioException {
        String id = keys.text("id");
        if (!id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw keys.refuse("id", "bad id: id=" + id + ", limit=[a-z0-9-]{1,32}");
        }
        if (Scenario.PLACES.contains(id)) {
            throw keys.refuse("id", "a kind of place is called so: id=" + id);
        }
        return id;
    }

    static Spot spot(ScenarioNode.Keys keys) throws ScenarioException {
        return new Spot(keys.text("lane"), keys.number("s_m", -PLACE_MAX_M, PLACE_MAX_M));
    }

    private List<Action> actions(ScenarioNode.Keys keys) throws ScenarioException {
        List<Action> actions = new ArrayList<>();
        double beforeS = 0;
        for (ScenarioNode node : keys.listIfAny("does")) {
            Set<String> known = new HashSet<>(ACTIONS);
            known.addAll(Set.of("at_s", "to_mps", "over_s"));
            ScenarioNode.Keys action = node.keys(known);
            List<String> named = ACTIONS.stream().filter(action::has).sorted().toList();
            if (named.size() != 1) {
                throw action.refuse("not one action: actions=" + named + ", known="
                        + ACTIONS.stream().sorted().toList());
            }
            double atS = action.number("at_s", 0, lastsS);
            if (atS < beforeS) {
                throw action.refuse("at_s", "not in order of time: at_s=" + atS + ", before=" + beforeS);
            }
            beforeS = atS;
            actions.add(action(named.getFirst(), atS, action));
        }
        return actions;
    }

    private static Action action(String name, double atS, ScenarioNode.Keys keys) throws ScenarioException {
        refuseOthers(name, keys);
        return switch (name) {
            case "accelerate_mps2" ->
                new Action.Accelerate(
                        atS, keys.number("accelerate_mps2", -12, 12), keys.number("to_mps", 0, SPEED_MAX_MPS));
            case "change_lane" ->
                new Action.ChangeLane(
                        atS, keys.word("change_lane", Side.class) == Side.LEFT, keys.number("over_s", 0, OVER_MAX_S));
            case "sideways_m" ->
                new Action.Sidestep(atS, keys.number("sideways_m", -20, 20), keys.number("over_s", 0, OVER_MAX_S));
            case "turn_signal" ->
                new Action.SignalTurn(
                        atS,
                        switch (keys.word("turn_signal", TurnSignal.class)) {
                            case LEFT -> Optional.of(Action.Light.LEFT_TURN_SIGNAL);
                            case RIGHT -> Optional.of(Action.Light.RIGHT_TURN_SIGNAL);
                            case OFF -> Optional.empty();
                        });
            case "lights" -> new Action.ShowLights(atS, Set.copyOf(keys.words("lights", Action.Light.class)));
            case "events" -> new Action.Report(atS, Set.copyOf(keys.words("events", Action.Event.class)));
            case "emergency_run" -> new Action.RunEmergency(atS, keys.flag("emergency_run"));
            case "tells_speed_mps" -> new Action.TellSpeed(atS, keys.number("tells_speed_mps", 0, SPEED_MAX_MPS));
            default -> new Action.FallSilent(atS, keys.flag("silent"));
        };
    }

    /** What belongs to another action. */
    private static void refuseOthers(String name, ScenarioNode.Keys keys) throws ScenarioException {
        if (keys.has("to_mps") && !name.equals("accelerate_mps2")) {
            throw keys.refuse("to_mps", "belongs to accelerate_mps2: key=to_mps, action=" + name);
        }
        if (keys.has("over_s") && !name.equals("change_lane") && !name.equals("sideways_m")) {
            throw keys.refuse("over_s", "belongs to change_lane and sideways_m: key=over_s, action=" + name);
        }
    }
}
