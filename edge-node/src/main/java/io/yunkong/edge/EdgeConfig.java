package io.yunkong.edge;

import io.yunkong.edge.fastpath.FastPathLimits;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.ProfileException;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.map.warn.NodeName;
import io.yunkong.wire.DownlinkMessage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an edge node is set up.
 *
 * @param edgeId name of the edge, of the form {@link NodeName#FORM}; unique among the edges of a platform, starts the ids of its warnings
 * @param tcpAddress where devices connect; port 0 = any free one
 * @param udpAddress where datagrams are taken; empty = nowhere
 * @param mqtt where MQTT clients connect and how they may speak; empty = nowhere
 * @param cloudNodes addresses of the cloud nodes' links; empty = the edge stands alone, and says so
 * @param eventLoops threads; one does everything, of more the first keeps the map and the cloud links and the others the devices
 * @param security TLS, and where plain text may be spoken
 * @param link limits of device links
 * @param fastPath limits of the way to warnings
 * @param uplink limits of cloud links
 * @param datagramDownlink what stations that send datagrams understand on the way down, as they cannot say it themselves
 * @param seed of the waits before a cloud node is dialled again
 */
public record EdgeConfig(
        String edgeId,
        InetSocketAddress tcpAddress,
        Optional<InetSocketAddress> udpAddress,
        Optional<MqttConfig> mqtt,
        List<InetSocketAddress> cloudNodes,
        int eventLoops,
        LinkSecurity security,
        LinkLimits link,
        FastPathLimits fastPath,
        UplinkLimits uplink,
        Set<DownlinkMessage> datagramDownlink,
        long seed) {
    public EdgeConfig {
        cloudNodes = List.copyOf(cloudNodes);
        datagramDownlink = Set.copyOf(datagramDownlink);
        if (!NodeName.isGood(edgeId)) {
            throw new IllegalArgumentException(
                    "edge id not usable: edgeId=" + edgeId + ", limit=" + NodeName.FORM + "; refused");
        }
        if (eventLoops < 1 || eventLoops > 64) {
            throw new IllegalArgumentException(
                    "event loops out of range: eventLoops=" + eventLoops + ", limit=1..64; refused");
        }
        security.checkPlaintext("tcp", tcpAddress);
        udpAddress
                .filter(address -> !security.keyedOnlyAt(address))
                .ifPresent(address -> security.checkPlaintext("udp", address));
        mqtt.flatMap(MqttConfig::plain).ifPresent(address -> security.checkPlaintext("mqtt", address));
        if (mqtt.flatMap(MqttConfig::tls).isPresent() && security.files().isEmpty()) {
            throw new IllegalArgumentException("tls listener without files: listener=mqtt-tls; not started");
        }
    }

    /** The listeners without TLS that others than this machine can reach: {@code tcp}, {@code udp}, {@code mqtt}. */
    public List<String> openPlaintext() {
        List<String> open = new ArrayList<>();
        if (LinkSecurity.isOpen(tcpAddress)) {
            open.add("tcp");
        }
        if (udpAddress.isPresent()
                && LinkSecurity.isOpen(udpAddress.get())
                && !security.keyedOnlyAt(udpAddress.get())) {
            open.add("udp");
        }
        mqtt.flatMap(MqttConfig::plain).filter(LinkSecurity::isOpen).ifPresent(_ -> open.add("mqtt"));
        return open;
    }

    /** With the standard limits and one event loop, plain text on loopback only. */
    public static EdgeConfig standard(
            String edgeId,
            InetSocketAddress tcpAddress,
            Optional<InetSocketAddress> udpAddress,
            List<InetSocketAddress> cloudNodes) {
        return standard(edgeId, tcpAddress, udpAddress, cloudNodes, LinkSecurity.loopbackOnly());
    }

    /** With the standard limits and one event loop. */
    public static EdgeConfig standard(
            String edgeId,
            InetSocketAddress tcpAddress,
            Optional<InetSocketAddress> udpAddress,
            List<InetSocketAddress> cloudNodes,
            LinkSecurity security) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                Optional.empty(),
                cloudNodes,
                1,
                security,
                LinkLimits.standard(),
                FastPathLimits.standard(),
                UplinkLimits.standard(),
                Set.of(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE),
                edgeId.hashCode());
    }

    public EdgeConfig withSecurity(LinkSecurity other) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                mqtt,
                cloudNodes,
                eventLoops,
                other,
                link,
                fastPath,
                uplink,
                datagramDownlink,
                seed);
    }

    public EdgeConfig withLink(LinkLimits limits) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                mqtt,
                cloudNodes,
                eventLoops,
                security,
                limits,
                fastPath,
                uplink,
                datagramDownlink,
                seed);
    }

    public EdgeConfig withUplink(UplinkLimits limits) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                mqtt,
                cloudNodes,
                eventLoops,
                security,
                link,
                fastPath,
                limits,
                datagramDownlink,
                seed);
    }

    public EdgeConfig withEventLoops(int threads) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                mqtt,
                cloudNodes,
                threads,
                security,
                link,
                fastPath,
                uplink,
                datagramDownlink,
                seed);
    }

    /**
     * With other messages for stations that send datagrams.
     *
     * @param names as people write them: notice, rsi, rsm, ssm, rsc, spat, map
     * @throws IllegalArgumentException when one is none of these
     */
    public EdgeConfig withDatagramDownlink(List<String> names) {
        return withDatagramDownlink(
                names.stream().map(EdgeConfig::downlinkMessage).collect(Collectors.toSet()));
    }

    private static DownlinkMessage downlinkMessage(String name) {
        return Arrays.stream(DownlinkMessage.values())
                .filter(message -> message.name().equals("DOWNLINK_MESSAGE_" + name.toUpperCase(Locale.ROOT)))
                .filter(message -> message != DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("downlink message unknown: message=" + name
                        + ", limit=notice, rsi, rsm, ssm, rsc, spat, map; refused"));
    }

    public EdgeConfig withDatagramDownlink(Set<DownlinkMessage> understood) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                mqtt,
                cloudNodes,
                eventLoops,
                security,
                link,
                fastPath,
                uplink,
                understood,
                seed);
    }

    /**
     * With MQTT listeners of standard limits.
     *
     * @param plain without TLS; empty = none
     * @param tls for clients with a certificate; empty = none
     * @param profiles files beside the shipped profiles
     * @throws IllegalArgumentException when a file cannot be used, or the plain address is open and plain text is not allowed, or there are no
     *     files for TLS
     */
    public EdgeConfig withMqtt(
            Optional<InetSocketAddress> plain, Optional<InetSocketAddress> tls, List<Path> profiles) {
        try {
            return withMqtt(new MqttConfig(plain, tls, Profiles.read(profiles), MqttLimits.standard()));
        } catch (ProfileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public EdgeConfig withMqtt(MqttConfig listener) {
        return new EdgeConfig(
                edgeId,
                tcpAddress,
                udpAddress,
                Optional.of(listener),
                cloudNodes,
                eventLoops,
                security,
                link,
                fastPath,
                uplink,
                datagramDownlink,
                seed);
    }
}
