package io.yunkong.sim.scenario;

import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the controllers of a play that run have shown, by the SPAT that were sent and nothing else: whether it is what the scenario expects, and
 * whether heads were green together that never are in the fixed programme. Not thread-safe.
 */
public final class SignalJudge {
    private final Play play;
    private final SignalNumbers numbers;
    private final long startUs;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<PriorityCues.Lights> seen = new HashSet<>();
    /** Letter by phase of the SPAT of one time, which may be several messages. */
    private final Map<String, Map<Integer, Character>> shown = new HashMap<>();

    private long shownAtUs;

    public SignalJudge(Play play, SignalNumbers numbers, long startUs) {
        this.play = play;
        this.numbers = numbers;
        this.startUs = startUs;
    }

    /** Takes a frame that was sent; what is no SPAT is left alone. */
    public void see(Frame frame) {
        if (frame.kind() != Message.Kind.SPAT) {
            return;
        }
        if (frame.sendAtUs() != shownAtUs) {
            shown.clear();
            shownAtUs = frame.sendAtUs();
        }
        try {
            MessageFrame message = codec.decode(frame.uper());
            message.getSpatFrame().getIntersectionsList().forEach(this::see);
        } catch (UperException e) {
            throw new IllegalStateException("own message not readable: message=SPAT", e);
        }
    }

    private void see(IntersectionState intersection) {
        double atS = (shownAtUs - startUs) / 1e6;
        for (PriorityCues.Run run : play.scenario().priority().runs()) {
            if (numbers.node(run.controller()).orElse(-1)
                    == intersection.getIntersectionId().getId()) {
                Map<Integer, Character> letters = shown.computeIfAbsent(run.controller(), _ -> new HashMap<>());
                for (Phase phase : intersection.getPhasesList()) {
                    letters.put(phase.getId(), letter(phase.getPhaseStates(0).getLight()));
                }
                noConflict(run.controller(), letters, atS);
                asExpected(run.controller(), letters, atS);
            }
        }
    }

    private static char letter(LightState light) {
        return switch (light) {
            case LightState_protected_green, LightState_permissive_green -> 'G';
            case LightState_yellow -> 'y';
            default -> 'r';
        };
    }

    private void noConflict(String controller, Map<Integer, Character> letters, double atS) {
        SignalController programme = play.zone().signals().stream()
                .filter(one -> one.id().equals(controller))
                .findFirst()
                .orElseThrow();
        int links = programme.phases().getFirst().state().length();
        for (int a = 0; a < links; a++) {
            for (int b = 0; b < a; b++) {
                if (isGreen(controller, a, letters)
                        && isGreen(controller, b, letters)
                        && !everTogether(programme, a, b)) {
                    faults.add(String.format(
                            Locale.ROOT,
                            "conflicting greens: controller=%s, links=%d and %d, at_s=%.1f",
                            controller,
                            b,
                            a,
                            atS));
                }
            }
        }
    }

    private boolean isGreen(String controller, int link, Map<Integer, Character> letters) {
        return letters.getOrDefault(numbers.phase(controller, link), 'r') == 'G';
    }

    private static boolean everTogether(SignalController programme, int a, int b) {
        return programme.phases().stream()
                .anyMatch(phase -> PriorityCues.Seen.GREEN.is(phase.state().charAt(a))
                        && PriorityCues.Seen.GREEN.is(phase.state().charAt(b)));
    }

    private void asExpected(String controller, Map<Integer, Character> letters, double atS) {
        for (PriorityCues.Lights lights : play.scenario().priority().lights()) {
            SignalRef head = play.signalOf(lights.lane());
            Character letter = letters.get(numbers.phase(controller, head.link()));
            if (head.controller().equals(controller)
                    && letter != null
                    && atS >= lights.fromS()
                    && atS <= lights.toS()) {
                seen.add(lights);
                if (!lights.seen().is(letter)) {
                    faults.add(String.format(
                            Locale.ROOT,
                            "another light: lane=%s, at_s=%.1f, shown=%s, expected=%s",
                            lights.lane(),
                            atS,
                            letter,
                            lights.seen().name().toLowerCase(Locale.ROOT)));
                }
            }
        }
    }

    /** What is wrong, a sentence each; call it last. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        for (PriorityCues.Lights lights : play.scenario().priority().lights()) {
            if (!seen.contains(lights)) {
                all.add("no SPAT told it: lane=" + lights.lane() + ", from_s=" + lights.fromS());
            }
        }
        return all;
    }
}
