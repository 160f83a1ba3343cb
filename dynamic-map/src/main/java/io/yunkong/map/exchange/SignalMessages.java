package io.yunkong.map.exchange;

import io.yunkong.map.observe.SecondMark;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.map.signal.SignalReport;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.csae.UTCTiming;
import io.yunkong.wire.uper.DataElements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From SPAT (T/CSAE 53) to what the signal heads of a zone show. An intersection is known by the number that the zone's MAP messages give its
 * node ({@link MapMessages}), its phases by theirs ({@link SignalPhases}); in a zone made from MAP messages, whose signal programmes nobody
 * told, by the numbers that those messages had. Immutable, thread-safe.
 */
public final class SignalMessages {
    /** TimeMark: tenths of a second within the hour. From here on it tells none. */
    private static final int TIME_MARK_END = 36_000;

    private static final long TENTH_US = 100_000;
    private static final long HOUR_US = 3_600_000_000L;

    /** Status bits that say the lights are not what the phases tell: failureFlash, standby, failureMode, off, noValidSPAT. */
    private static final int NOT_VALID = 1 << 2 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 13;

    /**
     * Links of a controller by the phase that they belong to.
     *
     * @param unit the roadside unit nearest to the first lane it governs
     */
    private record Heads(String controller, Optional<RoadsideUnit> unit, Map<Integer, List<Integer>> linksOfPhase) {}

    /** One light of a phase and when it shows it; when it shows it again, as far as told. */
    private record Shown(Light light, OptionalLong sinceUs, OptionalLong untilUs, List<LightToCome> again) {}

    /** What a phase shows now, and then. */
    private record Course(Shown now, List<LightToCome> next) {}

    private final Map<Integer, Heads> byNumber = new HashMap<>();
    private final Map<String, Heads> byName = new HashMap<>();

    public SignalMessages(Zone zone) {
        RoadNodes nodes = new RoadNodes(zone);
        SignalPhases phases = SignalPhases.of(zone);
        Set<String> programmed =
                zone.signals().stream().map(SignalController::id).collect(Collectors.toSet());
        Map<String, Heads> controllers = new TreeMap<>();
        Map<Integer, Set<String>> controllersOf = new HashMap<>();
        for (Lane lane : zone.lanes().lanes()) {
            SignalRef head = lane.signal();
            if (head != null) {
                boolean told = programmed.contains(head.controller());
                int phase = told ? phases.phaseId(head) : head.link();
                Map<Integer, List<Integer>> links = (told ? controllers : byName)
                        .computeIfAbsent(
                                head.controller(), id -> new Heads(id, nearestUnit(zone, lane), new HashMap<>()))
                        .linksOfPhase();
                List<Integer> ofPhase = links.computeIfAbsent(phase, _ -> new ArrayList<>());
                if (!ofPhase.contains(head.link())) {
                    ofPhase.add(head.link());
                }
                for (int before : told ? lane.predecessors() : List.<Integer>of()) {
                    Lane from = zone.lanes().lane(before);
                    if (!from.insideJunction()) {
                        controllersOf
                                .computeIfAbsent(nodes.endOf(from.road()).number(), _ -> new TreeSet<>())
                                .add(head.controller());
                    }
                }
            }
        }
        controllersOf.forEach((number, ids) -> {
            Heads heads = controllers.get(ids.iterator().next());
            if (ids.size() == 1 && heads != null) {
                byNumber.put(number, heads);
            }
        });
    }

    private static Optional<RoadsideUnit> nearestUnit(Zone zone, Lane lane) {
        return zone.roadsideUnits().stream()
                .min(Comparator.comparingDouble(unit -> Math.hypot(
                        unit.eastM() - lane.line().eastM(0),
                        unit.northM() - lane.line().northM(0))));
    }

    /** Whether the zone has signals at the intersection of this number. */
    public boolean knows(NodeReferenceID intersection) {
        return find(intersection) != null;
    }

    /** The roadside unit nearest to the signals of an intersection; empty when it has none, or the zone has no unit. */
    public Optional<RoadsideUnit> findUnit(NodeReferenceID intersection) {
        Heads heads = find(intersection);
        return heads == null ? Optional.empty() : heads.unit();
    }

