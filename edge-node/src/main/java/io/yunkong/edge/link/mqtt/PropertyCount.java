package io.yunkong.edge.link.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;

/** How many properties an MQTT 5 packet carries, those of a will among them. */
final class PropertyCount {
    private PropertyCount() {}

    static int of(MqttMessage message) {
        if (message instanceof MqttConnectMessage connect) {
            return count(connect.variableHeader().properties())
                    + count(connect.payload().willProperties());
        }
        return switch (message.variableHeader()) {
            case MqttPublishVariableHeader header -> count(header.properties());
            case MqttMessageIdAndPropertiesVariableHeader header -> count(header.properties());
            case MqttPubReplyMessageVariableHeader header -> count(header.properties());
            case MqttReasonCodeAndPropertiesVariableHeader header -> count(header.properties());
            case null, default -> 0;
        };
    }

    /** Netty keeps all user properties in one. */
    private static int count(MqttProperties properties) {
        int count = 0;
        for (MqttProperties.MqttProperty<?> property : properties.listAll()) {
            count += property instanceof MqttProperties.UserProperties user
                    ? user.value().size()
                    : 1;
        }
        return count;
    }
}
