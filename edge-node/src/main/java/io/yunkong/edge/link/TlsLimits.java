package io.yunkong.edge.link;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * Limits of TLS handshakes.
 *
 * @param handshakeTimeout a handshake that is not done by then closes its connection, (0, 1 h]
 * @param handshakesMax handshakes at the same time on one listener, [1, 100000]; a connection beyond it is closed at once
 * @param clientHelloBytesMax longest client hello, octets, [512, 65536]
 */
public record TlsLimits(Duration handshakeTimeout, int handshakesMax, int clientHelloBytesMax) {
    /** 5 s, 200 handshakes, 16 KiB. */
    public static TlsLimits standard() {
        return new TlsLimits(Duration.ofSeconds(5), 200, 16_384);
    }

    public TlsLimits {
        LinkTimes.check("handshakeTimeoutS", handshakeTimeout);
        Check.within("handshakesMax", handshakesMax, 1, 100_000);
        Check.within("clientHelloBytesMax", clientHelloBytesMax, 512, 65_536);
    }
}
