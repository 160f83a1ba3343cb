package io.yunkong.sim.signal;

import io.yunkong.map.road.SignalController;
import io.yunkong.sim.signal.PriorityAnswer.Granted;
import io.yunkong.sim.signal.PriorityAnswer.Refusal;
import io.yunkong.sim.signal.PriorityAnswer.Refused;
import io.yunkong.sim.signal.PriorityAnswer.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A signal controller that runs by its fixed-time programme and gives priority to who asks for it: it holds the green of a link, or ends other
 * greens early. It shows the programme's phases in the programme's order and nothing else, so what is never green together in the programme
 * never is; yellow, all red and the clearance of crosswalks last as programmed. One request is served at a time, the next in the order in
 * which they came; afterwards greens are longer or shorter, within the same limits, until the programme is in step again.
 *
 * <p>Not thread-safe; time comes with every call, microseconds since 1970 UTC, and does not go back.
 */
public final class PriorityController {
    private static final int SERVED_MAX = 256;

    private final Programme programme;
    private final Course course;
    private final PriorityLimits limits;
    /** Steps gone by, the latest last, as many as the programme has phases. */
    private final Deque<Step> past = new ArrayDeque<>();
    /** The step in force and those that come. */
    private final Deque<Step> steps = new ArrayDeque<>();
    /** In the order in which they came; the first is being served. */
    private final List<PriorityRequest> requests = new ArrayList<>();

    private Course.@Nullable Served served;
    /** Since when the first is. */
    private long servedSinceUs;
    /** When the request of a station that was served ended. */
    private final SequencedMap<Long, Long> servedAtUs = new LinkedHashMap<>();

    private long nowUs;

    /**
     * In step at first.
     *
     * @throws IllegalArgumentException if nobody told the controller's programme
     */
    public PriorityController(SignalController controller, PriorityLimits limits, long nowUs) {
        this.programme = new Programme(controller, limits);
        this.course = new Course(programme);
        this.limits = limits;
        this.nowUs = nowUs;
        Step first = programme.stepAt(nowUs);
        steps.addAll(course.freely(first, nowUs));
        for (int i = 1; i <= programme.size(); i++) {
            past.addFirst(programme.stepAt((i == 1 ? first : past.getFirst()).beginUs() - 1));
        }
    }

    /** Takes a request, or news of one, and says how it stands. */
    public PriorityAnswer request(PriorityRequest request, long atUs) {
        advance(atUs);
        int known = indexOf(request.stationId(), request.number());
        Refusal refusal = refusal(request, known >= 0);
        if (refusal != null) {
            withdraw(request.stationId(), request.number(), atUs);
            return new Refused(refusal);
        }
        if (known < 0) {
            servedSinceUs = requests.isEmpty() ? nowUs : servedSinceUs;
            requests.add(request);
        } else {
            requests.set(known, request);
        }
        if (known == 0 || requests.size() == 1) {
            serveFirst();
        }
        return answer(request.stationId(), request.number(), atUs).orElse(new Refused(Refusal.NOT_POSSIBLE));
    }

    private @Nullable Refusal refusal(PriorityRequest request, boolean known) {
        if (request.link() < 0 || request.link() >= programme.links()) {
            return Refusal.UNKNOWN_LINK;
        }
        if (!programme.isEverGreen(request.link())) {
            return Refusal.NEVER_GREEN;
        }
        if (request.expiresUs() <= nowUs) {
            return Refusal.EXPIRED;
        }
        if (request.arrivalUs() - nowUs > Programme.us(limits.arrivalMaxS())) {
            return Refusal.ARRIVAL_TOO_FAR;
        }
        return known ? null : refusalOfNew(request.stationId());
    }

    private @Nullable Refusal refusalOfNew(long stationId) {
        Long servedAt = servedAtUs.get(stationId);
        if (servedAt != null && nowUs - servedAt < Programme.us(limits.againAfterS())) {
            return Refusal.TOO_SOON;
        }
        if (requests.stream().anyMatch(other -> other.stationId() == stationId)) {
            return Refusal.ONE_AT_A_TIME;
        }
        return requests.size() > limits.waitingMax() ? Refusal.TOO_MANY_WAITING : null;
    }

