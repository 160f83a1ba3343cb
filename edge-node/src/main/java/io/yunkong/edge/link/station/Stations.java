package io.yunkong.edge.link.station;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.StationEvent;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every station that can be reached now, each in one way: by the session that holds it, or else at the address its datagrams come from, or else
 * through the roadside unit that hears it. Says so when a station comes or goes, and again when a session takes it over, because only then it has
 * a name. Safe for use by any thread: what is asked per message never waits, changes are made one at a time so that their events come in their
 * order. Who makes a change of several parts holds this object's monitor meanwhile.
 */
public final class Stations implements StationLinks {
    private final Consumer<StationEvent> events;
    private final Map<Long, StationHolder> holders = new ConcurrentHashMap<>();
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
        StationLink link = holders.get(stationId);
        link = link != null ? link : addresses.get(stationId);
        return Optional.ofNullable(link != null ? link : relayed.get(stationId));
    }

    @Override
    public Iterator<StationLink> links() {
        // the relayed share the link of their unit, which is among these
        return Stream.<StationLink>concat(holders.values().stream(), addresses.values().stream())
                .iterator();
    }

    /** Sessions whose device is there. */
    public int sessionCount() {
        return (int)
                holders.values().stream().filter(StationHolder::isConnected).count();
    }

    /** Stations that are heard through a roadside unit only. */
    public int relayedStationCount() {
        return relayed.size();
    }

    /** Stations that send datagrams and have no session. */
    public int datagramStationCount() {
        return addresses.size();
    }

    /** Counts a connection in; false when {@code max} are open already, and then it is not counted. */
    public boolean connect(int max) {
        if (connections.incrementAndGet() > max) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Counts a connection out. */
    public void disconnect() {
        connections.decrementAndGet();
    }

    // Stations with a session

    /** Who has the station; a session, whose device is there or may come back. */
    public Optional<StationHolder> findHolder(long stationId) {
        return Optional.ofNullable(holders.get(stationId));
    }

    /**
     * Gives a station to a session. A device takes its own older session over (a device that lost its connection comes back before the edge has
     * noticed); another device may not while that is connected, unless only it shows a certificate, nor who shows none where the session began
     * with one. An address is forgotten: whoever sends from there is not known to be the device.
     *
     * @param session may be the one that has it already, which is connected again
     * @return false when the session of another has the station
     */
    public synchronized boolean claim(StationHolder session, long nowUs) {
        long stationId = session.stationId();
        StationHolder older = holders.get(stationId);
        if (older != null && older.keepsOut(session.isCertified(), session.deviceId())) {
            return false;
        }
        if (older != null && !older.equals(session)) {
            older.replaced();
        }
        holders.put(stationId, session);
        forgetOthers(stationId);
        tell(session, true, nowUs);
        return true;
    }

    private void forgetOthers(long stationId) {
        relayed.remove(stationId);
        DatagramStation address = addresses.remove(stationId);
        if (address != null) {
            leaveSource(address);
        }
    }

    /** Takes a station back from a session, unless a newer one has it. */
    public synchronized void release(StationHolder session, long nowUs) {
        if (holders.remove(session.stationId(), session)) {
            tell(session, false, nowUs);
        }
    }

    /** Whether a session has the station, connected or kept. */
    public boolean hasSession(long stationId) {
        return holders.containsKey(stationId);
    }

    private void tell(StationHolder session, boolean connected, long nowUs) {
        tell(session.stationId(), session.deviceId(), session.kind(), connected, nowUs);
    }

    /** Nobody knows who is behind a station without a session. */
    private void tell(long stationId, boolean connected, long nowUs) {
        tell(stationId, "", DeviceKind.DEVICE_KIND_UNSPECIFIED, connected, nowUs);
    }

    private void tell(long stationId, String deviceId, DeviceKind kind, boolean connected, long nowUs) {
        events.accept(StationEvent.newBuilder()
                .setStationId(stationId)
                .setDeviceId(deviceId)
                .setKind(kind)
                .setConnected(connected)
                .setAtUs(nowUs)
                .build());
    }

    // Stations that send datagrams

    /** Keeps the address of a station that was not known; false when a session has taken it meanwhile. */
    public synchronized boolean enter(DatagramStation station, long nowUs) {
        if (hasSession(station.stationId())) {
            return false;
        }
        relayed.remove(station.stationId());
        addresses.put(station.stationId(), station);
        enterSource(station);
        tell(station.stationId(), true, nowUs);
        return true;
    }

    /** Forgets the address of a station, unless a session has taken it. */
    public synchronized void leave(DatagramStation station, long nowUs) {
        if (addresses.remove(station.stationId(), station)) {
            leaveSource(station);
            tell(station.stationId(), false, nowUs);
        }
    }

    /** A datagram station sends from another address now. */
    public synchronized void move(DatagramStation station, InetSocketAddress to) {
        if (addresses.get(station.stationId()) == station) {
            leaveSource(station);
            station.moveTo(to);
            enterSource(station);
        }
    }

    private void enterSource(DatagramStation station) {
        sources.computeIfAbsent(station.address(), _ -> new DatagramSource(station.bucket()))
                .enter(station);
    }

    private void leaveSource(DatagramStation station) {
        sources.computeIfPresent(station.address(), (_, source) -> source.leave(station) ? null : source);
    }

    /** Whether datagram stations send from that address. */
    public Optional<DatagramSource> findSource(InetSocketAddress address) {
        return Optional.ofNullable(sources.get(address));
    }

    /** The datagram station of that id, if it is one and has no session. */
    public Optional<DatagramStation> findAddress(long stationId) {
        return Optional.ofNullable(addresses.get(stationId));
    }

    /** The datagram stations now; while they are looked through they may go. */
    public Iterable<DatagramStation> addresses() {
        return addresses.values();
    }

    // Stations that a roadside unit hears

    /** The way to a station through a roadside unit, if that is the only one. */
    public Optional<RelayedStation> findRelayed(long stationId) {
        return Optional.ofNullable(relayed.get(stationId));
    }

    /** Keeps the unit through which a station is heard, in place of another; false when the station has a way of its own meanwhile. */
    public synchronized boolean enter(RelayedStation station, long nowUs) {
        long stationId = station.stationId();
        if (hasSession(stationId) || addresses.containsKey(stationId)) {
            return false;
        }
        if (relayed.put(stationId, station) == null) {
            tell(stationId, true, nowUs);
        }
        return true;
    }

    /** Forgets that a station is heard through a unit, unless it has found another way. */
    public synchronized void leave(RelayedStation station, long nowUs) {
        if (relayed.remove(station.stationId(), station)) {
            tell(station.stationId(), false, nowUs);
        }
    }
}
