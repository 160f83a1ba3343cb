package io.yunkong.edge;

import io.yunkong.edge.fastpath.FastPathLimits;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.MqttConfig;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.map.warn.NodeName;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How an edge node is set up.
 *
 * @param edgeId name of the edge, of the form {@link NodeName#FORM}; unique among the edges of a platform, starts the ids of its warnings
 * @param tcpAddress where devices connect; port 0 = any free one
 * @param udpAddress where datagrams are taken; empty = nowhere
 * @param mqtt where MQTT clients connect and how they may speak; empty = nowhere
 * @param cloudNodes addresses of the cloud nodes' links; empty = the edge stands alone, and says so
 * @param eventLoops threads; one does everything, of more the first keeps the map and the cloud links and the others the devices
 * @param link limits of device links
 * @param fastPath limits of the way to warnings
 * @param uplink limits of cloud links
 * @param seed of the waits before a cloud node is dialled again
 */
public record EdgeConfig(
        String edgeId,
        InetSocketAddress tcpAddress,
        Optional<InetSocketAddress> udpAddress,
        Optional<MqttConfig> mqtt,
        List<InetSocketAddress> cloudNodes,
        int eventLoops,
        LinkLimits link,
        FastPathLimits fastPath,
        UplinkLimits uplink,
        long seed) {
    public EdgeConfig {
        cloudNodes = List.copyOf(cloudNodes);
        if (!NodeName.isGood(edgeId)) {
            throw new IllegalArgumentException(
                    "edge id not usable: edgeId=" + edgeId + ", limit=" + NodeName.FORM + "; refused");
        }
        if (eventLoops < 1 || eventLoops > 64) {
            throw new IllegalArgumentException(
                    "event loops out of range: eventLoops=" + eventLoops + ", limit=1..64; refused");
        }
    }

    /** With the standard limits and one event loop. */
    public static EdgeConfig standard(
            String edgeId,
            InetSocketAddress tcpAddress,
            Optional<InetSocketAddress> udpAddress,
            List<InetSocketAddress> cloudNodes) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                Optional.empty(),
                cloudNodes,
                1,
                LinkLimits.standard(),
                FastPathLimits.standard(),
                UplinkLimits.standard(),
                edgeId.hashCode());
    }

    public EdgeConfig withLink(LinkLimits limits) {
        return new EdgeConfig(
                edgeId, tcpAddress, udpAddress, mqtt, cloudNodes, eventLoops, limits, fastPath, uplink, seed);
    }

    public EdgeConfig withUplink(UplinkLimits limits) {
        return new EdgeConfig(
                edgeId, tcpAddress, udpAddress, mqtt, cloudNodes, eventLoops, link, fastPath, limits, seed);
    }

    public EdgeConfig withEventLoops(int threads) {
        return new EdgeConfig(edgeId, tcpAddress, udpAddress, mqtt, cloudNodes, threads, link, fastPath, uplink, seed);
    }

    public EdgeConfig withMqtt(MqttConfig listener) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                Optional.of(listener),
                cloudNodes,
                eventLoops,
                link,
                fastPath,
                uplink,
                seed);
    }
}
