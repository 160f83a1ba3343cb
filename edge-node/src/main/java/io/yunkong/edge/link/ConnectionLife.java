package io.yunkong.edge.link;

import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.wire.RefusalCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one device's connection, whatever is spoken on it: nobody knows who it is, then it is open, then it ends, and the first reason
 * for that counts. Owned by the connection's event loop.
 */
public final class ConnectionLife {
    /** The states, each left for a later one only. */
    public enum State {
        /** Who is there has not been said, or not been accepted. */
        OPENING,
        OPEN,
        /** Refused or to be closed; nothing is read any more. */
        ENDING,
        CLOSED
    }

    private final DeviceLoop loop;
    private final Devices devices;
    private State state = State.OPENING;
    private @Nullable CloseReason reason;
    private long sinceNanos;

    /** Of a connection on that loop. */
    public ConnectionLife(DeviceLoop loop, Devices devices) {
        this.loop = loop;
        this.devices = devices;
    }

    public State state() {
        return state;
    }

    /** How long it has been in its state, by the clock of {@link DeviceLoop#limitNanos}. */
    public long inStateNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    /** The connection is there, and its handshake done if it has one: counted; says so when there are too many. */
    public Optional<Refusal> begin() {
        sinceNanos = loop.limitNanos();
        loop.counters().connectionsOpened++;
        int max = devices.limits().sizes().connectionsMax();
        return devices.stations().connect(max)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.REFUSAL_CODE_OVERLOADED, "too many connections: limit=" + max + "; link closed"));
    }

    /** Who is there may stay. */
    public void open() {
        state = State.OPEN;
        sinceNanos = loop.limitNanos();
    }

    /** Whether it is ending or closed: no reason matters any more. */
    public boolean isOver() {
        return state == State.ENDING || state == State.CLOSED;
    }

    /** It is going to be closed; the first reason counts. */
    public void end(CloseReason why) {
        if (reason == null) {
            reason = why;
        }
        if (state != State.CLOSED) {
            state = State.ENDING;
        }
        sinceNanos = loop.limitNanos();
    }

    /**
     * It is closed: counted, with its reason.
     *
     * @return the reason; empty when it was closed before
     */
    public Optional<CloseReason> close() {
        if (state == State.CLOSED) {
            return Optional.empty();
        }
        state = State.CLOSED;
        CloseReason first = reason == null ? CloseReason.PEER_CLOSED : reason;
        loop.counters().closed.count(first);
        if (first != CloseReason.TOO_MANY_CONNECTIONS) {
            devices.stations().disconnect();
        }
        return Optional.of(first);
    }
}
