package io.yunkong.cloud.api;

import io.yunkong.cloud.journal.WarningJournal;

/** Figures of one zone's board. Immutable. */
public record ZoneCounts(
        int tracks, WarningJournal.Counts warnings, int feedSockets, long feedTicksSkipped, long staleEpochs) {}
