package io.yunkong.edge.link;

import io.yunkong.edge.link.profile.Profiles;
import java.net.InetSocketAddress;

/**
 * The MQTT listener of an edge.
 *
 * @param address where clients connect, without TLS and therefore of this machine only; port 0 = any free one
 * @param profiles how clients may speak
 * @param limits of one client
 */
public record MqttConfig(InetSocketAddress address, Profiles profiles, MqttLimits limits) {
    public MqttConfig {
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("mqtt without tls: host=" + address.getHostString()
                    + ", limit=loopback addresses such as 127.0.0.1; refused");
        }
    }
}
