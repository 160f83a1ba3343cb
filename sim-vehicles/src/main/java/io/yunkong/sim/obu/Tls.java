package io.yunkong.sim.obu;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** What a device proves its name with and whom it trusts, asked for anew for each connection: a renewed certificate is used from then on. */
@FunctionalInterface
public interface Tls {
    /** @throws IOException if key, certificate or trust cannot be read */
    SSLContext context() throws IOException;
}
