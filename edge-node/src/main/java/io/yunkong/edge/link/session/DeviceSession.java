package io.yunkong.edge.link.session;

import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.link.DeviceRates;
import io.yunkong.edge.link.station.StationHolder;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session of a device, over one connection or, when that breaks, several one after the other: {@link TcpSession} is the connection.
 * Changed by {@link Sessions} only, one change at a time; the way down is for any thread.
 */
final class DeviceSession implements StationHolder {
    private final String id;
    private final String deviceId;
    private final long stationId;
    private final DeviceKind kind;
    private final Outbox outbox;
    private final SessionKeys keys;
    private final AwaySessions away;
    private final DeviceRates rates;
    private volatile DeviceRates.Kept rate;
    private volatile Hello hello;
    private volatile Set<DownlinkMessage> understood;
    private volatile boolean readsStandardMessages;
    private volatile Edition edition;
    private volatile @Nullable TcpSession connection;
    private volatile @Nullable SessionKey key;
    private volatile @Nullable TlsPeer peer;
    private boolean ended;

    /** @param rates what comes by its connections and under its keys keeps its device's, all together */
    DeviceSession(String id, Hello hello, Outbox outbox, SessionKeys keys, AwaySessions away, DeviceRates rates) {
        this.id = id;
        this.deviceId = hello.getDeviceId();
        this.stationId = hello.getStationId();
        this.kind = hello.getKind();
        this.hello = hello;
        this.understood = understoodBy(hello);
        this.readsStandardMessages = StationHolder.super.readsStandardMessages();
        this.edition = editionOf(hello);
        this.outbox = outbox;
        this.keys = keys;
        this.away = away;
        this.rates = rates;
        this.rate = rateOf(hello);
    }

    /** Cannot be guessed: who knows it and has the device's name may take the session over. */
    String id() {
        return id;
    }

    @Override
    public String deviceId() {
        return deviceId;
    }

    @Override
    public long stationId() {
        return stationId;
    }

    Hello hello() {
        return hello;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whether one more frame or datagram keeps the device's rate. */
    boolean mayPass(long nowNanos) {
        return rate.take(nowNanos);
    }

    @Nullable TcpSession connection() {
        return connection;
    }

    @Override
    public Object route() {
        TcpSession now = connection;
        return now == null ? this : now;
    }

    @Override
    public boolean isConnected() {
        return connection != null;
    }

    @Override
    public DeviceKind kind() {
        return kind;
    }

    /** Whether it began with a certificate. */
    @Override
    public boolean isCertified() {
        return peer != null;
    }

    /** Whether a hello names this session, of the same device and station, and cannot have read more than was sent. */
    boolean continuesWith(Hello said) {
        return said.hasResume()
                && said.getResume().getSessionId().equals(id)
                && said.getDeviceId().equals(deviceId())
                && said.getKind() == kind
                && outbox.reached(said.getResume().getLastSequence());
    }

    /** For {@link Sessions} only. Warnings wait until the new connection is attached to the outbox; the one before is closed. */
    void connect(TcpSession fresh, Hello said) {
        TcpSession before = connection;
        hello = said;
        understood = understoodBy(said);
        readsStandardMessages = StationHolder.super.readsStandardMessages();
        edition = said.getEdition() == io.yunkong.wire.Edition.EDITION_UNSPECIFIED ? edition : editionOf(said);
        peer = fresh.peer();
        rate = rateOf(said);
        connection = fresh;
        if (before != null) {
            before.closeReplaced();
        }
    }

    private DeviceRates.Kept rateOf(Hello said) {
        return rates.of(said.getDeviceId(), peer != null, said.getKind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT);
    }

    /** For {@link Sessions} only. */
    void disconnect() {
        connection = null;
    }

    /** The key of its datagrams is this one from now on; returns the one that ends, which is this one when the session is over. */
    synchronized Optional<SessionKey> replaceKey(SessionKey fresh) {
        if (ended) {
            return Optional.of(fresh);
        }
        SessionKey before = key;
        key = fresh;
        return Optional.ofNullable(before);
    }

    private synchronized Optional<SessionKey> endKeys() {
        SessionKey last = key;
        ended = true;
        key = null;
        return Optional.ofNullable(last);
    }

    @Override
    public void replaced() {
        TcpSession last = connection;
        away.remove(this);
        end();
        disconnect(); // or its connection, when it has closed, would keep it for resuming
        if (last != null) {
            last.closeReplaced();
        }
    }

    /** For {@link Sessions} only: nobody will resume it. */
    void end() {
        outbox.end();
        dropKeys();
    }

    /** Datagrams under its key are not let in any more, nor those of a key that its last connection still asks for. */
    void dropKeys() {
        endKeys().ifPresent(keys::drop);
    }

    /** Whether it began with a certificate that is no longer good. */
    boolean hasLostTrust(Instant now) {
        TlsPeer shown = peer;
        return shown != null && shown.findLoss(now).isPresent();
    }

    @Override
    public boolean send(byte[] message) {
        TcpSession now = connection;
        if (now != null) {
            return now.output().send(FrameType.SESSION, message);
        }
        SessionKey datagrams = key;
        return datagrams != null && datagrams.sendUncounted(message);
    }

    @Override
    public Notice.Handed warn(Notice notice) {
        return outbox.hand(notice);
    }

    @Override
    public boolean understands(DownlinkMessage message) {
        return understood.contains(message);
    }

    @Override
    public boolean readsStandardMessages() {
        return readsStandardMessages;
    }

    /** However often it is said. */
    private static Set<DownlinkMessage> understoodBy(Hello said) {
        return said.getDownlinkCount() == 0
                ? EnumSet.of(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)
                : EnumSet.copyOf(said.getDownlinkList());
    }

    @Override
    public Edition edition() {
        return edition;
    }

    /** Its frame was of another edition than supposed; what hello said stands. */
    void speaks(Edition other) {
        if (hello.getEdition() == io.yunkong.wire.Edition.EDITION_UNSPECIFIED) {
            edition = other;
        }
    }

    private static Edition editionOf(Hello said) {
        return said.getEdition() == io.yunkong.wire.Edition.EDITION_2019 ? Edition.E2019 : Edition.E2020;
    }

    @Override
    public boolean sendFrame(byte[] frame) {
        TcpSession now = connection;
        if (now != null) {
            return now.output().send(FrameType.UPER, frame);
        }
        SessionKey datagrams = key;
        return datagrams != null && datagrams.sendFrame(frame);
    }
}
