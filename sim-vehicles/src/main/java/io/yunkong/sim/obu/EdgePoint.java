package io.yunkong.sim.obu;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where an edge is, as somebody wrote it: the name is looked up for each connection anew, because it may come to mean another address.
 *
 * @param host name or address
 * @param port 1..65535
 */
public record EdgePoint(String host, int port) {
    public EdgePoint {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not an edge: port=" + port + ", limit=1..65535, expected HOST:PORT");
        }
    }

    InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
