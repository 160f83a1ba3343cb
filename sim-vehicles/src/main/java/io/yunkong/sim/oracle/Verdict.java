package io.yunkong.sim.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * The judgement over the warnings of a run.
 *
 * @param judged every recorded conflict and whether a party of it was warned in time
 * @param falseAlarms warnings about pairs that had no conflict under 3 s near the time
 */
public record Verdict(List<Judged> judged, List<Alarm> falseAlarms) {
    /** A warning counts from this long before a conflict begins until its time to collision is least. */
    static final double EARLY_S = 4;

    private static final double LATE_S = 2;

    /**
     * @param warned whether an equipped party was warned about the other one, not later than {@code minS}
     * @param application of the first warning, empty = none
     * @param leadS from the first warning to the moment they would have touched, seconds; NaN = none
     */
    public record Judged(PathConflict conflict, boolean warned, String application, double leadS) {
        /** A scripted conflict that became as close as it was meant to. */
        public boolean expected() {
            return conflict.script() != null && conflict.ripe();
        }
    }

    public Verdict {
        judged = List.copyOf(judged);
        falseAlarms = List.copyOf(falseAlarms);
    }

    public static Verdict of(List<PathConflict> conflicts, List<Alarm> alarms) {
        List<Judged> judged = new ArrayList<>();
        for (PathConflict conflict : conflicts) {
            Alarm first = null;
            for (Alarm alarm : alarms) {
                boolean inTime = alarm.atS() >= conflict.beginS() - EARLY_S && alarm.atS() <= conflict.minS();
                if (inTime && alarm.about(conflict) && (first == null || alarm.atS() < first.atS())) {
                    first = alarm;
                }
            }
            judged.add(
                    first == null
                            ? new Judged(conflict, false, "", Double.NaN)
                            : new Judged(
                                    conflict,
                                    true,
                                    first.application(),
                                    conflict.minS() + conflict.minTtcS() - first.atS()));
        }
        List<Alarm> wrong = new ArrayList<>();
        for (Alarm alarm : alarms) {
            if (conflicts.stream().noneMatch(conflict -> near(alarm, conflict))) {
                wrong.add(alarm);
            }
        }
        return new Verdict(judged, wrong);
    }

    private static boolean near(Alarm alarm, PathConflict conflict) {
        return alarm.atS() >= conflict.beginS() - EARLY_S
                && alarm.atS() <= conflict.endS() + LATE_S
                && alarm.about(conflict);
    }
}
