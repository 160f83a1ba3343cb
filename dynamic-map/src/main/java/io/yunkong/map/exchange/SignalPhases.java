package io.yunkong.map.exchange;

import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which phase of its intersection a signal head belongs to, as MAP and SPAT number them (PhaseID of T/CSAE 53): heads of one controller that
 * always show the same are one phase. Phases are numbered from 1 in the order of their first head; 0 means that there is none. Immutable.
 */
public final class SignalPhases {
    private static final int PHASE_ID_MAX = 255;

    private final Map<String, int[]> phaseOfLink;

    private SignalPhases(Map<String, int[]> phaseOfLink) {
        this.phaseOfLink = phaseOfLink;
    }

    public static SignalPhases of(Zone zone) {
        Map<String, int[]> phases = new HashMap<>();
        zone.signals().forEach(controller -> phases.put(controller.id(), number(controller)));
        return new SignalPhases(phases);
    }

    private static int[] number(SignalController controller) {
        int links = controller.phases().stream()
                .mapToInt(phase -> phase.state().length())
                .max()
                .orElse(0);
        int[] phaseOf = new int[links];
        Map<String, Integer> numbers = new HashMap<>();
        for (int link = 0; link < links; link++) {
            StringBuilder course = new StringBuilder();
            for (SignalController.Phase phase : controller.phases()) {
                course.append(link < phase.state().length() ? phase.state().charAt(link) : ' ');
            }
            int number = numbers.computeIfAbsent(course.toString(), _ -> numbers.size() + 1);
            phaseOf[link] = number <= PHASE_ID_MAX ? number : 0;
        }
        return phaseOf;
    }

    /** PhaseID of a head, 1..255; 0 = none, or of a controller that the zone does not have. */
    public int phaseId(@Nullable SignalRef head) {
        int[] phases = head == null ? null : phaseOfLink.get(head.controller());
        return head == null || phases == null || head.link() < 0 || head.link() >= phases.length
                ? 0
                : phases[head.link()];
    }
}
