package io.yunkong.cli;

import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.ObuReport;

/** How an onboard unit's events are told: one line each, empty = not worth one. One event at a time. */
sealed interface ObuTongue permits ObuJson, ObuSentences {
    String begin(ObuConfig vehicle, FixSource source);

    String event(ObuEvent event);

    String summary(ObuReport report);
}
