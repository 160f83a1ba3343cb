package io.yunkong.edge;

import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.wire.DownlinkMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where devices reach an edge.
 *
 * @param tcp where devices connect; port 0 = any free one
 * @param udp where datagrams are taken; empty = nowhere
 * @param datagramDownlink what stations that send datagrams understand on the way down, as they cannot say it themselves
 * @param mqtt where MQTT clients connect and how they may speak; empty = nowhere
 * @param security TLS, and where plain text may be spoken
 */
public record EdgeListeners(
        InetSocketAddress tcp,
        Optional<InetSocketAddress> udp,
        Set<DownlinkMessage> datagramDownlink,
        Optional<MqttConfig> mqtt,
        LinkSecurity security) {
    public EdgeListeners {
        datagramDownlink = Set.copyOf(datagramDownlink);
        security.checkPlaintext("tcp", tcp);
        udp.filter(address -> !security.keyedOnlyAt(address))
                .ifPresent(address -> security.checkPlaintext("udp", address));
        mqtt.flatMap(MqttConfig::plain).ifPresent(address -> security.checkPlaintext("mqtt", address));
        if (mqtt.flatMap(MqttConfig::tls).isPresent() && security.files().isEmpty()) {
            throw new IllegalArgumentException("tls listener without files: listener=mqtt-tls; not started");
        }
    }

    /** The listeners without TLS that others than this machine can reach: {@code tcp}, {@code udp}, {@code mqtt}. */
    public List<String> openPlaintext() {
        List<String> open = new ArrayList<>();
        if (LinkSecurity.isOpen(tcp)) {
            open.add("tcp");
        }
        udp.filter(address -> LinkSecurity.isOpen(address) && !security.keyedOnlyAt(address))
                .ifPresent(_ -> open.add("udp"));
        mqtt.flatMap(MqttConfig::plain).filter(LinkSecurity::isOpen).ifPresent(_ -> open.add("mqtt"));
        return open;
    }
}
