package io.yunkong.edge.link.mqtt;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.wire.RefusalCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one MQTT client, 3.1.1 or 5 (OASIS standards): what each means and how it is answered. A client is told by its id and its certificate; user
 * name and password are not looked at, its will is not kept. Owned by the session's event loop.
 */
final class MqttProtocol {
    private static final int LEVEL_3_1_1 = 4;
    private static final int LEVEL_5 = 5;

    /** What a client that is in has. */
    private record Accepted(ClientUplink uplink, Subscriptions subscriptions) {}

    private final MqttSession session;
    private final Channel channel;
    private final DeviceLoop loop;
    private final MqttDoor door;
    private final ClientDownlink downlink;
    private final LinkCounters counters;
    private final Set<Integer> awaitingRelease = new HashSet<>();
    private @Nullable Accepted accepted;
    private Replies replies = new Replies(false);

    MqttProtocol(MqttSession session, Channel channel, DeviceLoop loop, MqttDoor door, ClientDownlink downlink) {
        this.session = session;
        this.channel = channel;
        this.loop = loop;
        this.door = door;
        this.downlink = downlink;
        this.counters = loop.counters();
    }

    void packet(MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            malformed(message.decoderResult().cause());
            return;
        }
        int properties = PropertyCount.of(message);
        if (properties > door.limits().propertiesMax()) {
            session.violation(
                    "too many properties: count=" + properties + ", limit="
                            + door.limits().propertiesMax() + "; link closed",
                    Disconnect.QUOTA_EXCEEDED);
            return;
        }
        Accepted open = accepted;
        if (message.fixedHeader().messageType() == MqttMessageType.CONNECT) {
            if (open == null) {
                connect((MqttConnectMessage) message);
            } else {
                session.violation("second connect; link closed", Disconnect.PROTOCOL_ERROR);
            }
        } else if (open != null) {
            open(message, open);
        }
    }

    private void malformed(Throwable cause) {
        if (cause instanceof MqttUnacceptableProtocolVersionException) {
            session.speaks(replies);
            refuseConnect(RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION, "protocol version unknown: limit=3.1.1, 5");
        } else {
            session.violation("packet malformed; link closed", Disconnect.MALFORMED_PACKET);
        }
    }

    private void open(MqttMessage message, Accepted open) {
        MqttMessageType type = message.fixedHeader().messageType();
        if (type == MqttMessageType.PUBLISH) {
            publish((MqttPublishMessage) message, open.uplink);
            return;
        }
        boolean ends = type == MqttMessageType.DISCONNECT;
        if (!ends && !isAwaited(message) && !open.uplink.mayPass()) {
            counters.sessionMessagesOverRate++;
            session.refuse(
                    RefusalCode.REFUSAL_CODE_OVERLOADED,
                    "too many packets: device=" + session.deviceId() + "; link closed",
                    CloseReason.SESSION_MESSAGE,
                    Disconnect.MESSAGE_RATE_TOO_HIGH);
            return;
        }
        counters.sessionMessages++;
        switch (type) {
            case PUBACK -> downlink.acknowledged(packetId(message));
            case PUBREL -> {
                byte known = awaitingRelease.remove(packetId(message))
                        ? MqttReasonCodes.PubComp.SUCCESS.byteValue()
                        : MqttReasonCodes.PubComp.PACKET_IDENTIFIER_NOT_FOUND.byteValue();
                channel.write(replies.publishReply(MqttMessageType.PUBCOMP, packetId(message), known));
            }
            case SUBSCRIBE -> subscribe((MqttSubscribeMessage) message, open.subscriptions);
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) message, open.subscriptions);
            case PINGREQ -> channel.write(MqttMessage.PINGRESP);
            case DISCONNECT -> {
                session.end(CloseReason.PEER_CLOSED);
                session.close();
            }
            case CONNECT, CONNACK, PUBLISH, PUBREC, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, AUTH ->
                session.violation(
                        "packet not for servers: type=" + type.value() + "; link closed", Disconnect.PROTOCOL_ERROR);
        }
    }

    /** What a client must say as often as we do: not more often. */
    private boolean isAwaited(MqttMessage message) {
        return switch (message.fixedHeader().messageType()) {
            case PUBACK -> downlink.awaits(packetId(message));
            case PUBREL -> awaitingRelease.contains(packetId(message));
            default -> false;
        };
    }

    private static int packetId(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }

    // Coming

    private void connect(MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        replies = new Replies(header.version() == LEVEL_5);
        session.speaks(replies);
        String id = message.payload().clientIdentifier();
        Optional<ClientRights> found = door.rights(id, session.peer());
        if (header.version() != LEVEL_3_1_1 && header.version() != LEVEL_5) {
            refuseConnect(RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION, "protocol version unknown: limit=3.1.1, 5");
        } else if (header.properties().getProperty(MqttProperties.AUTHENTICATION_METHOD) != null) {
            refuseConnect(RefusalCode.REFUSAL_CODE_BAD_KIND, "authentication method not known");
        } else if (found.isEmpty()) {
            refuseConnect(
                    RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID,
                    "client id not usable: length=" + id.length()
                            + ", limit=1..64 of [A-Za-z0-9._-] as a profile says");
        } else {
            ConnectProperties properties = ConnectProperties.of(header);
            Optional<ConnectProperties.Fault> fault = properties.findFault();
            Optional<Refusal> refusal = found.get().findRefusal();
            if (refusal.isPresent()) {
                refuseConnect(refusal.get());
            } else if (replies.version5() && fault.isPresent()) {
                refuseConnect(fault.get().refusal(), fault.get().reason());
            } else {
                accept(id, header, properties, found.get());
            }
        }
    }

    private void refuseConnect(RefusalCode code, String text) {
        refuseConnect(new Refusal(code, text + "; link closed"));
    }

    private void refuseConnect(Refusal refusal) {
        refuseConnect(refusal, Disconnect.NOT_AUTHORIZED);
    }

    private void refuseConnect(Refusal refusal, Disconnect reason) {
        session.refuse(refusal.code(), refusal.reason(), CloseReason.HELLO_REFUSED, reason);
    }

    private void accept(String id, MqttConnectVariableHeader header, ConnectProperties properties, ClientRights found) {
        int longest = (int) door.limits().keepAliveMax().toSeconds();
        int wanted = header.keepAliveTimeSeconds();
        int keepAlive = wanted == 0 || wanted > longest ? longest : wanted;
        if (!session.enter(found, TimeUnit.SECONDS.toNanos(keepAlive))) {
            refuseConnect(RefusalCode.REFUSAL_CODE_STATION_IN_USE, "station in use: device=" + id);
            return;
        }
        counters.mqtt.willsIgnored += header.isWillFlag() ? 1 : 0;
        downlink.clientLimits(properties.receiveMaximum(), properties.packetBytesMax());
        accepted = new Accepted(
                new ClientUplink(session, found, loop, door.devices(), downlink),
                new Subscriptions(found, downlink, counters.mqtt));
        channel.write(replies.accepted(door.limits(), keepAlive));
    }

    // Messages up

    private void publish(MqttPublishMessage message, ClientUplink open) {
        String topic = message.variableHeader().topicName();
        int id = message.variableHeader().packetId();
        MqttQoS qos = message.fixedHeader().qosLevel();
        if (topic.isEmpty() || message.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS) != null) {
            session.violation("topic absent, or an alias; link closed", Disconnect.TOPIC_ALIAS_INVALID);
            return;
        }
        if (message.fixedHeader().isRetain()) {
            if (replies.version5()) {
                session.violation(
                        "retain not taken: device=" + session.deviceId() + "; link closed",
                        Disconnect.RETAIN_NOT_SUPPORTED);
                return;
            }
            counters.mqtt.retainIgnored++;
        }
        switch (qos) {
            case AT_MOST_ONCE -> open.publish(message);
            case AT_LEAST_ONCE -> reply(MqttMessageType.PUBACK, id, open.publish(message));
            case EXACTLY_ONCE -> publishOnce(message, id, open);
            case FAILURE -> session.violation("quality of service unknown; link closed", Disconnect.MALFORMED_PACKET);
        }
    }

    /** A packet seen before is confirmed again and not used again; a client told that it failed does not release it. */
    private void publishOnce(MqttPublishMessage message, int id, ClientUplink open) {
        if (awaitingRelease.contains(id)) {
            reply(MqttMessageType.PUBREC, id, PubAck.SUCCESS);
            return;
        }
        if (awaitingRelease.size() >= door.limits().inFlightMax()) {
            session.violation(
                    "too many packets not released: limit=" + door.limits().inFlightMax() + "; link closed",
                    Disconnect.RECEIVE_MAXIMUM_EXCEEDED);
            return;
        }
        PubAck answer = open.publish(message);
        if (answer == PubAck.SUCCESS || !replies.version5()) {
            awaitingRelease.add(id);
        }
        reply(MqttMessageType.PUBREC, id, answer);
    }

    private void reply(MqttMessageType type, int id, PubAck answer) {
        channel.write(replies.publishReply(type, id, answer.byteValue()));
    }

    // Subscriptions

    private void subscribe(MqttSubscribeMessage message, Subscriptions subscriptions) {
        MqttProperties properties = message.idAndPropertiesVariableHeader().properties();
        if (properties.getProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER) != null) {
            session.violation(
                    "subscription identifier not taken: device=" + session.deviceId() + "; link closed",
                    Disconnect.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED);
            return;
        }
        List<MqttTopicSubscription> filters = message.payload().topicSubscriptions();
        if (hasTooMany(filters)) {
            return;
        }
        List<MqttReasonCodes.SubAck> answers = subscriptions.subscribe(filters);
        channel.write(replies.subscribed(message.variableHeader().messageId(), answers));
        if (answers.stream().anyMatch(Replies::isGranted)) {
            session.send(door.devices().events().zoneStatusMessage()); // to those who listen for it
        }
    }

    private void unsubscribe(MqttUnsubscribeMessage message, Subscriptions subscriptions) {
        List<String> filters = message.payload().topics();
        if (hasTooMany(filters)) {
            return;
        }
        List<MqttReasonCodes.UnsubAck> answers = subscriptions.unsubscribe(filters);
        channel.write(replies.unsubscribed(message.variableHeader().messageId(), answers));
    }

    /** One packet pays for one, however many filters it holds: more than a client may have are not looked at. */
    private boolean hasTooMany(List<?> filters) {
        int max = door.limits().subscriptionsMax();
        if (filters.size() <= max) {
            return false;
        }
        session.violation(
                "too many filters: count=" + filters.size() + ", limit=" + max + "; link closed",
                Disconnect.QUOTA_EXCEEDED);
        return true;
    }

    // Passing time, going

    void forgetSilent(long thenNanos) {
        if (accepted != null) {
            accepted.uplink.forgetSilent(thenNanos);
        }
    }

    void forgetAll() {
        if (accepted != null) {
            accepted.uplink.forgetAll();
        }
    }
}
