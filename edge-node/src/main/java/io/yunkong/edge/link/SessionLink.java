package io.yunkong.edge.link;

import io.yunkong.edge.downlink.StationLink;

/** The link of a device that has said who it is, for its own station. Safe for use by any thread. */
interface SessionLink extends StationLink {
    String deviceId();

    /** Another session of the same device has this station now. */
    void closeReplaced();
}
