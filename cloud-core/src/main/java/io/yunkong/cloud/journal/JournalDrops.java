package io.yunkong.cloud.journal;

/** What a journal had no room for, or no use. Not thread-safe: the journal's owner counts. */
final class JournalDrops {
    /** States of further warnings of a danger that has all it may have. */
    long states;

    /** Reports of deliveries: the danger has all it may have, or its warning did not come in time. */
    long reports;

    /** Clearings of warnings never seen here. */
    long unknownCleared;
}
