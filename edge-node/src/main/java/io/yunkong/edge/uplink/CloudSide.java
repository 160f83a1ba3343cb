package io.yunkong.edge.uplink;

import io.yunkong.map.observe.Observation;

/** What the edge's map needs of the way to the cloud. Called on the map thread. */
public interface CloudSide {
    /** Takes a measurement that the map took on. */
    void offer(Observation observation);

    /** Whether warnings are raised without the cloud's wider view now. */
    boolean degraded();
}
