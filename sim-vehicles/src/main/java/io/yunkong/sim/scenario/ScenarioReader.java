package io.yunkong.sim.scenario;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.ClearReason;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningSeverity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a scenario file (docs/scenarios.md) and checks that it can be played in its zone. */
final class ScenarioReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "title_zh",
            "title_en",
            "application",
            "kind",
            "seed",
            "lasts_s",
            "bad_input",
            "actors",
            "signals",
            "signals_run",
            "priority_requests",
            "lights",
            "roadside_messages",
            "expect",
            "advise",
            "never");
    private static final Set<String> SIGNAL_KEYS = Set.of("at_s", "controller", "state", "until_s");
    private static final Set<String> ROADSIDE_KEYS =
            Set.of("at_s", "until_s", "event_type", "sign_type", "lane", "s_m", "radius_m", "path", "description");
    private static final Set<String> EXPECT_KEYS = Set.of(
            "application",
            "severity",
            "host",
            "counterpart",
            "from_s",
            "to_s",
            "cleared_by_s",
            "clear_reason",
            "optional");

    private static final Set<String> ADVISE_KEYS =
            Set.of("application", "host", "manoeuvre", "from_s", "to_s", "min_mps", "max_mps", "ended_by_s");

    private static final double LASTS_MAX_S = 60;
    /** What is to come after the play may be told in it. */
    private static final double SIGNAL_MAX_S = 3600;

    private static final String APPLICATION = "WARNING_APPLICATION_";

    /** Applications that warn of a collision: they never warn of another one than expected. */
    private static final Set<String> COLLISIONS = Set.of("FCW", "ICW", "LTA", "BSW_LCW", "DNPW", "VRUCW");

    private final ScenarioNode.Keys keys;
    private final Zone zone;

    private ScenarioReader(ScenarioNode.Keys keys, Zone zone) {
        this.keys = keys;
        this.zone = zone;
    }

    /**
     * @param file its path for messages; name without folder and ".yaml" is the scenario's
     * @throws ScenarioException with file, line and reason
     */
    static Scenario read(String file, byte[] bytes, Zone zone) throws ScenarioException {
        ScenarioReader reader =
                new ScenarioReader(ScenarioNode.read(file, bytes).keys(KEYS), zone);
        return reader.read(file);
    }

    private Scenario read(String file) throws ScenarioException {
        String name = keys.text("name");
        String fileName = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}") || !fileName.equals(name + ".yaml")) {
            throw keys.refuse("name", "not the file's name: name=" + name + ", file=" + fileName);
        }
        double lastsS = keys.number("lasts_s", 1, LASTS_MAX_S);
        List<Actor> actors = actors(lastsS);
        Scenario.Kind kind = keys.word("kind", Scenario.Kind.class);
        List<Scenario.Expectation> expected = expectations(actors, lastsS);
        List<Scenario.AdviceExpectation> advised = advised(actors, lastsS);
        List<Scenario.SignalCue> signals = signals();
        Set<String> cued = signals.stream().map(Scenario.SignalCue::controller).collect(Collectors.toSet());
        String application = about();
        boolean fires = expected.stream().anyMatch(e -> plain(e.application()).equals(application) && !e.optional())
                || advised.stream().anyMatch(e -> e.application().equals(application));
        if ((kind == Scenario.Kind.FIRES) != fires && kind != Scenario.Kind.BORDERLINE) {
            throw keys.refuse(
                    "kind",
                    "does not fit what is expected: kind=" + keys.text("kind") + ", " + application + " expected="
                            + fires);
        }
        return new Scenario(
                name,
                keys.text("title_zh"),
                keys.text("title_en"),
                application,
                kind,
                keys.whole("seed", 0, Integer.MAX_VALUE),
                lastsS,
                keys.flag("bad_input", false),
                actors,
                signals,
                roadside(lastsS),
                expected,
                advised,
                PriorityReader.read(keys, actors, zone, lastsS, cued),
                never());
    }

    /** The application it is about, one that warns or one that advises. */
    private String about() throws ScenarioException {
        String named = keys.text("application");
        return isAdvice(named) ? named : plain(application(keys, "application"));
    }

    private static boolean isAdvice(String name) {
        return Arrays.stream(AdviceApplication.values())
                .filter(application -> application != AdviceApplication.ADVICE_APPLICATION_UNSPECIFIED
                        && application != AdviceApplication.UNRECOGNIZED)
                .anyMatch(application -> Scenario.plain(application).equals(name));
    }

    private List<Scenario.AdviceExpectation> advised(List<Actor> actors, double lastsS) throws ScenarioException {
        List<Scenario.AdviceExpectation> advised = new ArrayList<>();
        for (ScenarioNode node : keys.listIfAny("advise")) {
            ScenarioNode.Keys one = node.keys(ADVISE_KEYS);
            String application = one.text("application");
            if (!isAdvice(application)) {
                throw one.refuse("application", "unknown application: application=" + application);
            }
            double fromS = one.number("from_s", 0, lastsS);
            advised.add(new Scenario.AdviceExpectation(
                    application,
                    equipped(one, actors).id(),
                    manoeuvre(one),
                    fromS,
                    one.number("to_s", fromS, lastsS),
                    one.number("min_mps", 0, 60, Double.NaN),
                    one.number("max_mps", 0, 60, Double.NaN),
                    one.number("ended_by_s", fromS, lastsS, Double.NaN)));
        }
        return advised;
    }

    private static String manoeuvre(ScenarioNode.Keys one) throws ScenarioException {
        String text = one.text("manoeuvre");
        for (AdvisedManoeuvre manoeuvre : AdvisedManoeuvre.values()) {
            if (manoeuvre != AdvisedManoeuvre.ADVISED_MANOEUVRE_UNSPECIFIED
                    && manoeuvre != AdvisedManoeuvre.UNRECOGNIZED
                    && Scenario.plain(manoeuvre).equals(text)) {
                return text;
            }
        }
        throw one.refuse(
                "manoeuvre", "unknown manoeuvre: manoeuvre=" + text + ", known=keep_speed, slow_down, speed_up, stop");
    }

    /** The host of an expectation. */
    private static Actor equipped(ScenarioNode.Keys one, List<Actor> actors) throws ScenarioException {
        Actor host = actor(one, "host", actors);
        if (!host.equipped()) {
            throw one.refuse("host", "not equipped, so nobody can tell it anything: host=" + host.id());
        }
        return host;
    }

    private List<Actor> actors(double lastsS) throws ScenarioException {
        List<Actor> actors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        ActorReader reader = new ActorReader(lastsS);
        for (ScenarioNode node : keys.list("actors")) {
            Actor actor = reader.read(node);
            if (!ids.add(actor.id())) {
                throw node.refuse("id used twice: id=" + actor.id());
            }
            try {
                Motion _ = new Motion(actor, zone.lanes(), lastsS);
            } catch (IllegalArgumentException e) {
                throw node.refuse(String.valueOf(e.getMessage()));
            }
            actors.add(actor);
        }
        if (actors.isEmpty()) {
            throw keys.refuse("actors", "no actors");
        }
        return actors;
    }

    private List<Scenario.SignalCue> signals() throws ScenarioException {
        List<Scenario.SignalCue> cues = new ArrayList<>();
        for (ScenarioNode node : keys.listIfAny("signals")) {
            ScenarioNode.Keys cue = node.keys(SIGNAL_KEYS);
            String id = cue.text("controller");
            SignalController controller = zone.signals().stream()
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> cue.refuse("controller", "no such controller: controller=" + id));
            String letters = cue.text("state");
            int links = controller.phases().getFirst().state().length();
            if (letters.length() != links || !letters.matches("[GgyruoO]*")) {
                throw cue.refuse(
                        "state", "not one letter of GgyruoO for each link: state=" + letters + ", links=" + links);
            }
            cues.add(new Scenario.SignalCue(
                    cue.number("at_s", 0, SIGNAL_MAX_S),
                    id,
                    letters,
                    cue.number("until_s", 0, SIGNAL_MAX_S, Double.NaN)));
        }
        return cues;
    }

    private List<RoadsideCue> roadside(double lastsS) throws ScenarioException {
        List<RoadsideCue> cues = new ArrayList<>();
        for (ScenarioNode node : keys.listIfAny("roadside_messages")) {
            ScenarioNode.Keys cue = node.keys(ROADSIDE_KEYS);
            if (cue.has("event_type") == cue.has("sign_type")) {
                throw cue.refuse("not one of two keys: keys=event_type, sign_type");
            }
            Spot place = ActorReader.spot(cue);
            List<String> path = cue.has("path") ? cue.texts("path") : List.of();
            requireLane(cue, "lane", place.lane());
            for (String lane : path) {
                requireLane(cue, "path", lane);
            }
            double fromS = cue.number("at_s", 0, lastsS);
            cues.add(new RoadsideCue(
                    fromS,
                    cue.number("until_s", fromS, lastsS, lastsS),
                    cue.has("event_type") ? OptionalInt.of(cue.whole("event_type", 0, 65_535)) : OptionalInt.empty(),
                    cue.has("sign_type") ? OptionalInt.of(cue.whole("sign_type", 0, 65_535)) : OptionalInt.empty(),
                    place,
                    cue.number("radius_m", 0.1, 5_000),
                    path,
                    cue.has("description") ? cue.text("description") : ""));
        }
        return cues;
    }

    private void requireLane(ScenarioNode.Keys cue, String key, String id) throws ScenarioException {
        LaneMap lanes = zone.lanes();
        if (lanes.findLane(id).isEmpty()) {
            throw cue.refuse(key, "no such lane: lane=" + id);
        }
    }

    private List<Scenario.Expectation> expectations(List<Actor> actors, double lastsS) throws ScenarioException {
        List<Scenario.Expectation> expected = new ArrayList<>();
        for (ScenarioNode node : keys.listIfAny("expect")) {
            ScenarioNode.Keys one = node.keys(EXPECT_KEYS);
            Optional<String> counterpart =
                    one.has("counterpart") ? Optional.of(counterpart(one, actors)) : Optional.empty();
            double fromS = one.number("from_s", 0, lastsS);
            expected.add(new Scenario.Expectation(
                    application(one, "application"),
                    equipped(one, actors).id(),
                    counterpart,
                    one.has("severity") ? severity(one) : 0,
                    fromS,
                    one.number("to_s", fromS, lastsS),
                    one.number("cleared_by_s", fromS, lastsS, Double.NaN),
                    one.has("clear_reason") ? Optional.of(clearReason(one)) : Optional.empty(),
                    one.flag("optional", false)));
        }
        return expected;
    }

    /** An actor or a kind of place. */
    private static String counterpart(ScenarioNode.Keys one, List<Actor> actors) throws ScenarioException {
        String named = one.text("counterpart");
        return Scenario.PLACES.contains(named)
                ? named
                : actor(one, "counterpart", actors).id();
    }

    private static String clearReason(ScenarioNode.Keys one) throws ScenarioException {
        String text = one.text("clear_reason");
        for (ClearReason reason : ClearReason.values()) {
            if (reason != ClearReason.CLEAR_REASON_UNSPECIFIED
                    && reason != ClearReason.UNRECOGNIZED
                    && Scenario.plain(reason).equals(text)) {
                return text;
            }
        }
        throw one.refuse("clear_reason", "unknown reason: clear_reason=" + text);
    }

    private static Actor actor(ScenarioNode.Keys one, String key, List<Actor> actors) throws ScenarioException {
        String id = one.text(key);
        for (Actor actor : actors) {
            if (actor.id().equals(id)) {
                return actor;
            }
        }
        throw one.refuse(key, "no such actor: " + key + "=" + id);
    }

    private static int severity(ScenarioNode.Keys one) throws ScenarioException {
        String text = one.text("severity");
        for (WarningSeverity severity : WarningSeverity.values()) {
            if (severity.name().equals("WARNING_SEVERITY_" + text.toUpperCase(Locale.ROOT))
                    && severity != WarningSeverity.WARNING_SEVERITY_UNSPECIFIED) {
                return severity.getNumber();
            }
        }
        throw one.refuse("severity", "unknown severity: severity=" + text);
    }

    /** Collision warnings, and what else is named; all of them with the one word all. */
    private Set<WarningApplication> never() throws ScenarioException {
        Set<WarningApplication> never = Arrays.stream(WarningApplication.values())
                .filter(application -> COLLISIONS.contains(plain(application)))
                .collect(Collectors.toCollection(HashSet::new));
        if (!keys.has("never")) {
            return never;
        }
        if (keys.node("never").isText()) {
            if (!keys.text("never").equals("all")) {
                throw keys.refuse("never", "neither a list nor all: never=" + keys.text("never"));
            }
            never.addAll(Set.of(WarningApplication.values()));
            return never;
        }
        for (String name : keys.texts("never")) {
            never.add(application(keys, "never", name));
        }
        return never;
    }

    private static WarningApplication application(ScenarioNode.Keys keys, String key) throws ScenarioException {
        return application(keys, key, keys.text(key));
    }

    /** By its name in the protocol, so that one that is added there is known here. */
    private static WarningApplication application(ScenarioNode.Keys keys, String key, String name)
            throws ScenarioException {
        for (WarningApplication application : WarningApplication.values()) {
            if (application.name().equals(APPLICATION + name)
                    && application != WarningApplication.WARNING_APPLICATION_UNSPECIFIED) {
                return application;
            }
        }
        throw keys.refuse(key, "unknown application: " + key + "=" + name);
    }

    /** As scenario files and people call it: FCW, ICW … */
    static String plain(WarningApplication application) {
        return application.name().replace(APPLICATION, "");
    }
}
