package io.yunkong.cloud.tile;

import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.road.Zone;

/**
 * A zone with what all its tiles on this node share: the version in force, conversion, changed parameters, counters,
 * latencies. Name, origin and size of the tiles
 * are the same in all versions. Thread-safe.
 */
public final class ZoneService {
    private final ObservationLedger ledger = new ObservationLedger();
    private final DecisionLatency latency = new DecisionLatency();
    private final WarnerTotals warners = new WarnerTotals();
    private final ParameterHistory parameters = new ParameterHistory();
    private volatile WireExchange exchange;

    public ZoneService(Zone zone) {
        this.exchange = new WireExchange(zone);
    }

    /** Another version is in force from now on; each tile goes on with it before its next event. */
    public void activate(Zone next) {
        exchange = new WireExchange(next);
    }

    /** The version in force. */
    public Zone zone() {
        return exchange.zone();
    }

    /** Conversion in the version in force: another object when that is another. */
    public WireExchange exchange() {
        return exchange;
    }

    public ParameterHistory parameters() {
        return parameters;
    }

    public ObservationLedger ledger() {
        return ledger;
    }

    public DecisionLatency latency() {
        return latency;
    }

    public WarnerTotals warners() {
        return warners;
    }
}
