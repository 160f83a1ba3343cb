package io.yunkong.edge.link.mqtt;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.profile.Payloads;
import io.yunkong.edge.link.tls.TlsPeer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all MQTT clients of an edge share, with TLS or without: who may come in, and who is in. Safe for use by any thread. */
public final class MqttDoor {
    private final Devices devices;
    private final MqttConfig config;
    private final Map<EventExecutor, Payloads> payloads;
    private final Map<String, MqttSession> clients = new ConcurrentHashMap<>();

    /** @param loops event loops of the device links */
    public MqttDoor(Devices devices, MqttConfig config, Collection<EventExecutor> loops) {
        this.devices = devices;
        this.config = config;
        this.payloads = loops.stream().collect(Collectors.toUnmodifiableMap(loop -> loop, _ -> new Payloads()));
        payloads.values().forEach(Payloads::rehearse);
    }

    /**
     * A connection is there, and its handshake done if it has one: everything on it is MQTT from now on. On its event loop only.
     *
     * @param peer who is at the other end by his certificate; null = without TLS
     */
    public void open(Channel channel, DeviceLoop loop, @Nullable TlsPeer peer) {
        MqttSession session = new MqttSession(channel, loop, this, peer);
        session.install();
        if (peer != null) {
            session.begin(); // it has been active since before the handshake
        }
    }

    Devices devices() {
        return devices;
    }

    MqttLimits limits() {
        return config.limits();
    }

    /** Those of the clients on an event loop. */
    Payloads payloads(EventExecutor loop) {
        return Objects.requireNonNull(payloads.get(loop));
    }

    /**
     * What a client may do, by what it calls itself and its certificate; empty when no device may be called so.
     *
     * @param peer null = without TLS
     */
    Optional<ClientRights> rights(String clientId, @Nullable TlsPeer peer) {
        return ClientRights.of(clientId, config.profiles().all(), devices, peer);
    }

    /**
     * A client comes in: an older connection of the same name is closed.
     *
     * @return false when that has shown a certificate and this one has not, or one of another device
     */
    boolean enter(MqttSession session) {
        MqttSession older = clients.get(session.clientId());
        boolean in = older == null
                ? clients.putIfAbsent(session.clientId(), session) == null
                : !older.keepsOut(session.isCertified(), session.deviceId())
                        && clients.replace(session.clientId(), older, session);
        if (in && older != null) {
            older.replaced();
        }
        return in;
    }

    void leave(MqttSession session) {
        clients.remove(session.clientId(), session);
    }
}
