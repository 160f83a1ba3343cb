package io.yunkong.edge.link.mqtt;

import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.profile.Profiles;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The MQTT listeners of an edge.
 *
 * @param plain where clients connect without TLS; port 0 = any free one, empty = nowhere
 * @param tls where clients with a certificate connect by TLS, with the files of {@link LinkSecurity}; port 0 = any free one, empty = nowhere
 * @param profiles how clients may speak
 * @param limits of one client
 */
public record MqttConfig(
        Optional<InetSocketAddress> plain, Optional<InetSocketAddress> tls, Profiles profiles, MqttLimits limits) {}
