package io.yunkong.sim.signal;

import io.yunkong.sim.signal.PriorityAnswer.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a controller is going to show, for nobody or for one who asks. Pure. */
final class Course {
    /** Greens of the link that are looked at: the first that can be had at the right time is taken. */
    private static final int GREENS_MAX = 4;

    private static final int CYCLES = GREENS_MAX + 2;

    /**
     * Green that somebody wants.
     *
     * @param fromUs from then on
     * @param untilUs to then
     * @param marginUs and for so long at least
     */
    record Wish(int link, long fromUs, long untilUs, long marginUs) {
        long arrivalUs() {
            return untilUs - marginUs;
        }
    }

    /**
     * Steps by which somebody gets green.
     *
     * @param fromUs when the green that is meant for him begins
     * @param untilUs when it ends
     * @param doneUs when he needs it no longer
     */
    record Served(List<Step> steps, Means means, long fromUs, long untilUs, long doneUs) {}

    private final Programme programme;

    Course(Programme programme) {
        this.programme = programme;
    }

    /**
     * Goes on, and back into step.
     *
     * @param now the step in force; its end counts only where the programme has it so
     */
    List<Step> freely(Step now, long nowUs) {
        List<Step> steps = new ArrayList<>();
        Step step = ending(now, programme.inStepUs(now.phase(), now.beginUs()), nowUs);
        for (int i = 0; i < programme.size() * CYCLES; i++) {
            steps.add(step);
            int next = programme.after(step.phase());
            step = new Step(next, step.endUs(), step.endUs() + programme.inStepUs(next, step.endUs()));
        }
        return steps;
    }

    /** A step of that duration; the past cannot be changed. */
    private Step ending(Step step, long durationUs, long nowUs) {
        long lastedUs = programme.isStage(step.phase()) ? programme.within(step.phase(), nowUs - step.beginUs()) : 0;
        return new Step(step.phase(), step.beginUs(), step.beginUs() + Math.max(durationUs, lastedUs));
    }

    /**
     * Goes on so that somebody gets the first green that can be made to fit; empty when none can.
     *
     * @param greenSinceUs since when the link is green, if it is
     */
    Optional<Served> serving(Wish wish, Step now, long greenSinceUs, long nowUs) {
        List<Step> freely = freely(now, nowUs);
        for (int green = 0; green < GREENS_MAX; green++) {
            Attempt attempt = new Attempt(wish, green, now, greenSinceUs, nowUs);
            long doneUs = attempt.doneUs();
            if (attempt.fromUs <= attempt.untilUs && (attempt.untilUs >= doneUs || attempt.holdsTo(wish.arrivalUs()))) {
                return Optional.of(new Served(
                        attempt.steps,
                        attempt.means(freely),
                        attempt.fromUs,
                        attempt.untilUs,
                        Math.min(doneUs, attempt.untilUs)));
            }
        }
        return Optional.empty();
    }

    /** One go at it: the green before it is as it would be, other stages before it end as early as need be, and it is held as long as need be. */
    private final class Attempt {
        private final Wish wish;
        private final int meant;
        private final List<Step> steps = new ArrayList<>();
        /** The number of the green that the link has or had last; -1 = none yet. */
        private int green = -1;

        private boolean wasGreen;
        private long fromUs = Long.MAX_VALUE;
        private long untilUs = Long.MIN_VALUE;

        Attempt(Wish wish, int meant, Step now, long greenSinceUs, long nowUs) {
            this.wish = wish;
            this.meant = meant;
            int phase = now.phase();
            long beginUs = now.beginUs();
            for (int i = 0; i < programme.size() * CYCLES; i++) {
                boolean isGreen = programme.isGreen(wish.link(), phase);
                if (isGreen && !wasGreen) {
                    green++;
                    fromUs = green == meant ? (i == 0 ? greenSinceUs : beginUs) : fromUs;
                }
                wasGreen = isGreen;
                long durationUs = durationUs(phase, beginUs);
                Step step = new Step(phase, beginUs, beginUs + durationUs);
                steps.add(i == 0 ? ending(step, durationUs, nowUs) : step);
                beginUs = steps.getLast().endUs();
                untilUs = isGreen && green == meant ? beginUs : untilUs;
                phase = programme.after(phase);
            }
        }

        private long durationUs(int phase, long beginUs) {
            long freelyUs = programme.inStepUs(phase, beginUs);
            if (!programme.isStage(phase)) {
                return freelyUs;
            }
            if (!wasGreen && green < meant) {
                long earlyUs = programme.within(phase, wish.fromUs() - beginUs - untilMeantUs(phase));
                return Math.min(freelyUs, earlyUs);
            }
            if (wasGreen && green == meant) {
                long heldUs = programme.within(phase, doneUs() - beginUs - restOfGreenUs(phase));
                return Math.max(freelyUs, heldUs);
            }
            return freelyUs;
        }

        /** A green that is there is not given up for want of the margin after the arrival. */
        boolean holdsTo(long arrivalUs) {
            return fromUs <= steps.getFirst().beginUs() && untilUs >= arrivalUs;
        }

        long doneUs() {
            return fromUs == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(wish.untilUs(), fromUs + wish.marginUs());
        }

        /** From the end of a phase to the green that is meant, if all that lies between lasts as in the programme. */
        private long untilMeantUs(int phase) {
            long sum = 0;
            int greens = green;
            boolean before = programme.isGreen(wish.link(), phase);
            for (int next = programme.after(phase); ; next = programme.after(next)) {
                boolean isGreen = programme.isGreen(wish.link(), next);
                greens += isGreen && !before ? 1 : 0;
                if (greens == meant) {
                    return sum;
                }
                before = isGreen;
                sum += programme.durationUs(next);
            }
        }

        /** How long the link stays green after a phase in the programme, at most a cycle. */
        private long restOfGreenUs(int phase) {
            long sum = 0;
            int next = programme.after(phase);
            while (next != phase && programme.isGreen(wish.link(), next)) {
                sum += programme.durationUs(next);
                next = programme.after(next);
            }
            return sum;
        }

        Means means(List<Step> freely) {
            if (steps.equals(freely)) {
                return Means.AS_IT_IS;
            }
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).endUs() != freely.get(i).endUs()) {
                    return steps.get(i).endUs() > freely.get(i).endUs() ? Means.HELD : Means.EARLY;
                }
            }
            return Means.AS_IT_IS;
        }
    }
}
