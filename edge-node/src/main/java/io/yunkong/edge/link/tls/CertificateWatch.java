package io.yunkong.edge.link.tls;

import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Refusal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second whether the certificate that a connection began with is still good. By the clock that goes on while the event loop is held
 * up: that is for a device's silence, not for its certificate. Owned by the connection's event loop.
 */
public final class CertificateWatch {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable TlsPeer peer;
    private final DeviceLoop loop;
    private long lookedNanos;

    /** @param peer null = without TLS, and nothing is ever lost */
    public CertificateWatch(@Nullable TlsPeer peer, DeviceLoop loop) {
        this.peer = peer;
        this.loop = loop;
        this.lookedNanos = loop.nanoTime();
    }

    /** Why the connection must end now; empty while it need not, or when it was looked at a moment ago. */
    public Optional<Refusal> findLoss() {
        long nowNanos = loop.nanoTime();
        if (peer == null || nowNanos - lookedNanos < LOOK_NANOS) {
            return Optional.empty();
        }
        lookedNanos = nowNanos;
        return peer.findLoss(loop.now());
    }
}
