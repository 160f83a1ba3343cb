package io.yunkong.cloud.tile;

/** Why measurements were dropped unread; one counter each. */
public enum ShedClass {
    /** Sent to a node that does not own the tile (now); the edge gets a fresh tile table. */
    NOT_OWNER,
    /** The tile's inbox was full: the oldest went. */
    TILE_QUEUE_FULL,
    /** The tile was handed over while they waited. */
    TILE_STOPPED,
    /** The owner could not renew its lease and stopped by itself. */
    LEASE_LAPSED,
    /** The platform's own fault; logged the first time a tile meets it. */
    FAILED
}