    private int indexOf(long stationId, int number) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).stationId() == stationId && requests.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A request is over: cancelled or complete.
     *
     * @return whether there was one
     */
    public boolean withdraw(long stationId, int number, long atUs) {
        advance(atUs);
        int known = indexOf(stationId, number);
        if (known >= 0) {
            drop(known);
        }
        return known >= 0;
    }

    /** How a request stands; empty = there is none, or none any more. */
    public Optional<PriorityAnswer> answer(long stationId, int number, long atUs) {
        advance(atUs);
        int known = indexOf(stationId, number);
        if (known < 0) {
            return Optional.empty();
        }
        Course.Served first = served;
        return Optional.of(
                known > 0 || first == null
                        ? new Waiting(known)
                        : new Granted(first.means(), first.fromUs(), first.untilUs()));
    }

    /** Lets time pass: whatever is due by then happens in its order. */
    public void advance(long toUs) {
        if (toUs < nowUs) {
            throw new IllegalArgumentException("time goes back: now_us=" + nowUs + ", to_us=" + toUs + "; refused");
        }
        while (true) {
            int first = firstToEnd();
            long endUs = first < 0 ? Long.MAX_VALUE : endUs(first);
            long stepUs = now().endUs();
            if (Math.min(endUs, stepUs) > toUs) {
                nowUs = toUs;
                return;
            }
            nowUs = Math.max(nowUs, Math.min(endUs, stepUs));
            if (stepUs <= endUs) {
                step();
            } else {
                drop(first);
            }
        }
    }

    /** The request that is over first; -1 = there is none. */
    private int firstToEnd() {
        int first = -1;
        for (int i = 0; i < requests.size(); i++) {
            first = first < 0 || endUs(i) < endUs(first) ? i : first;
        }
        return first;
    }

    private long endUs(int request) {
        long expiresUs = requests.get(request).expiresUs();
        Course.Served first = served;
        if (request > 0 || first == null) {
            return expiresUs;
        }
        long longestUs = servedSinceUs + Programme.us(limits.servedMaxS());
        return Math.min(Math.min(expiresUs, first.doneUs()), Math.max(nowUs, longestUs));
    }

    private void step() {
        past.addLast(steps.removeFirst());
        past.removeFirst();
        if (steps.getLast().endUs() - nowUs < 2 * programme.cycleUs()) {
            Step last = steps.removeLast();
            steps.addAll(course.freely(last, last.beginUs()));
        }
    }

    private void drop(int request) {
        long stationId = requests.remove(request).stationId();
        if (request == 0) {
            servedAtUs.remove(stationId);
            servedAtUs.put(stationId, nowUs);
            servedSinceUs = nowUs;
            if (servedAtUs.size() > SERVED_MAX) {
                servedAtUs.pollFirstEntry();
            }
            serveFirst();
        }
    }

    /** Plans anew for who is the first; those who cannot be served are forgotten. */
    private void serveFirst() {
        served = null;
        while (served == null && !requests.isEmpty()) {
            PriorityRequest first = requests.getFirst();
            served = course.serving(wish(first), now(), greenSinceUs(first.link()), nowUs)
                    .orElse(null);
            if (served == null) {
                requests.removeFirst();
                servedSinceUs = nowUs;
            }
        }
        List<Step> next = served == null ? course.freely(now(), nowUs) : served.steps();
        steps.clear();
        steps.addAll(next);
    }

    private Course.Wish wish(PriorityRequest request) {
        long marginUs = Programme.us(limits.arrivalMarginS());
        long arrivalUs = Math.max(request.arrivalUs(), nowUs);
        return new Course.Wish(request.link(), arrivalUs - marginUs, arrivalUs + marginUs, marginUs);
    }

    private Step now() {
        return steps.getFirst();
    }

    private long greenSinceUs(int link) {
        return sinceUs(phase -> programme.isGreen(link, phase));
    }

    /** Since when all phases have been such, at most a cycle back. */
    private long sinceUs(IntPredicate such) {
        long sinceUs = now().beginUs();
        for (Iterator<Step> back = past.descendingIterator(); back.hasNext(); ) {
            Step step = back.next();
            if (!such.test(step.phase())) {
                return sinceUs;
            }
            sinceUs = step.beginUs();
        }
        return sinceUs;
    }

    /** One letter for each link, as in the programme. */
    public String letters(long atUs) {
        advance(atUs);
        return programme.letters(now().phase());
    }

    /** What a head shows and is going to show, the present light first: as planned now, more than a cycle ahead. */
    public List<ShownLight> lights(int link, long atUs) {
        advance(atUs);
        List<ShownLight> lights = new ArrayList<>();
        char now = programme.letter(link, now().phase());
        lights.add(new ShownLight(now, sinceUs(phase -> programme.letter(link, phase) == now), now().endUs()));
        for (Step step : steps) {
            char letter = programme.letter(link, step.phase());
            if (lights.getLast().letter() == letter) {
                lights.add(new ShownLight(letter, lights.removeLast().fromUs(), step.endUs()));
            } else {
                lights.add(new ShownLight(letter, step.beginUs(), step.endUs()));
            }
        }
        return lights;
    }

    /** How much later than the programme it is, seconds; half a cycle late or more counts as early, negative. */
    public double lateS(long atUs) {
        advance(atUs);
        long late = programme.lateUs(now().phase(), now().beginUs());
        return (2 * late > programme.cycleUs() ? late - programme.cycleUs() : late) / 1e6;
    }
}
