package io.yunkong.edge.link;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.ResumeCounters;
import io.yunkong.wire.Hello;
import io.yunkong.wire.StationEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Every station that can be reached now, each in one way: by its session over TCP or MQTT, or else at the address its datagrams come from,
 * or else through the roadside unit that hears it. Says so when a station comes or goes, and again when its session takes it over, because only then it has a name. A session whose connection
 * broke is kept for a while, and its station with it. Safe for use by any thread: what is asked per message never waits, changes are made
 * one at a time so that their events come in their order.
 */
public final class Stations implements StationLinks {
    private final Consumer<StationEvent> events;
    private final Map<Long, DeviceSession> sessions = new ConcurrentHashMap<>();
    private final Map<Long, MqttSession> clients = new ConcurrentHashMap<>();
    private final Map<Long, DatagramStation> addresses = new ConcurrentHashMap<>();
    private final Map<Long, RelayedStation> relayed = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, DatagramSource> sources = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ResumeCounters resumes = new ResumeCounters();
    private final AwaySessions away;

    /** What a connection's Hello got: a session, new or the one it resumes. */
    record Claim(DeviceSession session, boolean resumed) {}

    /** @param events is told of every change, by the thread that makes it; must not wait */
    public Stations(ResumeLimits limits, Consumer<StationEvent> events) {
        this.away = new AwaySessions(limits, resumes);
        this.events = events;
    }

    @Override
    public Optional<StationLink> findLink(long stationId) {
        StationLink link = sessions.get(stationId);
        link = link != null ? link : clients.get(stationId);
        link = link != null ? link : addresses.get(stationId);
        return Optional.ofNullable(link != null ? link : relayed.get(stationId));
    }

    @Override
    public void forEachLink(Consumer<StationLink> action) {
        sessions.values().forEach(action);
        clients.values().forEach(action);
        addresses.values().forEach(action); // the relayed share the link of their unit, which is among these
    }

    /** Sessions with a connection. */
    public int sessionCount() {
        return (int) sessions.values().stream()
                        .filter(DeviceSession::isConnected)
                        .count()
                + clients.size();
    }

    /** Stations that are heard through a roadside unit only. */
    public int relayedStationCount() {
        return relayed.size();
    }

    public int datagramStationCount() {
        return addresses.size();
    }

    /** What became of sessions whose connection broke. */
    public synchronized EdgeStatistics.Resumes resumes() {
        return resumes.statistics(away.count());
    }

