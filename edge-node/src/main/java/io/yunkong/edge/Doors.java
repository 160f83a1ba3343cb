package io.yunkong.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.edge.link.datagram.DatagramHandler;
import io.yunkong.edge.link.listen.Listeners;
import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttDoor;
import io.yunkong.edge.link.session.Sessions;
import io.yunkong.edge.link.tls.TlsKeeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that an edge's devices reach it by, and what is spoken on each. Opened and closed by whoever starts and stops the edge; once it is
 * open its addresses are for any thread.
 */
final class Doors implements AutoCloseable {
    private final Listeners listeners;
    private final Devices devices;
    private final Sessions sessions;
    private final Collection<EventExecutor> loops;
    private @Nullable TlsKeeper tlsKeeper;
    private @Nullable Channel tcp;
    private @Nullable Channel tls;
    private @Nullable Channel udp;
    private @Nullable Channel mqtt;
    private @Nullable Channel mqttTls;

    /** @param loops event loops of the device links */
    Doors(Listeners listeners, Devices devices, Sessions sessions, Collection<EventExecutor> loops) {
        this.listeners = listeners;
        this.devices = devices;
        this.sessions = sessions;
        this.loops = loops;
    }

    /** @throws IOException when an address cannot be bound or a file is of no use; what is open stays open */
    void open(EdgeConfig config, InstantSource clock) throws IOException {
        EdgeListeners wanted = config.listeners();
        LinkSecurity security = wanted.security();
        tcp = bound(listeners.listen(wanted.tcp(), sessions::open), wanted.tcp());
        if (security.files().isPresent()) {
            tlsKeeper = TlsKeeper.open(security.files().get(), clock, config.edgeId());
        }
        if (security.tls().isPresent()) {
            tls = openTls(security.tls().get(), sessions::open);
        }
        if (wanted.udp().isPresent()) {
            InetSocketAddress address = wanted.udp().get();
            udp = bound(listeners.listenUdp(address, datagrams(security.keyedOnlyAt(address))), address);
        }
        if (wanted.mqtt().isPresent()) {
            openMqtt(wanted.mqtt().get());
        }
    }

    private Channel openTls(InetSocketAddress address, Listeners.Entrance next) throws IOException {
        return bound(listeners.listenTls(address, Objects.requireNonNull(tlsKeeper), next), address);
    }

    private Listeners.Entrance datagrams(boolean keyedOnly) {
        return (channel, loop, _) -> new DatagramHandler(channel, loop, devices, sessions.keys(), keyedOnly).install();
    }

    private void openMqtt(MqttConfig wanted) throws IOException {
        MqttDoor door = new MqttDoor(devices, wanted, loops);
        if (wanted.plain().isPresent()) {
            InetSocketAddress address = wanted.plain().get();
            mqtt = bound(listeners.listen(address, door::open), address);
        }
        if (wanted.tls().isPresent()) {
            mqttTls = openTls(wanted.tls().get(), door::open);
        }
    }

    private static Channel bound(ChannelFuture binding, InetSocketAddress address) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException(
                    "cannot listen: address=" + address.getHostString() + ':' + address.getPort() + ", reason="
                            + plainly(binding.cause()) + "; edge not started",
                    binding.cause());
        }
        return binding.channel();
    }

    /** In the words of the operating system; its native calls say theirs and an error number before. */
    private static String plainly(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        int words = text.indexOf("): ");
        return (words < 0 ? text : text.substring(words + 3)).toLowerCase(Locale.ROOT);
    }

    Optional<InetSocketAddress> tcp() {
        return addressOf(tcp);
    }

    Optional<InetSocketAddress> tls() {
        return addressOf(tls);
    }

    Optional<InetSocketAddress> udp() {
        return addressOf(udp);
    }

    Optional<InetSocketAddress> mqtt() {
        return addressOf(mqtt);
    }

    Optional<InetSocketAddress> mqttTls() {
        return addressOf(mqttTls);
    }

    private static Optional<InetSocketAddress> addressOf(@Nullable Channel channel) {
        return channel == null ? Optional.empty() : Optional.of((InetSocketAddress) channel.localAddress());
    }

    /** Nobody comes in any more; datagrams end with the links of their loop. */
    void shut() {
        for (Channel door : new Channel[] {tcp, tls, mqtt, mqttTls}) {
            if (door != null) {
                door.close().awaitUninterruptibly();
            }
        }
    }

    /** Files are watched no longer, and no handshake is worked out. */
    @Override
    public void close() {
        if (tlsKeeper != null) {
            tlsKeeper.close();
        }
    }
}