    /**
     * What a SPAT says of signals of the zone; each intersection at the time it was told for.
     *
     * @param stationId whose it is
     * @param receivedAtUs when the frame was read
     * @param refused gets a reason for each intersection and phase that cannot be used
     */
    public List<SignalReport> reports(SPAT spat, long stationId, long receivedAtUs, Consumer<SignalDefect> refused) {
        List<SignalReport> reports = new ArrayList<>(spat.getIntersectionsCount());
        for (IntersectionState intersection : spat.getIntersectionsList()) {
            Heads heads = find(intersection.getIntersectionId());
            if (heads == null) {
                refused.accept(SignalDefect.UNKNOWN_CONTROLLER);
            } else if ((intersection.getStatus() & NOT_VALID) != 0) {
                refused.accept(SignalDefect.CONTROLLER_FAILED);
            } else {
                long atUs = intersection.hasTimeStamp()
                        ? time(intersection.getTimeStamp(), receivedAtUs)
                        : spat.hasTimeStamp() ? time(spat.getTimeStamp(), receivedAtUs) : receivedAtUs;
                List<SignalReport.Head> shown = heads(intersection, heads, atUs, refused);
                if (!shown.isEmpty()) {
                    reports.add(new SignalReport(stationId, heads.controller(), atUs, shown));
                }
            }
        }
        return reports;
    }

    private @Nullable Heads find(NodeReferenceID node) {
        Heads named = byName.get(MapMessageNetwork.name(node));
        return named != null ? named : byNumber.get(node.getId());
    }

    private static long time(int secondMark, long receivedAtUs) {
        return secondMark >= DataElements.SECOND_MARK_END
                ? receivedAtUs
                : SecondMark.toEpochUs(secondMark, receivedAtUs);
    }

    private static List<SignalReport.Head> heads(
            IntersectionState intersection, Heads heads, long atUs, Consumer<SignalDefect> refused) {
        List<SignalReport.Head> shown = new ArrayList<>();
        for (Phase phase : intersection.getPhasesList()) {
            List<Integer> links = heads.linksOfPhase().get(phase.getId());
            if (links == null || phase.getId() == 0) {
                refused.accept(SignalDefect.UNKNOWN_HEAD);
                continue;
            }
            Course course = course(phase, atUs, refused);
            if (course != null) {
                Shown now = course.now();
                // told twice differently, the report contradicts itself: that is seen to by who takes it
                for (int link : links) {
                    shown.add(new SignalReport.Head(link, now.light(), now.sinceUs(), now.untilUs(), course.next()));
                }
            }
        }
        return shown;
    }

    /** Null when it does not say what it shows now, or not clearly. */
    private static @Nullable Course course(Phase phase, long atUs, Consumer<SignalDefect> refused) {
        Shown present = null;
        List<LightToCome> next = new ArrayList<>();
        SignalDefect defect = SignalDefect.NO_PRESENT_LIGHT;
        for (PhaseState state : phase.getPhaseStatesList()) {
            if (beginsAtNoTime(state)) {
                continue;
            }
            Shown shown = shown(state, atUs);
            if (shown.untilUs().isPresent()
                    && shown.untilUs().getAsLong() < shown.sinceUs().orElse(Long.MIN_VALUE)) {
                defect = SignalDefect.END_BEFORE_BEGIN;
            } else if (holds(shown, atUs)) {
                if (present != null && present.light() != shown.light()) {
                    refused.accept(SignalDefect.TWO_PRESENT_LIGHTS);
                    return null;
                }
                present = present == null ? shown : present;
                next.addAll(shown.again());
            } else if (shown.sinceUs().orElse(atUs) > atUs) {
                next.add(new LightToCome(shown.light(), shown.sinceUs().getAsLong(), shown.untilUs()));
            }
        }
        if (present == null) {
            refused.accept(defect);
            return null;
        }
        return new Course(present, inOrder(next, present.untilUs().orElse(atUs), refused));
    }

    /** A light that is to come, nobody says when. */
    private static boolean beginsAtNoTime(PhaseState state) {
        return state.getTiming().hasCounting()
                && state.getTiming().getCounting().getStartTime() >= TIME_MARK_END;
    }

    /** Lights to come, each after the end of the one before; none when they contradict each other, or the light of now. */
    private static List<LightToCome> inOrder(List<LightToCome> told, long fromUs, Consumer<SignalDefect> refused) {
        told.sort(Comparator.comparingLong(LightToCome::fromUs));
        List<LightToCome> next = new ArrayList<>();
        long endUs = fromUs;
        for (LightToCome one : told) {
            LightToCome before = next.isEmpty() ? null : next.getLast();
            if (before != null && before.light() == one.light() && one.fromUs() - before.fromUs() <= TENTH_US) {
                continue; // told twice, as a state of its own and as the next time of the one of now
            }
            if (one.fromUs() < endUs - TENTH_US) {
                refused.accept(SignalDefect.LIGHTS_OVERLAP);
                return List.of();
            }
            next.add(one);
            endUs = one.untilUs().orElse(one.fromUs());
        }
        return next;
    }

