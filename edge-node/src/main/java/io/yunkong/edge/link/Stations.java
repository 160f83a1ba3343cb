package io.yunkong.edge.link;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every station that can be reached now: sessions over TCP, and addresses datagrams come from. A session goes before an address. Safe for
 * use by any thread; changed when a session begins or ends, never per message.
 */
public final class Stations implements StationLinks {
    private final Map<Long, TcpSession> sessions = new ConcurrentHashMap<>();
    private final Map<Long, DatagramStation> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();

    @Override
    public Optional<StationLink> findLink(long stationId) {
        StationLink session = sessions.get(stationId);
        return session != null ? Optional.of(session) : Optional.ofNullable(addresses.get(stationId));
    }

    @Override
    public void forEachLink(Consumer<StationLink> action) {
        sessions.values().forEach(action);
        addresses.values().forEach(action);
    }

    public int sessionCount() {
        return sessions.size();
    }

    public int datagramStationCount() {
        return addresses.size();
    }

    /** Counts a connection in; false when {@code max} are open already, and then it is not counted. */
    boolean connect(int max) {
        if (connections.incrementAndGet() > max) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    void disconnect() {
        connections.decrementAndGet();
    }

    /**
     * Gives a station to a session. The same device may take its station over from its own older session, which is then closed (a device
     * that lost its connection comes back before the edge has noticed); another device may not.
     *
     * @return whether the session has the station now
     */
    boolean claim(TcpSession session) {
        TcpSession holder = sessions.compute(
                session.stationId(),
                (id, older) ->
                        older == null || older.deviceId().equals(session.deviceId()) ? replace(older, session) : older);
        return holder == session;
    }

    private static TcpSession replace(@Nullable TcpSession older, TcpSession newer) {
        if (older != null) {
            older.closeReplaced();
        }
        return newer;
    }

    /** Takes a station back; false when a newer session has it. */
    boolean release(TcpSession session) {
        return sessions.remove(session.stationId(), session);
    }

    boolean hasSession(long stationId) {
        return sessions.containsKey(stationId);
    }

    /** The datagram stations; changed by the datagram listener only. */
    Map<Long, DatagramStation> addresses() {
        return addresses;
    }
}
