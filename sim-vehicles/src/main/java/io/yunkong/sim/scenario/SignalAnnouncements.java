package io.yunkong.sim.scenario;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.TimeChangeDetails;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What roadside units tell of signals in a play: a SPAT for each controller, five times a second, by the unit nearest to it. */
final class SignalAnnouncements {
    private static final int EVERY_MS = 200;
    private static final int PHASES_MAX = 16;
    private static final int PHASE_STATES_MAX = 16;
    private static final int TIME_MARK_MAX = 35_999;
    private static final int TIME_MARK_UNKNOWN = 36_001;

    private final Play play;
    private final SignalNumbers numbers;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    SignalAnnouncements(Play play, SignalNumbers numbers) {
        this.play = play;
        this.numbers = numbers;
    }

    /** @throws IllegalArgumentException if the zone's MAP messages have no number for a signal */
    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        Set<String> controllers = new LinkedHashSet<>();
        play.scenario().signals().forEach(cue -> controllers.add(cue.controller()));
        for (String controller : controllers) {
            int node = Announcements.node(numbers, controller);
            int count = 0;
            for (int atMs = Announcements.PHASE_MS; atMs < play.scenario().lastsS() * 1000; atMs += EVERY_MS) {
                Scenario.SignalCue cue = cueAt(controller, atMs / 1000.0);
                if (cue != null) {
                    long atUs = startUs + atMs * 1000L;
                    long speaker = speakerOf(controller, play.zone()).stationId();
                    for (SPAT spat : spats(node, phases(cue, atMs / 1000.0), Units.secondMark(atUs), count++)) {
                        frames.add(Announcements.frame(
                                codec,
                                Message.Kind.SPAT,
                                speaker,
                                atUs,
                                MessageFrame.newBuilder().setSpatFrame(spat).build()));
                    }
                }
            }
        }
        return frames;
    }

    private Scenario.@Nullable SignalCue cueAt(String controller, double atS) {
        Scenario.SignalCue current = null;
        for (Scenario.SignalCue cue : play.scenario().signals()) {
            if (cue.controller().equals(controller) && cue.atS() <= atS) {
                current = cue;
            }
        }
        return current;
    }

    /** As many messages as the phases of an intersection need. */
    static List<SPAT> spats(int node, List<Phase> phases, int secondMark, int count) {
        List<SPAT> spats = new ArrayList<>();
        for (int from = 0; from < phases.size(); from += PHASES_MAX) {
            spats.add(SPAT.newBuilder()
                    .setMsgCnt(count % 128)
                    .setTimeStamp(secondMark)
                    .addIntersections(IntersectionState.newBuilder()
                            .setIntersectionId(NodeReferenceID.newBuilder().setId(node))
                            .setStatus(0)
                            .setTimeStamp(secondMark)
                            .addAllPhases(phases.subList(from, Math.min(phases.size(), from + PHASES_MAX))))
                    .build());
        }
        return spats;
    }

    /** Now, and, where the controller tells when that ends, what comes after it. */
    private List<Phase> phases(Scenario.SignalCue now, double atS) {
        Map<Integer, Phase.Builder> phases = new LinkedHashMap<>();
        shown(now)
                .forEach((phase, letter) -> phases.put(
                        phase, Phase.newBuilder().setId(phase).addPhaseStates(state(letter, 0, untilMark(now, atS)))));
        for (Scenario.SignalCue next : Double.isNaN(now.untilS()) ? List.<Scenario.SignalCue>of() : cuesAfter(now)) {
            int fromMark = Math.clamp(Math.round((next.atS() - atS) * 10), 1, TIME_MARK_MAX);
            shown(next).forEach((phase, letter) -> {
                Phase.Builder known = phases.get(phase);
                if (known != null && known.getPhaseStatesCount() < PHASE_STATES_MAX) {
                    known.addPhaseStates(state(letter, fromMark, untilMark(next, atS)));
                }
            });
        }
        return phases.values().stream().map(Phase.Builder::build).toList();
    }

    private List<Scenario.SignalCue> cuesAfter(Scenario.SignalCue now) {
        return play.scenario().signals().stream()
                .filter(cue -> cue.controller().equals(now.controller()) && cue.atS() > now.atS())
                .toList();
    }

    /** Letter by phase. */
    private Map<Integer, Character> shown(Scenario.SignalCue cue) {
        Map<Integer, Character> shown = new LinkedHashMap<>();
        for (int link = 0; link < cue.letters().length(); link++) {
            int phase = numbers.phase(cue.controller(), link);
            char letter = cue.letters().charAt(link);
            Character other = phase == 0 ? null : shown.putIfAbsent(phase, letter);
            if (other != null && other != letter) {
                throw new IllegalArgumentException("heads of one phase show two lights: controller=" + cue.controller()
                        + ", link=" + link + ", letters=" + other + letter);
            }
        }
        return shown;
    }

    private static int untilMark(Scenario.SignalCue cue, double atS) {
        return Double.isNaN(cue.untilS())
                ? TIME_MARK_UNKNOWN
                : Math.clamp(Math.round((cue.untilS() - atS) * 10), 0, TIME_MARK_MAX);
    }

    /** What a head shows from then to then, in tenths of a second from now. */
    static PhaseState state(char letter, int startMark, int untilMark) {
        return PhaseState.newBuilder()
                .setLight(light(letter))
                .setTiming(TimeChangeDetails.newBuilder()
                        .setCounting(TimeCountingDown.newBuilder()
                                .setStartTime(startMark)
                                .setLikelyEndTime(untilMark)))
                .build();
    }

    /** Letters as in signals.yaml and SUMO. */
    private static LightState light(char letter) {
        return switch (letter) {
            case 'G' -> LightState.LightState_protected_green;
            case 'g' -> LightState.LightState_permissive_green;
            case 'y' -> LightState.LightState_yellow;
            case 'r', 'u' -> LightState.LightState_red;
            case 'o' -> LightState.LightState_flashing_yellow;
            default -> LightState.LightState_dark;
        };
    }

    /** The roadside unit nearest to the first lane that the controller governs. */
    static RoadsideUnit speakerOf(String controller, Zone zone) {
        Lane governed = zone.lanes().lanes().stream()
                .filter(lane ->
                        lane.signal() != null && lane.signal().controller().equals(controller))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("governs no lane: controller=" + controller));
        return Announcements.nearest(
                zone, governed.line().eastM(0), governed.line().northM(0));
    }
}
