package io.yunkong.map.exchange;

import io.yunkong.map.road.Zone;

/** Domain values to and from the generated protobuf messages of one zone. Immutable, thread-safe. */
public final class WireExchange {
    private final Zone zone;

    public WireExchange(Zone zone) {
        this.zone = zone;
    }

    public Zone zone() {
        return zone;
    }
}
