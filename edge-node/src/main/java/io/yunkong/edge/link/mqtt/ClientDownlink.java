package io.yunkong.edge.link.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.mqtt.ClientRights.DownTopic;
import io.yunkong.edge.link.profile.MessageName;
import io.yunkong.edge.link.profile.PayloadException;
import io.yunkong.edge.link.profile.Payloads;
import io.yunkong.edge.link.profile.Profile;
import io.yunkong.edge.link.profile.Sender;
import io.yunkong.edge.statistics.MqttCounters;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes down to one MQTT client: its subscriptions, the topic of each message, and the packets it has not acknowledged. {@link #send}, {@link
 * #sendFrame} and {@link #understands} are for any thread, the rest belongs to the event loop.
 */
final class ClientDownlink {
    private static final int HEADER_BYTES = 16;

    /** Where a message goes. */
    private record Route(String topic, MqttQoS qos, Profile.Down rule) {}

    private record Subscription(MqttQoS qos, List<DownTopic> topics) {}

    private final Channel channel;
    private final DeviceLoop loop;
    private final Payloads payloads;
    private final MqttLimits limits;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Set<Integer> unacknowledged = new HashSet<>();
    /** Messages on their way to the connection, and packets that the client has yet to acknowledge. */
    private final AtomicInteger inFlight = new AtomicInteger();

    private volatile Map<MessageName, Route> routes = Map.of();
    private volatile int inFlightMax;
    /** Whether the subscriptions have changed since the routes were made of them. */
    private boolean rerouting;

    private long packetBytesMax = Long.MAX_VALUE;
    private int packetId;
    private long sequence;

    ClientDownlink(Channel channel, DeviceLoop loop, Payloads payloads, MqttLimits limits) {
        this.channel = channel;
        this.loop = loop;
        this.payloads = payloads;
        this.limits = limits;
        this.inFlightMax = limits.inFlightMax();
    }

    /** What an MQTT 5 client says it can take. */
    void clientLimits(int receiveMaximum, long maximumPacketSize) {
        inFlightMax = Math.min(limits.inFlightMax(), receiveMaximum);
        packetBytesMax = maximumPacketSize;
    }

    /** Whether the client may have one more filter. */
    boolean hasRoom(String filter) {
        return subscriptions.containsKey(filter) || subscriptions.size() < limits.subscriptionsMax();
    }

    /** In force with the next {@link #reroute}. */
    void subscribe(String filter, MqttQoS qos, List<DownTopic> topics) {
        Subscription now = new Subscription(qos, topics);
        rerouting |= !now.equals(subscriptions.put(filter, now));
    }

    /** In force with the next {@link #reroute}; false when there was no such subscription. */
    boolean unsubscribe(String filter) {
        boolean was = subscriptions.remove(filter) != null;
        rerouting |= was;
        return was;
    }

    /** All filters of a packet are in: of several topics for a message the first the client subscribed to is taken. */
    void reroute() {
        if (!rerouting) {
            return;
        }
        rerouting = false;
        Map<MessageName, Route> found = new EnumMap<>(MessageName.class);
        subscriptions
                .values()
                .forEach(subscription -> subscription.topics.forEach(down -> down.rule()
                        .ifPresent(rule ->
                                found.putIfAbsent(rule.message(), new Route(down.topic(), subscription.qos, rule)))));
        routes = Map.copyOf(found);
    }

    /** Whether the client listens where such messages go. */
    boolean understands(DownlinkMessage message) {
        for (MessageName name : MessageName.values()) {
            if (name.goesDown() && name.downlink() == message) {
                return routes.containsKey(name);
            }
        }
        return false;
    }

    /** Hands a UPER frame over; false as of {@link #send}. */
    boolean sendFrame(byte[] frame, Edition edition, long station) {
        Optional<MessageName> name = MessageName.of(frame);
        return name.isPresent() && send(name.get(), frame, edition, station);
    }

    /**
     * Hands a message over.
     *
     * @param octets a UPER frame, of a notice the EdgeMessage
     * @param edition of the frame
     * @return false when the client does not listen, read or acknowledge, or its profile cannot write the message; on another thread than the
     *     client's the last is seen, and counted, later
     */
    boolean send(MessageName message, byte[] octets, Edition edition, long station) {
        Route route = routes.get(message);
        if (route == null || !channel.isActive() || !channel.isWritable() || !reserve()) {
            return false;
        }
        if (channel.eventLoop().inEventLoop()) {
            return publish(route, octets, edition, station);
        }
        channel.eventLoop().execute(() -> publish(route, octets, edition, station));
        return true;
    }

    /** Takes one of the places that the client has for messages in flight (Receive Maximum, MQTT 5 section 3.1.2.11.3). */
    private boolean reserve() {
        int max = inFlightMax;
        return inFlight.getAndUpdate(now -> now < max ? now + 1 : now) < max;
    }

    /** The place taken is kept until the client acknowledges, if it does at all. */
    private boolean publish(Route route, byte[] octets, Edition edition, long station) {
        boolean written = write(route, octets, edition, station);
        if (!written || route.qos != MqttQoS.AT_LEAST_ONCE) {
            inFlight.decrementAndGet();
        }
        return written;
    }

    private boolean write(Route route, byte[] octets, Edition edition, long station) {
        MqttCounters counters = loop.counters().mqtt;
        Optional<String> number =
                route.rule.ack().isPresent() ? Optional.of(Long.toString(++sequence)) : Optional.empty();
        Sender receiver = new Sender(station, 0, loop.nowUs());
        try {
            byte[] payload =
                    payloads.write(octets, edition, route.rule.payload(), route.rule.message(), receiver, number);
            if (payload.length + route.topic.length() + HEADER_BYTES > packetBytesMax) {
                counters.framesNotSent++;
                return false;
            }
            publish(route.topic, route.qos, payload);
            counters.framesSent++;
            return true;
        } catch (PayloadException e) {
            counters.framesNotSent++;
            return false;
        }
    }

    /** Whether the client has still to acknowledge this packet. */
    boolean awaits(int id) {
        return unacknowledged.contains(id);
    }

    /** Tells the client what became of its message, if it listens there. */
    void answer(String topic, byte[] payload) {
        boolean listens = subscriptions.values().stream()
                .anyMatch(subscription -> subscription.topics.stream()
                        .anyMatch(down -> down.topic().equals(topic)));
        if (listens && payload.length + topic.length() + HEADER_BYTES > packetBytesMax) {
            loop.counters().mqtt.framesNotSent++;
        } else if (listens && channel.isWritable()) {
            publish(topic, MqttQoS.AT_MOST_ONCE, payload);
        }
    }

    private void publish(String topic, MqttQoS qos, byte[] payload) {
        int id = 0;
        if (qos == MqttQoS.AT_LEAST_ONCE) {
            id = nextId();
            unacknowledged.add(id);
        }
        ByteBuf content = Unpooled.wrappedBuffer(payload);
        var _ = channel.writeAndFlush(
                MqttMessageBuilders.publish()
                        .topicName(topic)
                        .qos(qos)
                        .messageId(id)
                        .properties(MqttProperties.NO_PROPERTIES)
                        .payload(content)
                        .build(),
                channel.voidPromise());
    }

    private int nextId() {
        do {
            packetId = packetId % 65_535 + 1;
        } while (unacknowledged.contains(packetId));
        return packetId;
    }

    /** The client has got a packet. */
    void acknowledged(int id) {
        if (unacknowledged.remove(id)) {
            inFlight.decrementAndGet();
        }
    }
}
