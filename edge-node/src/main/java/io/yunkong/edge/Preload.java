package io.yunkong.edge;

import io.yunkong.edge.downlink.Downlink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every edge needs whatever its zone (message schemas, logging) takes a good part of its start: here it is loaded while the zone is read. */
public final class Preload {
    private Preload() {}

    /** Returns at once. Nothing depends on it: an edge that starts before it is done waits for what it needs, or loads it. */
    public static void begin() {
        Thread.ofPlatform().name("preload").daemon().start(Preload::load);
    }

    private static void load() {
        Logger log = LoggerFactory.getLogger(Preload.class);
        Downlink.preload();
        log.debug("preloaded: message schemas");
    }
}
