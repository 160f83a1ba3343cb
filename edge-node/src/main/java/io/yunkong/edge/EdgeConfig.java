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
 * @param listeners where devices reach it
 * @param cloudNodes addresses of the cloud nodes' links; empty = the edge stands alone, and says so
 * @param eventLoops threads; one does everything, of more the first keeps the map and the cloud links and the others the devices
 * @param link limits of device links
 * @param fastPath limits of the way to warnings
 * @param uplink limits of cloud links
 * @param tellsMaps whether roadside units are told the lane maps of the junctions around them, once a second
 */
public record EdgeConfig(
        String edgeId,
        EdgeListeners listeners,
        List<InetSocketAddress> cloudNodes,
        int eventLoops,
        LinkLimits link,
        FastPathLimits fastPath,
        UplinkLimits uplink,
        boolean tellsMaps) {
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

    /** With the standard limits and one event loop, plain text on loopback only. */
    public static EdgeConfig standard(
            String edgeId,
            InetSocketAddress tcpAddress,
            Optional<InetSocketAddress> udpAddress,
            List<InetSocketAddress> cloudNodes) {
        return of(edgeId, tcpAddress).udp(udpAddress).cloudNodes(cloudNodes).build();
    }

    /** To be set up further: so far with the standard limits, one event loop, plain text on loopback only, and no cloud. */
    public static Builder of(String edgeId, InetSocketAddress tcpAddress) {
        return new Builder(edgeId, tcpAddress);
    }

    /** Collects how an edge is to be set up; what does not fit together is refused at the end. Not thread-safe. */
    public static final class Builder {
        private final String edgeId;
        private final InetSocketAddress tcp;
        private Optional<InetSocketAddress> udp = Optional.empty();
        private Set<DownlinkMessage> datagramDownlink = Set.of(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE);
        private Optional<MqttConfig> mqtt = Optional.empty();
        private LinkSecurity security = LinkSecurity.loopbackOnly();
        private List<InetSocketAddress> cloudNodes = List.of();
        private int eventLoops = 1;
        private LinkLimits link = LinkLimits.standard();
        private UplinkLimits uplink = UplinkLimits.standard();
        private boolean tellsMaps = true;

        private Builder(String edgeId, InetSocketAddress tcp) {
            this.edgeId = edgeId;
            this.tcp = tcp;
        }

        /** @throws IllegalArgumentException when something is out of its range or does not fit the rest */
        public EdgeConfig build() {
            EdgeListeners listeners = new EdgeListeners(tcp, udp, datagramDownlink, mqtt, security);
            return new EdgeConfig(
                    edgeId, listeners, cloudNodes, eventLoops, link, FastPathLimits.standard(), uplink, tellsMaps);
        }

        public Builder udp(Optional<InetSocketAddress> address) {
            udp = address;
            return this;
        }

        /**
         * What stations that send datagrams understand.
         *
         * @param names as people write them: notice, rsi, rsm, ssm, rsc, spat, map
         * @throws IllegalArgumentException when one is none of these
         */
        public Builder datagramDownlink(List<String> names) {
            datagramDownlink = names.stream().map(Builder::downlinkMessage).collect(Collectors.toSet());
            return this;
        }

        private static DownlinkMessage downlinkMessage(String name) {
            return Arrays.stream(DownlinkMessage.values())
                    .filter(message -> message.name().equals("DOWNLINK_MESSAGE_" + name.toUpperCase(Locale.ROOT)))
                    .filter(message -> message != DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("downlink message unknown: message=" + name
                            + ", limit=notice, rsi, rsm, ssm, rsc, spat, map; refused"));
        }

        public Builder mqtt(MqttConfig listener) {
            mqtt = Optional.of(listener);
            return this;
        }

        /**
         * MQTT listeners of standard limits.
         *
         * @param plain without TLS; empty = none
         * @param tls for clients with a certificate; empty = none
         * @param profiles files beside the shipped profiles
         * @throws IllegalArgumentException when a file cannot be used
         */
        public Builder mqtt(Optional<InetSocketAddress> plain, Optional<InetSocketAddress> tls, List<Path> profiles) {
            try {
                return mqtt(new MqttConfig(plain, tls, Profiles.read(profiles), MqttLimits.standard()));
            } catch (ProfileException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        public Builder security(LinkSecurity wanted) {
            security = wanted;
            return this;
        }

        public Builder cloudNodes(List<InetSocketAddress> addresses) {
            cloudNodes = addresses;
            return this;
        }

        public Builder eventLoops(int threads) {
            eventLoops = threads;
            return this;
        }

        public Builder link(LinkLimits limits) {
            link = limits;
            return this;
        }

        public Builder uplink(UplinkLimits limits) {
            uplink = limits;
            return this;
        }

        /** Whether roadside units are told the lane maps of the junctions around them; they are, unless somebody says no. */
        public Builder tellsMaps(boolean wanted) {
            tellsMaps = wanted;
            return this;
        }
    }
}
