package io.yunkong.map.warn;

import org.jspecify.annotations.Nullable;

/** One host and one counterpart under observation. Mutable, owned by {@link WarningLifecycle}, reused. */
final class WarnedPair {
    boolean used;
    long key;
    long hostTrackId;
    long counterpartTrackId;

    @Nullable Application candidate;

    long candidateSinceUs;
    int candidateCount;
    long foundAtUs;

    @Nullable Warning active;

    @Nullable Application clearedApplication;

    Severity clearedSeverity = Severity.INFORMATION;
    long clearedAtUs;

    void start(long pairKey, long host, long counterpart) {
        used = true;
        key = pairKey;
        hostTrackId = host;
        counterpartTrackId = counterpart;
        candidate = null;
        candidateCount = 0;
        candidateSinceUs = 0;
        foundAtUs = Long.MIN_VALUE / 2;
        active = null;
        clearedApplication = null;
        clearedAtUs = Long.MIN_VALUE / 2;
        clearedSeverity = Severity.INFORMATION;
    }

    /** Other lanes are in force: what is about to be raised must be found on them, what is raised ends unless it is. */
    void forgetLanes() {
        candidate = null;
        active = active == null ? null : active.withoutLanes();
    }

    /** Counts a finding; a pause or another application starts the count again. */
    void count(Finding finding, long nowUs, double gapMaxUs) {
        if (candidate != finding.application() || nowUs - foundAtUs > gapMaxUs) {
            candidate = finding.application();
            candidateSinceUs = nowUs;
            candidateCount = 0;
        }
        candidateCount++;
        foundAtUs = nowUs;
    }
}
