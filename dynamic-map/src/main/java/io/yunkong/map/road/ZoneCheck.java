package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at a zone that can be read for what is most likely a mistake all the same. Pure.
 */
public final class ZoneCheck {
    private static final double GAP_MAX_M = 0.5;
    private static final double LENGTH_MIN_M = 0.1;
    private static final int EXAMPLES_MAX = 5;

    /** What may be found. */
    public enum Kind {
        /** The end of one lane and the start of the next are more than 0.5 m apart. */
        GAP(true),
        /** A lane is shorter than 0.1 m. */
        NO_LENGTH(true),
        /** The line of a lane, or the outline of a junction, crosses itself. */
        CROSSES_ITSELF(true),
        /** Lanes beside each other in one road run in opposite directions. */
        OPPOSITE_NEIGHBOURS(true),
        /** A lane for wheels leads nowhere: natural where the zone ends. */
        ENDS_NOWHERE(false),
        /** A lane is linked to no other. */
        ISOLATED(false),
        /** A link of a signal controller governs no lane. */
        SIGNAL_WITHOUT_LANE(false),
        /** The programme of a signal is not told: its state comes from SPAT only. */
        SIGNAL_WITHOUT_PROGRAMME(false);

        private final boolean mistake;

        Kind(boolean mistake) {
            this.mistake = mistake;
        }

        /** Whether it is always one, rather than natural in some zones. */
        public boolean isMistake() {
            return mistake;
        }
    }

    /**
     * One kind of finding.
     *
     * @param examples ids of up to five
     */
    public record Finding(int count, List<String> examples) {
        public Finding {
            examples = List.copyOf(examples);
        }
    }

    private final Zone zone;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);

    private ZoneCheck(Zone zone) {
        this.zone = zone;
    }

    /** What was found, by kind; empty = nothing. */
    public static SortedMap<Kind, Finding> of(Zone zone) {
        ZoneCheck check = new ZoneCheck(zone);
        zone.lanes().lanes().forEach(check::lane);
        check.signals();
        for (Junction junction : zone.junctions()) {
            if (junction.outline().crossesItself()) {
                check.found(Kind.CROSSES_ITSELF, "junction " + junction.id());
            }
        }
        SortedMap<Kind, Finding> findings = new TreeMap<>();
        check.counts.forEach((kind, count) ->
                findings.put(kind, new Finding(count, check.examples.getOrDefault(kind, List.of()))));
        return findings;
    }

    private void found(Kind kind, String id) {
        counts.merge(kind, 1, Integer::sum);
        List<String> known = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (known.size() < EXAMPLES_MAX) {
            known.add(id);
        }
    }

    private void lane(Lane lane) {
        if (lane.lengthM() < LENGTH_MIN_M) {
            found(Kind.NO_LENGTH, lane.id());
        }
        if (lane.line().crossesItself()) {
            found(Kind.CROSSES_ITSELF, lane.id());
        }
        for (int next : lane.successors()) {
            Polyline line = zone.lanes().lane(next).line();
            int end = lane.line().size() - 1;
            double gap = Math.hypot(
                    lane.line().eastM(end) - line.eastM(0), lane.line().northM(end) - line.northM(0));
            if (gap > GAP_MAX_M) {
                found(Kind.GAP, lane.id() + " to " + zone.lanes().lane(next).id());
            }
        }
        if (lane.leftNeighbour() >= 0) {
            Lane left = zone.lanes().lane(lane.leftNeighbour());
            double turn = Heading.turn(
                    lane.line().headingAt(lane.lengthM() / 2), left.line().headingAt(left.lengthM() / 2));
            if (Math.abs(turn) > Math.PI / 2) {
                found(Kind.OPPOSITE_NEIGHBOURS, lane.id() + " and " + left.id());
            }
        }
        boolean wheels = lane.kind() == LaneKind.VEHICLE || lane.kind() == LaneKind.BICYCLE;
        if (lane.successors().isEmpty() && lane.predecessors().isEmpty()) {
            found(Kind.ISOLATED, lane.id());
        } else if (lane.successors().isEmpty() && wheels) {
            found(Kind.ENDS_NOWHERE, lane.id());
        }
    }

    private void signals() {
        Set<SignalRef> used = new LinkedHashSet<>();
        zone.lanes().lanes().forEach(lane -> {
            if (lane.signal() != null) {
                used.add(lane.signal());
            }
        });
        Set<String> told = new HashSet<>();
        for (SignalController controller : zone.signals()) {
            told.add(controller.id());
            for (int link = 0; link < controller.phases().getFirst().state().length(); link++) {
                if (!used.contains(new SignalRef(controller.id(), link))) {
                    found(Kind.SIGNAL_WITHOUT_LANE, controller.id() + " link " + link);
                }
            }
        }
        for (SignalRef head : used) {
            if (!told.contains(head.controller())) {
                found(Kind.SIGNAL_WITHOUT_PROGRAMME, head.controller() + " link " + head.link());
            }
        }
    }
}