    ResumeCounters resumeCounters() {
        return resumes;
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
     * Gives a station to a connection: in the session that its Hello resumes, or in a new one. A device takes its own older session over,
     * whose connection is then closed (a device that lost its connection comes back before the edge has noticed); another device may not
     * while that is connected, unless only it shows a certificate, nor who shows none where the session began with one. An address is forgotten: whoever sends from
     * there is not known to be the device.
     *
     * @param fresh makes a new session
     * @return empty when the session of another has the station
     */
    synchronized Optional<Claim> claim(TcpSession connection, Hello said, Supplier<DeviceSession> fresh, long nowUs) {
        long stationId = said.getStationId();
        DeviceSession older = sessions.get(stationId);
        if (older != null && keepsOut(older, connection.peer() != null, said.getDeviceId())) {
            return Optional.empty();
        }
        MqttSession client = clients.get(stationId);
        if (client != null && client.keepsOut(connection.peer() != null, said.getDeviceId())) {
            return Optional.empty();
        }
        boolean resumed = older != null && older.continuesWith(said);
        if (said.hasResume()) {
            (resumed ? resumes.resumed : resumes.notResumed).increment();
        }
        TcpSession replaced = older == null ? null : older.connection();
        if (older != null) {
            away.remove(older);
            if (!resumed) {
                older.end();
                older.disconnect(); // or its connection, when it has closed, would keep it for resuming
            }
        }
        DeviceSession session = older != null && resumed ? older : fresh.get();
        session.connect(connection, said);
        sessions.put(stationId, session);
        clients.remove(stationId);
        forgetOthers(stationId);
        events.accept(session.event(true, nowUs));
        if (replaced != null) {
            replaced.closeReplaced();
        }
        if (client != null) {
            client.closeReplaced();
        }
        return Optional.of(new Claim(session, resumed));
    }

    /** Who shows a certificate takes a station from who did not, and never the other way round; among equals the first keeps it. */
    private static boolean keepsOut(DeviceSession session, boolean certified, String deviceId) {
        if (session.isCertified() != certified) {
            return session.isCertified();
        }
        return session.isConnected() && !session.deviceId().equals(deviceId);
    }

    /**
     * Gives a station to an MQTT client, by the rules of a connection with a Hello; there is nothing to resume.
     *
     * @return false when another device has the station
     */
    synchronized boolean claim(MqttSession client, StationEvent came) {
        long stationId = client.stationId();
        DeviceSession session = sessions.get(stationId);
        MqttSession older = clients.get(stationId);
        if ((session != null && keepsOut(session, client.isCertified(), client.deviceId()))
                || (older != null && older.keepsOut(client.isCertified(), client.deviceId()))) {
            return false;
        }
        if (session != null) {
            TcpSession connection = session.connection();
            away.remove(session);
            session.end();
            session.disconnect();
            sessions.remove(stationId);
            if (connection != null) {
                connection.closeReplaced();
            }
        }
        clients.put(stationId, client);
        forgetOthers(stationId);
        events.accept(came);
        if (older != null) {
            older.closeReplaced();
        }
        return true;
    }

    /** Takes a station back from an MQTT client, unless a newer one has it. */
    synchronized void release(MqttSession client, StationEvent gone) {
        if (clients.remove(client.stationId(), client)) {
            events.accept(gone);
        }
    }

    private void forgetOthers(long stationId) {
        relayed.remove(stationId);
        DatagramStation address = addresses.remove(stationId);
        if (address != null) {
            leaveSource(address.address());
        }
    }

    /**
     * A connection has ended. Its session goes too, or, when it broke off, is kept; unless a newer connection has it.
     *
     * @param nowNanos of the clock of {@link #forgetLapsed}
     */
    synchronized void release(
            DeviceSession session, TcpSession connection, boolean brokeOff, long nowNanos, long nowUs) {
        if (session.connection() != connection) {
            return;
        }
        session.disconnect();
        if (brokeOff) {
            away.add(session, nowNanos).forEach(over -> end(over, nowUs));
        } else {
            end(session, nowUs);
        }
    }

    /** Lets time pass for the sessions that are kept. */
    public synchronized void forgetLapsed(long nowNanos, long nowUs) {
        away.takeLapsed(nowNanos).forEach(session -> end(session, nowUs));
        away.all().forEach(session -> session.outbox().refresh());
    }

    /** Ends the sessions that are kept and whose device is no longer trusted. */
    public synchronized void forgetUntrusted(long nowUs) {
        Instant now = Instant.EPOCH.plus(nowUs, ChronoUnit.MICROS);
        away.takeUntrusted(now).forEach(session -> end(session, nowUs));
    }

    /** Ends the sessions that are kept. */
    public synchronized void forgetAway(long nowUs) {
        away.takeAll().forEach(session -> end(session, nowUs));
    }

    private void end(DeviceSession session, long nowUs) {
        session.end();
        if (sessions.remove(session.stationId(), session)) {
            events.accept(session.event(false, nowUs));
        }
    }

    /** Whether a session has the station, connected or kept. */
    boolean hasSession(long stationId) {
        return sessions.containsKey(stationId) || clients.containsKey(stationId);
    }

    /** Keeps the address of a station that was not known; false when a session has taken it meanwhile. */
    synchronized boolean enter(DatagramStation station, StationEvent came) {
        if (hasSession(station.stationId())) {
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
        if (hasSession(stationId) || addresses.containsKey(stationId)) {
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
