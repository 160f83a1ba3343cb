package io.yunkong.edge;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for who must know it before it is bound, or binds it again: free, and none of those (32768 and above) that a system gives to whoever asks
 * for any, so that no other test gets it meanwhile.
 */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int LAST = 29_999;

    private FreePort() {}

    static int find() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // taken: another one
            }
        }
    }
}
