package io.yunkong.sim.client;

import io.yunkong.wire.DeviceKind;

/**
 * A sender.
 *
 * @param id 8-octet station id of its messages, most significant octet first
 * @param deviceId name of its device, [A-Za-z0-9._-]{1,64}
 * @param kind what its hello says it is
 */
public record Station(long id, String deviceId, DeviceKind kind) {}
