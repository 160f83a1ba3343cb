package io.yunkong.edge.link.session;

import io.netty.channel.Channel;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.station.StationHolder;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.statistics.ResumeCounters;
import io.yunkong.wire.Hello;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of devices that say Hello: new ones, those that are resumed, and those that are kept for a while because their connection broke,
 * and their station with them. Safe for use by any thread: changes take turns with those of {@link Stations}.
 */
public final class Sessions {
    private static final int SESSION_ID_BYTES = 16;
    private static final int ENDED_AT_A_TIME_MIN = 64;
    /** Of those that broke off together the last ones are kept a second longer, however many there are: it takes so many calls, 10 ms apart. */
    private static final int ENDED_IN_CALLS = 100;

    private static final int REFRESHED_AT_A_TIME = 256;
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What a connection's Hello got: a session, new or the one it resumes. */
    record Claim(DeviceSession session, boolean resumed) {}

    private final Devices devices;
    private final Stations stations;
    private final SecureRandom random;
    private final LongSupplier clockUs;
    private final SessionKeys keys;
    private final HelloCheck check;
    private final ResumeCounters resumes = new ResumeCounters();
    private final AwaySessions away;
    private Iterator<DeviceSession> refreshed = Collections.emptyIterator();
    private long refreshNanos = Long.MIN_VALUE / 2;

    /**
     * @param random of session ids and keys, which nobody may guess
     * @param clockUs microseconds since 1970 UTC
     */
    public Sessions(Devices devices, SecureRandom random, LongSupplier clockUs) {
        this.devices = devices;
        this.stations = devices.stations();
        this.random = random;
        this.clockUs = clockUs;
        this.keys = new SessionKeys(random);
        this.check = new HelloCheck(devices);
        this.away = new AwaySessions(devices.limits().resume(), resumes);
    }

    /**
     * A connection is there, and its handshake done if it has one: everything on it is for a session from now on. On its event loop only.
     *
     * @param peer who is at the other end by his certificate; null = without TLS
     */
    public void open(Channel channel, DeviceLoop loop, @Nullable TlsPeer peer) {
        TcpSession connection = new TcpSession(channel, loop, this, peer);
        connection.install();
        if (peer != null) {
            connection.begin(); // it has been active since before the handshake
        }
    }

    /** The keys of the sessions' datagrams. */
    public SessionKeys keys() {
        return keys;
    }

    Devices devices() {
        return devices;
    }

    HelloCheck check() {
        return check;
    }

    /** What became of sessions whose connection broke. */
    public EdgeStatistics.Resumes resumes() {
        synchronized (stations) {
            return resumes.statistics(away.count());
        }
    }

    /**
     * Gives a station to a connection, as {@link Stations} has it: in the session that its Hello resumes, or in a new one. The connection that
     * the session had is closed.
     *
     * @return empty when the session of another has the station
     */
    Optional<Claim> claim(TcpSession connection, Hello said, long nowUs) {
        synchronized (stations) {
            Optional<DeviceSession> older = stations.findHolder(said.getStationId())
                    .filter(holder -> !holder.keepsOut(connection.peer() != null, said.getDeviceId()))
                    .flatMap(holder -> continued(holder, said));
            DeviceSession session = older.orElseGet(() -> newSession(said));
            session.connect(connection, said);
            if (!stations.claim(session, nowUs)) {
                return Optional.empty();
            }
            away.remove(session);
            if (said.hasResume()) {
                (older.isPresent() ? resumes.resumed : resumes.notResumed).increment();
            }
            return Optional.of(new Claim(session, older.isPresent()));
        }
    }

    private static Optional<DeviceSession> continued(StationHolder holder, Hello said) {
        return holder instanceof DeviceSession session && session.continuesWith(said)
                ? Optional.of(session)
                : Optional.empty();
    }

    private DeviceSession newSession(Hello said) {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        long clearHoldsUs = TimeUnit.NANOSECONDS.toMicros(devices.limits()
                .times()
                .idleTimeout()
                .plus(devices.limits().resume().keep())
                .toNanos());
        Outbox outbox = new Outbox(devices.limits().resume(), clearHoldsUs, resumes, devices.events(), clockUs);
        return new DeviceSession(HexFormat.of().formatHex(id), said, outbox, keys, away, devices.rates());
    }

    /**
     * A connection has ended. Its session goes too, or, when it broke off, is kept; unless a newer connection has it.
     *
     * @param nowNanos of the clock of {@link #keep}
     */
    void release(DeviceSession session, TcpSession connection, boolean brokeOff, long nowNanos, long nowUs) {
        synchronized (stations) {
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
    }

    /**
     * What waits for a session goes down by a connection from now on, unless a newer one has the session meanwhile.
     *
     * @param lastRead number of the last warning that the device has read, 0 = none
     */
    void attach(DeviceSession session, TcpSession connection, long lastRead) {
        synchronized (stations) {
            if (session.connection() == connection) {
                session.outbox().attach(connection.output(), lastRead);
            }
        }
    }

    /** Lets in no datagrams under the session's key any more, unless another connection has it now. */
    void dropKeys(DeviceSession session, TcpSession connection) {
        synchronized (stations) {
            if (session.connection() == connection) {
                session.dropKeys();
            }
        }
    }

    /**
     * Lets time pass for some of the sessions that are kept, and of the devices' rates; the next call goes on with others. Thousands at one go would
     * hold up the messages of all. To be called every 10 ms.
     */
    public void keep(long nowNanos, long nowUs) {
        synchronized (stations) {
            int atATime = Math.max(ENDED_AT_A_TIME_MIN, Math.ceilDiv(away.count(), ENDED_IN_CALLS));
            away.takeLapsed(nowNanos, atATime).forEach(session -> end(session, nowUs));
            if (!refreshed.hasNext() && nowNanos - refreshNanos >= REFRESH_NANOS) {
                refreshed = away.all().iterator();
                refreshNanos = nowNanos;
            }
            for (int left = REFRESHED_AT_A_TIME; left > 0 && refreshed.hasNext(); left--) {
                refreshed.next().outbox().refresh();
            }
        }
        devices.rates().forgetQuiet(nowNanos);
    }

    /** Ends the sessions that are kept and whose device is no longer trusted. */
    public void forgetUntrusted(long nowUs) {
        Instant now = Instant.EPOCH.plus(nowUs, ChronoUnit.MICROS);
        synchronized (stations) {
            away.takeUntrusted(now).forEach(session -> end(session, nowUs));
        }
    }

    /** Ends the sessions that are kept. */
    public void forgetAway(long nowUs) {
        synchronized (stations) {
            away.takeAll().forEach(session -> end(session, nowUs));
        }
    }

    private void end(DeviceSession session, long nowUs) {
        session.end();
        stations.release(session, nowUs);
    }
}
