package io.yunkong.cli;

import java.net.URI;
import java.util.List;

/** How news of warnings is told: one line each, empty = not worth one. One at a time. */
sealed interface WarningTongue permits WarningJson, WarningLines {
    String begin(URI node, List<String> zones);

    /** Whether a step is told with what the list of warnings does not have. */
    boolean wantsEvidence(WarningFollower.Step step);

    /** @param full its newest state with evidence, if wanted and still kept, else as the list has it */
    String event(WarningFollower.Event event, WarningAnswer full);

    String level(String zone, String level, String reason);

    /** More than a list holds came between two looks. */
    String gap(String zone, int limit);
}
