package io.yunkong.edge.link.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.yunkong.wire.RefusalCode;
import java.util.List;

/** The edge's own packets but PUBLISH, in the version that the client speaks: reasons in 5, return codes in 3.1.1. Immutable. */
final class Replies {
    private static final int REFUSED_3 = 0x80;

    private final boolean version5;

    Replies(boolean version5) {
        this.version5 = version5;
    }

    boolean version5() {
        return version5;
    }

    /**
     * The client is in. Nothing is kept for it when it goes, so no session is ever present.
     *
     * @param keepAliveS what the client is held to
     */
    MqttMessage accepted(MqttLimits limits, int keepAliveS) {
        MqttProperties properties = new MqttProperties();
        if (version5) {
            number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
            number(properties, MqttProperties.RECEIVE_MAXIMUM, limits.inFlightMax());
            number(properties, MqttProperties.RETAIN_AVAILABLE, 0);
            number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, limits.packetBytesMax());
            number(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
            number(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
            number(properties, MqttProperties.SERVER_KEEP_ALIVE, keepAliveS);
        }
        return MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false)
                .properties(properties)
                .build();
    }

    /**
     * The client may not come in.
     *
     * @param reason in version 5 said instead of the code where that has no word for it
     */
    MqttMessage refused(RefusalCode code, MqttReasonCodes.Disconnect reason, String text) {
        MqttConnectReturnCode answer = version5 ? answer5(code, reason) : answer3(code);
        return MqttMessageBuilders.connAck()
                .returnCode(answer)
                .sessionPresent(false)
                .properties(reason(text))
                .build();
    }

    @SuppressWarnings("MissingCasesInEnumSwitch") // codes that no MQTT client is given are "unspecified"
    private static MqttConnectReturnCode answer5(RefusalCode code, MqttReasonCodes.Disconnect reason) {
        if (reason == MqttReasonCodes.Disconnect.RETAIN_NOT_SUPPORTED) {
            return MqttConnectReturnCode.CONNECTION_REFUSED_RETAIN_NOT_SUPPORTED;
        }
        return switch (code) {
            case REFUSAL_CODE_PROTOCOL_VERSION -> MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION;
            case REFUSAL_CODE_BAD_DEVICE_ID -> MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID;
            case REFUSAL_CODE_STATION_IN_USE,
                    REFUSAL_CODE_BAD_KIND,
                    REFUSAL_CODE_CERTIFICATE_DEVICE,
                    REFUSAL_CODE_CERTIFICATE_KIND,
                    REFUSAL_CODE_CERTIFICATE_ZONE,
                    REFUSAL_CODE_CERTIFICATE_STATION -> MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5;
            case REFUSAL_CODE_FRAME -> MqttConnectReturnCode.CONNECTION_REFUSED_PROTOCOL_ERROR;
            case REFUSAL_CODE_OVERLOADED -> MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY;
            case REFUSAL_CODE_SHUTTING_DOWN -> MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5;
            default -> MqttConnectReturnCode.CONNECTION_REFUSED_UNSPECIFIED_ERROR;
        };
    }

    @SuppressWarnings("MissingCasesInEnumSwitch") // 3.1.1 has no more than these
    private static MqttConnectReturnCode answer3(RefusalCode code) {
        return switch (code) {
            case REFUSAL_CODE_PROTOCOL_VERSION ->
                MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
            case REFUSAL_CODE_BAD_DEVICE_ID -> MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
            case REFUSAL_CODE_OVERLOADED, REFUSAL_CODE_SHUTTING_DOWN ->
                MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
            default -> MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        };
    }

    /** Whether a filter was granted. */
    static boolean isGranted(MqttReasonCodes.SubAck answer) {
        return (answer.byteValue() & REFUSED_3) == 0; // from there on all are refusals, in version 5 as well
    }

    /** Only for version 5: in 3.1.1 a server closes without a word. */
    MqttMessage disconnect(MqttReasonCodes.Disconnect code, String text) {
        return MqttMessageBuilders.disconnect()
                .reasonCode(code.byteValue())
                .properties(reason(text))
                .build();
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP; in 3.1.1 without the reason. */
    MqttMessage publishReply(MqttMessageType type, int packetId, byte reasonCode) {
        MqttQoS qos = type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE;
        MqttFixedHeader header = new MqttFixedHeader(type, false, qos, false, 0);
        return new MqttMessage(
                header,
                version5
                        ? new MqttPubReplyMessageVariableHeader(packetId, reasonCode, MqttProperties.NO_PROPERTIES)
                        : MqttMessageIdVariableHeader.from(packetId));
    }

    /** In 3.1.1 a refusal has no reason. */
    MqttMessage subscribed(int packetId, List<MqttReasonCodes.SubAck> answers) {
        int[] codes = answers.stream()
                .mapToInt(answer -> answer.byteValue() & 0xFF)
                .map(code -> version5 ? code : Math.min(code, REFUSED_3))
                .toArray();
        MqttFixedHeader header = new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0);
        return new MqttSubAckMessage(
                header,
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(codes));
    }

    MqttMessage unsubscribed(int packetId, List<MqttReasonCodes.UnsubAck> answers) {
        MqttMessageBuilders.UnsubAckBuilder builder =
                MqttMessageBuilders.unsubAck().packetId(packetId);
        if (version5) {
            builder.addReasonCodes(answers.stream()
                    .map(answer -> (short) (answer.byteValue() & 0xFF))
                    .toArray(Short[]::new));
        }
        return builder.build();
    }

    private static MqttProperties reason(String text) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, text));
        return properties;
    }

    private static void number(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }
}
