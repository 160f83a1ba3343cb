package io.yunkong.edge.link;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What all MQTT clients of an edge share: who may come in, and who is in. Safe for use by any thread. */
final class MqttDoor {
    private final Devices devices;
    private final MqttConfig config;
    private final Map<String, MqttSession> clients = new ConcurrentHashMap<>();

    MqttDoor(Devices devices, MqttConfig config) {
        this.devices = devices;
        this.config = config;
    }

    Devices devices() {
        return devices;
    }

    MqttLimits limits() {
        return config.limits();
    }

    /** What a client may do, by what it calls itself; empty when it may not come in. */
    Optional<MqttRights> rights(String clientId) {
        return MqttRights.of(clientId, config.profiles().all(), devices);
    }

    /** A client has come in: an older connection of the same name is closed. */
    void enter(MqttSession session) {
        MqttSession older = clients.put(session.deviceId(), session);
        if (older != null) {
            older.closeReplaced();
        }
    }

    void leave(MqttSession session) {
        clients.remove(session.deviceId(), session);
    }
}
