package io.yunkong.edge.link;

import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.RefusalCode;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom an event loop does not let in, and what it does not believe of those it does: each is counted, and of each reason the first is written
 * to the log at once and another ten seconds later at the earliest. Owned by the event loop.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LinkCounters counters;
    private final Ticker ticker;
    private final Map<Enum<?>, Long> saidAtNanos = new HashMap<>();

    Refusals(LinkCounters counters, Ticker ticker) {
        this.counters = counters;
        this.ticker = ticker;
    }

    /** A device is told why it is not let in, or not any longer. */
    public void refused(RefusalCode code, String reason) {
        counters.refused.count(code);
        if (isToBeSaid(code)) {
            LOG.warn("device refused: {} (code={}, refused_so_far={})", reason, code, counters.refused.get(code));
        }
    }

    /**
     * A TLS handshake has come to nothing.
     *
     * @param detail what was found, with nothing of what a stranger sent; empty = the fault says it all
     */
    public void handshakeFailed(HandshakeFault fault, String detail) {
        counters.handshakeFaults.count(fault);
        if (isToBeSaid(fault)) {
            String what = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            LOG.warn(
                    "tls handshake failed: {} (fault={}, failed_so_far={})",
                    detail.isEmpty() ? what : detail,
                    fault,
                    counters.handshakeFaults.get(fault));
        }
    }

    /** A station tells of an emergency run and is not known to be an emergency vehicle; the rest of what it tells is used. */
    void emergencyRun(DeviceKind kind, long station) {
        counters.emergencyRunsRefused.count(kind);
        if (isToBeSaid(kind)) {
            LOG.warn(
                    "emergency run not believed: station={}, kind={}, expected={}; the rest of its report used"
                            + " (refused_so_far={})",
                    HexFormat.of().toHexDigits(station),
                    kind,
                    DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE,
                    counters.emergencyRunsRefused.get(kind));
        }
    }

    private boolean isToBeSaid(Enum<?> why) {
        long nowNanos = ticker.nanoTime();
        Long last = saidAtNanos.get(why);
        if (last != null && nowNanos - last <= SAY_EVERY_NANOS) {
            return false;
        }
        saidAtNanos.put(why, nowNanos);
        return true;
    }
}
