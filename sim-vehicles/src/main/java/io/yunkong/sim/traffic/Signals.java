package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the signal heads show. The world's second 0 is a given instant of the epoch clock, so roads and console see the same lamps. */
final class Signals {
    private final Map<String, SignalController> controllers = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final long startUs;

    Signals(List<SignalController> controllers, long startUs) {
        for (SignalController controller : controllers) {
            this.controllers.put(controller.id(), controller);
        }
        this.startUs = startUs;
    }

    void update(double nowS) {
        long at = startUs + Math.round(nowS * 1e6);
        controllers.forEach((id, controller) -> states.put(id, controller.stateAt(at)));
    }

    /** G protected green, g permissive green, y, r; '-' = no signal. */
    char letter(Lane lane) {
        SignalRef head = lane.signal();
        String state = head == null ? null : states.get(head.controller());
        return head == null || state == null || head.link() >= state.length() ? '-' : state.charAt(head.link());
    }

    /** The same at another time. */
    char letterAt(Lane lane, double atS) {
        SignalRef head = lane.signal();
        SignalController controller = head == null ? null : controllers.get(head.controller());
        if (head == null || controller == null) {
            return '-';
        }
        String state = controller.stateAt(startUs + Math.round(atS * 1e6));
        return head.link() >= state.length() ? '-' : state.charAt(head.link());
    }

    boolean mayGo(Lane lane) {
        char letter = letter(lane);
        return letter != 'r' && letter != 'y';
    }
}
