package io.yunkong.map.signal;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.TurnDirection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owns what the signal heads of a zone show. It has room for the heads that govern a lane of the zone and for no other. What is not told
 * again within {@link #AGE_MAX_US} is not known any more: a signal may have changed. Not thread-safe: one owner; time comes with every call,
 * microseconds since 1970 UTC.
 */
public final class SignalStates {
    /** News of signals older than this decides nothing. */
    public static final long AGE_MAX_US = 500_000;

    private static final long FUTURE_MAX_US = 200_000;

    private final Map<String, Controller> controllers = new HashMap<>();
    private final Map<SignalDefect, Long> refused = new EnumMap<>(SignalDefect.class);
    private long taken;

    /** What is known of one head. */
    private static final class Head {
        @Nullable SignalState state;

        long stationId;
        long disputedUntilUs;
    }

    /** The heads of one controller by their number, null = governs no lane. */
    private static final class Controller {
        @Nullable Head[] heads = new Head[0];
        /** Pairs of heads that are never green with right of way at once. */
        final List<int[]> conflicts = new ArrayList<>();

        void add(int link) {
            if (link >= heads.length) {
                heads = Arrays.copyOf(heads, link + 1);
            }
            if (heads[link] == null) {
                heads[link] = new Head();
            }
        }

        @Nullable Head find(int link) {
            return link < 0 || link >= heads.length ? null : heads[link];
        }
    }

    /** Nothing is known of any signal of these lanes yet. */
    public SignalStates(LaneMap lanes) {
        learn(lanes);
    }

    /** Goes on with other lanes, under which a head may be another: nothing is known of any signal until it is told again. */
    public void activate(LaneMap next) {
        controllers.clear();
        learn(next);
    }

    private void learn(LaneMap lanes) {
        for (Lane lane : lanes.lanes()) {
            SignalRef head = lane.signal();
            if (head != null) {
                Controller controller = controllers.computeIfAbsent(head.controller(), _ -> new Controller());
                controller.add(head.link());
                for (int other : lane.conflictsWith()) {
                    SignalRef otherHead = lanes.lane(other).signal();
                    if (lane.index() < other
                            && otherHead != null
                            && otherHead.controller().equals(head.controller())
                            && exclusive(lane, lanes.lane(other))) {
                        controller.conflicts.add(new int[] {head.link(), otherHead.link()});
                    }
                }
            }
        }
    }

    /** Ways for vehicles that go through each other. Two left turns may be drawn so and yet pass; who joins the same road gives way. */
    private static boolean exclusive(Lane a, Lane b) {
        return a.kind() == LaneKind.VEHICLE
                && b.kind() == LaneKind.VEHICLE
                && (a.turn() == TurnDirection.STRAIGHT || b.turn() == TurnDirection.STRAIGHT)
                && a.line().crosses(b.line());
    }

    /**
     * Takes a report: all of it, the heads that can be used, or nothing.
     *
     * @return the first reason why it, or a head of it, was not used; null when all of it was
     */
    public @Nullable SignalDefect accept(SignalReport report, long nowUs) {
        Controller controller = controllers.get(report.controller());
        SignalDefect defect = defectOf(report, controller, nowUs);
        if (defect != null || controller == null) {
            return count(defect == null ? SignalDefect.UNKNOWN_CONTROLLER : defect);
        }
        taken++;
        SignalDefect first = null;
        for (SignalReport.Head told : report.heads()) {
            Head head = controller.find(told.link());
            SignalDefect reason = head == null ? SignalDefect.UNKNOWN_HEAD : take(head, told, report, nowUs);
            if (reason != null) {
                count(reason);
                first = first == null ? reason : first;
            }
        }
        return first;
    }

    private static @Nullable SignalDefect defectOf(SignalReport report, @Nullable Controller controller, long nowUs) {
        if (controller == null) {
            return SignalDefect.UNKNOWN_CONTROLLER;
        }
        if (nowUs - report.generatedAtUs() > AGE_MAX_US) {
            return SignalDefect.TOO_OLD;
        }
        if (report.generatedAtUs() - nowUs > FUTURE_MAX_US) {
            return SignalDefect.FROM_FUTURE;
        }
        return contradictsItself(report, controller);
    }

    private static @Nullable SignalDefect contradictsItself(SignalReport report, Controller controller) {
        @Nullable Light[] lights = new Light[controller.heads.length];
        for (SignalReport.Head told : report.heads()) {
            if (controller.find(told.link()) != null) {
                Light before = lights[told.link()];
                if (before != null && before != told.light()) {
                    return SignalDefect.TWO_PRESENT_LIGHTS;
                }
                lights[told.link()] = told.light();
            }
        }
        for (int[] pair : controller.conflicts) {
            if (lights[pair[0]] == Light.PROTECTED_GREEN && lights[pair[1]] == Light.PROTECTED_GREEN) {
                return SignalDefect.CONFLICTING_GREENS;
            }
        }
        return null;
    }

    private static @Nullable SignalDefect take(Head head, SignalReport.Head told, SignalReport report, long nowUs) {
        if (told.untilUs().isPresent()
                && told.untilUs().getAsLong() < told.sinceUs().orElse(report.generatedAtUs())) {
            return SignalDefect.END_BEFORE_BEGIN;
        }
        SignalState before = head.state;
        boolean fresh = before != null && nowUs - before.toldAtUs() <= AGE_MAX_US;
        if (before != null && fresh && head.stationId != report.stationId()) {
            if (before.light() == told.light()) {
                return null;
            }
            head.disputedUntilUs = nowUs + AGE_MAX_US;
            return SignalDefect.DISPUTED;
        }
        if (before != null && fresh && report.generatedAtUs() < before.toldAtUs()) {
            return SignalDefect.OUT_OF_ORDER;
        }
        long heardSinceUs =
                before != null && fresh && before.light() == told.light() ? before.sinceUs() : report.generatedAtUs();
        head.stationId = report.stationId();
        head.state = new SignalState(
                told.light(), told.sinceUs().orElse(heardSinceUs), told.untilUs(), told.next(), report.generatedAtUs());
        return null;
    }

    private SignalDefect count(SignalDefect defect) {
        refused.merge(defect, 1L, Long::sum);
        return defect;
    }

    /** Counts what was not used of a message before it became a report. */
    public void refuse(SignalDefect defect) {
        count(defect);
    }

    /** What a head shows; empty when nobody told it lately, what was told has ended, or two stations tell different things. */
    public Optional<SignalState> find(SignalRef ref, long nowUs) {
        Controller controller = taken == 0 ? null : controllers.get(ref.controller());
        Head head = controller == null ? null : controller.find(ref.link());
        SignalState state = head == null ? null : head.state;
        if (head == null
                || state == null
                || nowUs - state.toldAtUs() > AGE_MAX_US
                || nowUs < head.disputedUntilUs
                || nowUs > state.untilUs().orElse(Long.MAX_VALUE)) {
            return Optional.empty();
        }
        return Optional.of(state);
    }

    /** Whether the zone has a lane that this head governs. */
    public boolean governs(SignalRef ref) {
        Controller controller = controllers.get(ref.controller());
        return controller != null && controller.find(ref.link()) != null;
    }

    /** Reports of which at least the controller and the time could be used, since the start. */
    public long taken() {
        return taken;
    }

    /** Reports, or single heads of them, that were not used since the start. */
    public Map<SignalDefect, Long> refused() {
        return new EnumMap<>(refused);
    }
}