    private static boolean holds(Shown shown, long atUs) {
        return shown.sinceUs().orElse(Long.MIN_VALUE) <= atUs && shown.untilUs().orElse(Long.MAX_VALUE) >= atUs;
    }

    private static Shown shown(PhaseState state, long atUs) {
        Light light = light(state.getLight());
        return switch (state.getTiming().getAlternativeCase()) {
            case COUNTING -> counting(light, state.getTiming().getCounting(), atUs);
            case UTCTIMING -> inHour(light, state.getTiming().getUtcTiming(), atUs);
            case UNKNOWNALTERNATIVE, ALTERNATIVE_NOT_SET ->
                new Shown(light, OptionalLong.empty(), OptionalLong.empty(), List.of());
        };
    }

    private static Shown counting(Light light, TimeCountingDown counting, long atUs) {
        // 0: it shows it already, nobody says since when
        OptionalLong since = counting.getStartTime() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(atUs + counting.getStartTime() * TENTH_US);
        OptionalLong nextFrom =
                counting.hasNextStartTime() ? countedDown(counting.getNextStartTime(), atUs) : OptionalLong.empty();
        OptionalLong nextUntil = counting.hasNextDuration() && nextFrom.isPresent()
                ? countedDown(counting.getNextDuration(), nextFrom.getAsLong())
                : OptionalLong.empty();
        return new Shown(
                light, since, countedDown(counting.getLikelyEndTime(), atUs), again(light, nextFrom, nextUntil));
    }

    private static Shown inHour(Light light, UTCTiming utc, long atUs) {
        OptionalLong since = inHour(utc.getStartUTCTime(), atUs);
        OptionalLong nextFrom =
                utc.hasNextStartUTCTime() ? inHour(utc.getNextStartUTCTime(), atUs) : OptionalLong.empty();
        OptionalLong nextUntil =
                utc.hasNextEndUTCTime() ? after(nextFrom, inHour(utc.getNextEndUTCTime(), atUs)) : OptionalLong.empty();
        OptionalLong until = after(since, inHour(utc.getLikelyEndUTCTime(), atUs));
        return new Shown(light, since, until, again(light, nextFrom, nextUntil));
    }

    private static List<LightToCome> again(Light light, OptionalLong fromUs, OptionalLong untilUs) {
        return fromUs.isPresent() ? List.of(new LightToCome(light, fromUs.getAsLong(), untilUs)) : List.of();
    }

    private static OptionalLong countedDown(int tenths, long atUs) {
        return tenths >= TIME_MARK_END ? OptionalLong.empty() : OptionalLong.of(atUs + tenths * TENTH_US);
    }

    /** The time of that mark that lies nearest. */
    private static OptionalLong inHour(int mark, long atUs) {
        if (mark >= TIME_MARK_END) {
            return OptionalLong.empty();
        }
        long difference = Math.floorMod(mark * TENTH_US - atUs, HOUR_US);
        return OptionalLong.of(atUs + (difference >= HOUR_US / 2 ? difference - HOUR_US : difference));
    }

    /** A light that shows for nearly an hour ends in the next one. */
    private static OptionalLong after(OptionalLong since, OptionalLong until) {
        boolean wrapped = since.isPresent() && until.isPresent() && since.getAsLong() - until.getAsLong() > HOUR_US / 2;
        return wrapped ? OptionalLong.of(until.getAsLong() + HOUR_US) : until;
    }

    private static Light light(LightState light) {
        return switch (light) {
            case LightState_unavailable, UNRECOGNIZED -> Light.UNAVAILABLE;
            case LightState_dark -> Light.DARK;
            case LightState_flashing_red -> Light.FLASHING_RED;
            case LightState_red -> Light.RED;
            case LightState_flashing_green -> Light.FLASHING_GREEN;
            case LightState_permissive_green -> Light.PERMISSIVE_GREEN;
            case LightState_protected_green -> Light.PROTECTED_GREEN;
            case LightState_yellow -> Light.YELLOW;
            case LightState_flashing_yellow -> Light.FLASHING_YELLOW;
        };
    }
}
