package io.yunkong.edge.link.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.yunkong.edge.link.Refusal;
import io.yunkong.wire.RefusalCode;
import java.util.Optional;

/**
 * What an MQTT 5 client says in its CONNECT of what it can take (sections 3.1.2.11.3 and 3.1.2.11.4); a client of 3.1.1 says nothing.
 *
 * @param receiveMaximum packets that it has yet to acknowledge; absent = 65535
 * @param packetBytesMax octets of a packet; absent, or beyond 31 bits (MQTT reads it as unsigned), = as many as an int holds
 * @param willRetained whether its will is to be retained
 */
record ConnectProperties(int receiveMaximum, int packetBytesMax, boolean willRetained) {
    private static final int RECEIVE_MAXIMUM_DEFAULT = 65_535;

    /** Why a client may not come in, and what it is told. */
    record Fault(Refusal refusal, Disconnect reason) {}

    static ConnectProperties of(MqttConnectVariableHeader header) {
        MqttProperties properties = header.properties();
        return new ConnectProperties(
                number(properties, MqttProperties.RECEIVE_MAXIMUM, RECEIVE_MAXIMUM_DEFAULT),
                number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE),
                header.isWillFlag() && header.isWillRetain());
    }

    private static int number(MqttProperties properties, int id, int absent) {
        boolean there =
                properties.getProperty(id) instanceof MqttProperties.IntegerProperty property && property.value() >= 0;
        return there ? ((MqttProperties.IntegerProperty) properties.getProperty(id)).value() : absent;
    }

    /** What the standard lets no server accept, or not one that has said that it retains nothing (MQTT-3.2.2-13). */
    Optional<Fault> findFault() {
        if (receiveMaximum == 0) {
            return fault("receive maximum is 0: limit=1..65535", Disconnect.PROTOCOL_ERROR);
        }
        if (packetBytesMax == 0) {
            return fault("maximum packet size is 0: limit=1..4294967295", Disconnect.PROTOCOL_ERROR);
        }
        return willRetained ? fault("retained will not taken", Disconnect.RETAIN_NOT_SUPPORTED) : Optional.empty();
    }

    private static Optional<Fault> fault(String text, Disconnect reason) {
        return Optional.of(new Fault(new Refusal(RefusalCode.REFUSAL_CODE_FRAME, text + "; link closed"), reason));
    }
}
