package io.yunkong.sim.client;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import java.util.Set;

/**
 * A sender.
 *
 * @param id 8-octet station id of its messages, most significant octet first
 * @param deviceId name of its device, [A-Za-z0-9._-]{1,64}
 * @param kind what its hello says it is
 * @param understands what it says in its Hello that it understands; none = session notices
 */
public record Station(long id, String deviceId, DeviceKind kind, Set<DownlinkMessage> understands) {
    public Station {
        understands = Set.copyOf(understands);
    }

    /** One that understands session notices. */
    public Station(long id, String deviceId, DeviceKind kind) {
        this(id, deviceId, kind, Set.of());
    }
}
