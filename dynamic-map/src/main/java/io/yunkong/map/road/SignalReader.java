package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads signals.yaml. A controller without phases is one whose programme nobody told. */
final class SignalReader {
    private static final Set<String> CONTROLLER_KEYS = Set.of("id", "offset_s", "phases");
    private static final Set<String> PHASE_KEYS = Set.of("duration_s", "state");
    private static final double DURATION_MAX_S = 600;

    private SignalReader() {}

    static List<SignalController> read(SourceNode file) throws ZoneException {
        List<SignalController> controllers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SourceNode node : Fields.of(file, Set.of("controllers")).list("controllers")) {
            Fields controller = Fields.of(node, CONTROLLER_KEYS);
            String id = ZoneReader.newId(controller, ids);
            List<SignalController.Phase> phases = phases(controller);
            if (phases.isEmpty()) {
                controllers.add(new SignalController(id, 0, phases));
                continue;
            }
            double cycle = new SignalController(id, 0, phases).cycleS();
            double offset = controller.between("offset_s", 0, DURATION_MAX_S * phases.size());
            if (offset >= cycle) {
                throw controller.refuse(
                        "offset_s",
                        "value out of range: offset_s=" + Fields.plain(offset) + ", limit=[0, " + Fields.plain(cycle)
                                + ")");
            }
            controllers.add(new SignalController(id, offset, phases));
        }
        return controllers;
    }

    private static List<SignalController.Phase> phases(Fields controller) throws ZoneException {
        List<SignalController.Phase> phases = new ArrayList<>();
        for (SourceNode node : controller.list("phases")) {
            Fields phase = Fields.of(node, PHASE_KEYS);
            String state = phase.text("state");
            for (int i = 0; i < state.length(); i++) {
                char letter = state.charAt(i);
                if ("Ggyr".indexOf(letter) < 0) {
                    throw phase.refuse("state", "unknown signal letter: letter=" + letter + ", accepted=Ggyr");
                }
            }
            if (!phases.isEmpty() && state.length() != phases.getFirst().state().length()) {
                throw phase.refuse(
                        "state",
                        "number of links differs: links=" + state.length() + ", first phase="
                                + phases.getFirst().state().length());
            }
            phases.add(new SignalController.Phase(phase.positive("duration_s", DURATION_MAX_S), state));
        }
        return phases;
    }
}
