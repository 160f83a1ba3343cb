package io.yunkong.edge.link.mqtt;

import io.yunkong.map.observe.Check;
import java.time.Duration;

/**
 * Limits of MQTT clients beside those of every device link.
 *
 * @param keepAliveMax the longest keep-alive: MQTT 5 clients that ask for a longer one or for none are told this one, MQTT 3.1.1 clients are
 *     held to it; [1 s, 65535 s]
 * @param packetBytesMax length of a packet after its fixed header, [256, 1048576]; JSON is longer than the frames it stands for
 * @param subscriptionsMax topic filters of one client, and of one packet, [1, 1000]
 * @param inFlightMax packets of one client that are not acknowledged to their end, each way, [1, 1000]
 * @param propertiesMax properties in one MQTT 5 packet, [0, 1000]
 */
public record MqttLimits(
        Duration keepAliveMax, int packetBytesMax, int subscriptionsMax, int inFlightMax, int propertiesMax) {
    /** Five minutes, 64 KiB, 32 filters, 32 packets, 10 properties. */
    public static MqttLimits standard() {
        return new MqttLimits(Duration.ofMinutes(5), 65_536, 32, 32, 10);
    }

    public MqttLimits {
        Check.within("keepAliveMaxS", (double) keepAliveMax.toSeconds(), 1, 65_535);
        Check.within("packetBytesMax", packetBytesMax, 256, 1 << 20);
        Check.within("subscriptionsMax", subscriptionsMax, 1, 1000);
        Check.within("inFlightMax", inFlightMax, 1, 1000);
        Check.within("propertiesMax", propertiesMax, 0, 1000);
    }
}
