package io.yunkong.map.warn;

import org.jspecify.annotations.Nullable;

/** One host and one subject under observation. Mutable, owned by {@link WarningLifecycle}, reused. */
final class WarnedPair {
    boolean used;
    long key;
    long hostTrackId;
    long subjectKey;
    boolean subjectMoves;

    @Nullable Application candidate;

    boolean candidateUrgent;
    long candidateAtUs;
    long candidateSinceUs;
    int candidateCount;
    long foundAtUs;

    @Nullable Warning active;

    @Nullable Application clearedApplication;

    Severity clearedSeverity = Severity.INFORMATION;
    long clearedAtUs;

    void start(long pairKey, long host, Subject subject) {
        used = true;
        key = pairKey;
        hostTrackId = host;
        subjectKey = subject.key();
        subjectMoves = subject instanceof Subject.RoadUser;
        candidate = null;
        candidateCount = 0;
        candidateSinceUs = 0;
        candidateAtUs = Long.MIN_VALUE / 2;
        candidateUrgent = false;
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

    /** Counts a finding; a pause or another application starts the count again. False = not counted: one of no collision among those of one. */
    boolean count(Finding finding, long nowUs, double gapMaxUs) {
        boolean pause = nowUs - candidateAtUs > gapMaxUs;
        if (!pause && candidate != null && candidateUrgent && !finding.urgent()) {
            return false;
        }
        if (candidate != finding.application() || pause) {
            candidate = finding.application();
            candidateSinceUs = nowUs;
            candidateCount = 0;
        }
        candidateCount++;
        candidateUrgent = finding.urgent();
        candidateAtUs = nowUs;
        foundAtUs = nowUs;
        return true;
    }
}
