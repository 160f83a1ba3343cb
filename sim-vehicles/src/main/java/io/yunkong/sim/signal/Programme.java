package io.yunkong.sim.signal;

import io.yunkong.map.road.SignalController;

/**
 * A fixed-time programme, and which of its phases may be longer or shorter than it says: the stages. A stage shows green, no yellow, and no
 * head has gone from green to red at its beginning; all other phases (yellow, all red, the clearance of crosswalks) separate what conflicts
 * and are never touched. Immutable.
 */
final class Programme {
    private final SignalController controller;
    private final int size;
    private final long[] durationUs;
    private final long[] startUs;
    private final boolean[] stage;
    private final long cycleUs;
    private final long offsetUs;
    private final long minGreenUs;
    private final long extensionMaxUs;
    /** By how much all stages of a cycle together can be shorter. */
    private final long slackUs;
    /** By how much they can be longer. */
    private final long stretchUs;

    /** @throws IllegalArgumentException if nobody told the controller's programme */
    Programme(SignalController controller, PriorityLimits limits) {
        this.controller = controller;
        size = controller.phases().size();
        if (size == 0) {
            throw new IllegalArgumentException("no programme: controller=" + controller.id() + "; refused");
        }
        minGreenUs = us(limits.minGreenS());
        extensionMaxUs = us(limits.extensionMaxS());
        durationUs = new long[size];
        startUs = new long[size];
        stage = new boolean[size];
        long into = 0;
        long slack = 0;
        long stretch = 0;
        for (int phase = 0; phase < size; phase++) {
            durationUs[phase] = us(controller.phases().get(phase).durationS());
            startUs[phase] = into;
            into += durationUs[phase];
            stage[phase] = isStage(letters(Math.floorMod(phase - 1, size)), letters(phase));
            slack += durationUs[phase] - shortestUs(phase);
            stretch += longestUs(phase) - durationUs[phase];
        }
        slackUs = slack;
        stretchUs = stretch;
        cycleUs = into;
        offsetUs = us(controller.offsetS());
    }

    static long us(double seconds) {
        return Math.round(seconds * 1e6);
    }

    private static boolean isStage(String before, String letters) {
        boolean green = false;
        for (int link = 0; link < letters.length(); link++) {
            if (letters.charAt(link) == 'y' || (isGreen(before.charAt(link)) && letters.charAt(link) == 'r')) {
                return false;
            }
            green |= isGreen(letters.charAt(link));
        }
        return green;
    }

    static boolean isGreen(char letter) {
        return letter == 'G' || letter == 'g';
    }

    String letters(int phase) {
        return controller.phases().get(phase).state();
    }

    char letter(int link, int phase) {
        return letters(phase).charAt(link);
    }

    int size() {
        return size;
    }

    int links() {
        return letters(0).length();
    }

    int after(int phase) {
        return phase + 1 == size ? 0 : phase + 1;
    }

    boolean isGreen(int link, int phase) {
        return isGreen(letter(link, phase));
    }

    boolean isEverGreen(int link) {
        for (int phase = 0; phase < size; phase++) {
            if (isGreen(link, phase)) {
                return true;
            }
        }
        return false;
    }

    boolean isStage(int phase) {
        return stage[phase];
    }

    long durationUs(int phase) {
        return durationUs[phase];
    }

    long shortestUs(int phase) {
        return stage[phase] ? Math.min(minGreenUs, durationUs[phase]) : durationUs[phase];
    }

    long longestUs(int phase) {
        return stage[phase] ? durationUs[phase] + extensionMaxUs : durationUs[phase];
    }

    long cycleUs() {
        return cycleUs;
    }

    /** The step in force at a time by the programme alone. */
    Step stepAt(long atUs) {
        long into = Math.floorMod(atUs - offsetUs, cycleUs);
        int phase = size - 1;
        while (startUs[phase] > into) {
            phase--;
        }
        long begin = atUs - into + startUs[phase];
        return new Step(phase, begin, begin + durationUs[phase]);
    }

    /** How much later than in the programme a phase begins, [0, cycle). */
    long lateUs(int phase, long beginUs) {
        return Math.floorMod(beginUs - offsetUs - startUs[phase], cycleUs);
    }

    /** How long a phase lasts, if nobody asks for anything, so that the programme is in step again soon: the quicker way round. */
    long inStepUs(int phase, long beginUs) {
        long late = lateUs(phase, beginUs);
        if (late == 0 || !stage[phase]) {
            return durationUs[phase];
        }
        boolean shorten = slackUs > 0 && (double) late / slackUs <= (double) (cycleUs - late) / stretchUs;
        return within(phase, shorten ? durationUs[phase] - late : durationUs[phase] + cycleUs - late);
    }

    /** The nearest duration that a phase may have. */
    long within(int phase, long wantedUs) {
        return Math.clamp(wantedUs, shortestUs(phase), longestUs(phase));
    }
}
