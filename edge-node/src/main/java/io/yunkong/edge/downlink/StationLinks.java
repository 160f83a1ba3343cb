package io.yunkong.edge.downlink;

import java.util.Iterator;
import java.util.Optional;

/** The stations this edge can reach now. Safe for use by any thread. */
public interface StationLinks {
    Optional<StationLink> findLink(long stationId);

    /** All links; who comes or goes while they are looked through may be among them or not. */
    Iterator<StationLink> links();
}
