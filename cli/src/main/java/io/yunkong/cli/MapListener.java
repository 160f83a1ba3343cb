package io.yunkong.cli;

import io.yunkong.map.exchange.HeardMaps;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A UDP socket at which roadside units tell their maps: a bare UPER MessageFrame to a datagram, as at an edge. Nothing is ever answered. */
final class MapListener implements AutoCloseable {
    private static final int DATAGRAM_MAX = 65_535;
    /** Hundreds of maps that come at once. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private static final int POLL_MS = 100;

    /** So that a sender that never stops cannot keep it listening. */
    private static final int REST_MAX = 10_000;

    private final DatagramPacket datagram = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
    private final DatagramSocket socket;
    private final InetSocketAddress address;

    /** @throws CommandFailure when the address cannot be had */
    MapListener(InetSocketAddress address) {
        try {
            socket = bound(address);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "cannot listen: address=" + Text.address(address) + ", reason="
                            + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT) + "; nothing heard");
        }
        this.address = new InetSocketAddress(address.getAddress(), socket.getLocalPort());
    }

    private static DatagramSocket bound(InetSocketAddress address) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Where it listens, with the port that port 0 has become. */
    InetSocketAddress address() {
        return address;
    }

    /**
     * Hears until it is over; what has come in by then is still taken.
     *
     * @param over asked after every datagram, and ten times a second when none comes
     */
    void listen(HeardMaps maps, BooleanSupplier over) throws IOException {
        socket.setSoTimeout(POLL_MS);
        while (!over.getAsBoolean()) {
            hear(maps);
        }
        socket.setSoTimeout(1);
        for (int i = 0; i < REST_MAX && hear(maps); i++) {
            // As long as there is something in the socket's buffer.
        }
    }

    private boolean hear(HeardMaps maps) throws IOException {
        try {
            datagram.setLength(DATAGRAM_MAX);
            socket.receive(datagram);
            maps.hear(datagram.getSocketAddress(), datagram.getData(), datagram.getLength());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
