package io.yunkong.edge.link;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.wire.StationEvent;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Every station that can be reached now, each in one way: by its session over TCP or MQTT, or else at the address its datagrams come from,
 * or else through the roadside unit that hears it. Says so when a station comes or goes, and again when its session takes it over, because only then it has a name. Safe for use by any thread:
 * what is asked per message never waits, changes are made one at a time so that their events come in their order.
 */
public final class Stations implements StationLinks {
    private final Consumer<StationEvent> events;
    private final Map<Long, SessionLink> sessions = new ConcurrentHashMap<>();
    private final Map<Long, DatagramStation> addresses = new ConcurrentHashMap<>();
    private final Map<Long, RelayedStation> relayed = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, DatagramSource> sources = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param events is told of every change, by the thread that makes it; must not wait */
    public Stations(Consumer<StationEvent> events) {
        this.events = events;
    }

    @Override
    public Optional<StationLink> findLink(long stationId) {
        StationLink session = sessions.get(stationId);
        if (session != null) {
            return Optional.of(session);
        }
        StationLink address = addresses.get(stationId);
        return Optional.ofNullable(address != null ? address : relayed.get(stationId));
    }

    @Override
    public void forEachLink(Consumer<StationLink> action) {
        sessions.values().forEach(action);
        addresses.values().forEach(action);
        relayed.values().forEach(action);
    }

    public int sessionCount() {
        return sessions.size();
    }

    /** Stations that are heard through a roadside unit only. */
    public int relayedStationCount() {
        return relayed.size();
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
     * that lost its connection comes back before the edge has noticed); another device may not. An address is forgotten: whoever sends
     * from there is not known to be the device.
     *
     * @return whether the session has the station now
     */
    synchronized boolean claim(SessionLink session, StationEvent came) {
        long stationId = session.stationId();
        SessionLink older = sessions.get(stationId);
        if (older != null && !older.deviceId().equals(session.deviceId())) {
            return false;
        }
        sessions.put(stationId, session);
        relayed.remove(stationId);
        DatagramStation address = addresses.remove(stationId);
        if (address != null) {
            leaveSource(address.address());
        }
        events.accept(came);
        if (older != null) {
            older.closeReplaced();
        }
        return true;
    }

    /** Takes a station back, unless a newer session has it. */
    synchronized void release(SessionLink session, StationEvent gone) {
        if (sessions.remove(session.stationId(), session)) {
            events.accept(gone);
        }
    }

    boolean hasSession(long stationId) {
        return sessions.containsKey(stationId);
    }

    /** Keeps the address of a station that was not known; false when a session has taken it meanwhile. */
    synchronized boolean enter(DatagramStation station, StationEvent came) {
        if (sessions.containsKey(station.stationId())) {
            return false;
        }
        relayed.remove(station.stationId());
        addresses.put(station.stationId(), station);
        enterSource(station);
        events.accept(came);
        return true;
    }

    /** Forgets the address of a station, unless a session has taken it. */
    synchronized void leave(DatagramStation station, StationEvent gone) {
        if (addresses.remove(station.stationId(), station)) {
            leaveSource(station.address());
            events.accept(gone);
        }
    }

    /** The way to a station through a roadside unit, if that is the only one. */
    Optional<RelayedStation> findRelayed(long stationId) {
        return Optional.ofNullable(relayed.get(stationId));
    }

    /** Keeps the unit through which a station is heard, in place of another; false when the station has a way of its own meanwhile. */
    synchronized boolean enter(RelayedStation station, StationEvent came) {
        long stationId = station.stationId();
        if (sessions.containsKey(stationId) || addresses.containsKey(stationId)) {
            return false;
        }
        if (relayed.put(stationId, station) == null) {
            events.accept(came);
        }
        return true;
    }

    /** Forgets that a station is heard through a unit, unless it has found another way. */
    synchronized void leave(RelayedStation station, StationEvent gone) {
        if (relayed.remove(station.stationId(), station)) {
            events.accept(gone);
        }
    }

    /** A datagram station sends from another address now. */
    synchronized void move(DatagramStation station, InetSocketAddress to) {
        if (addresses.get(station.stationId()) == station) {
            leaveSource(station.address());
            station.moveTo(to);
            enterSource(station);
        }
    }

    private void enterSource(DatagramStation station) {
        sources.computeIfAbsent(station.address(), _ -> new DatagramSource(station.bucket()))
                .enter();
    }

    private void leaveSource(InetSocketAddress address) {
        sources.computeIfPresent(address, (_, source) -> source.leave() ? null : source);
    }

    /** Whether datagram stations send from that address. */
    Optional<DatagramSource> findSource(InetSocketAddress address) {
        return Optional.ofNullable(sources.get(address));
    }

    /** The datagram station of that id, if it is one and has no session. */
    Optional<DatagramStation> findAddress(long stationId) {
        return Optional.ofNullable(addresses.get(stationId));
    }

    /** The datagram stations now; while they are looked through they may go. */
    Iterable<DatagramStation> addresses() {
        return addresses.values();
    }
}
