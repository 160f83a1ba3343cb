package io.yunkong.edge.downlink;

import java.util.Optional;
import java.util.function.Consumer;

/** The stations this edge can reach now. Safe for use by any thread. */
public interface StationLinks {
    Optional<StationLink> findLink(long stationId);

    void forEachLink(Consumer<StationLink> action);
}
