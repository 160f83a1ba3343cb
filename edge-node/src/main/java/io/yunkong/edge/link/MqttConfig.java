package io.yunkong.edge.link;

import io.yunkong.edge.link.profile.Profiles;
import java.net.InetSocketAddress;

/**
 * The MQTT listener of an edge.
 *
 * @param address where clients connect, without TLS; port 0 = any free one
 * @param profiles how clients may speak
 * @param limits of one client
 */
public record MqttConfig(InetSocketAddress address, Profiles profiles, MqttLimits limits) {}
