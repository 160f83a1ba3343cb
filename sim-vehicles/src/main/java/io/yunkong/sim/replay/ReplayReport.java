package io.yunkong.sim.replay;

import io.yunkong.sim.client.FleetStatistics;

/**
 * What a replay did so far. Immutable.
 *
 * @param lines lines read
 * @param bsmLines of them BSM
 * @param rsmLines of them RSM
 * @param rsmFrames RSM frames made of them, 16 objects each at most
 * @param unmatchedRsmLines lines of roadside units that the zone has none for; not sent
 * @param recordedS seconds of the recording played
 * @param finished whether the whole recording was played
 * @param failure why it ended early, empty = it did not
 * @param links what the sessions did
 */
public record ReplayReport(
        long lines,
        long bsmLines,
        long rsmLines,
        long rsmFrames,
        long unmatchedRsmLines,
        double recordedS,
        boolean finished,
        String failure,
        FleetStatistics links) {}
