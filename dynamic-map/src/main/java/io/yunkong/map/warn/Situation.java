package io.yunkong.map.warn;

/** What a rule judges: a host and what it meets on its way. Nobody keeps it: its forecasts are overwritten after the evaluation. */
sealed interface Situation permits Encounter, Approach {
    Forecast host();

    Subject subject();

    /** {@link Subject#key} of it. */
    long subjectKey();

    /** Seconds from {@link #atUs()} until the host touches or reaches the subject. */
    double timeS();

    /** Where that will be. */
    double conflictEastM();

    double conflictNorthM();

    /** Time of the evaluation, microseconds since 1970 UTC. */
    long atUs();
}
