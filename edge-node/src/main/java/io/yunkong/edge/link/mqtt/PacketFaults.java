package io.yunkong.edge.link.mqtt;

import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.yunkong.edge.link.ConnectionLife;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.RefusalCode;

/** What comes up an MQTT connection and is no packet, or none that may come now: counted, and the end of the session. */
final class PacketFaults implements PacketDecoder.Faults {
    private static final int CONNECT = 1;

    private final MqttSession session;
    private final LinkCounters counters;

    PacketFaults(MqttSession session, LinkCounters counters) {
        this.session = session;
        this.counters = counters;
    }

    @Override
    public boolean expects(int type) {
        return session.life().state() == ConnectionLife.State.OPEN ? type > 0 : type == CONNECT;
    }

    @Override
    public void unexpectedType(int type) {
        if (session.life().state() == ConnectionLife.State.OPENING) {
            counters.reject(RejectReason.NO_SESSION);
            String text = "packet before connect: type=" + type + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, text, CloseReason.NO_HELLO, Disconnect.PROTOCOL_ERROR);
        } else {
            badHeader();
        }
    }

    @Override
    public void tooLong(int length, int limit) {
        counters.reject(RejectReason.FRAME_TOO_LONG);
        String text = "packet too long: length=" + length + ", limit=" + limit + "; link closed";
        session.refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER, Disconnect.PACKET_TOO_LARGE);
    }

    @Override
    public void badHeader() {
        counters.reject(RejectReason.MALFORMED);
        String text = "packet header cannot be read; link closed";
        session.refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER, Disconnect.MALFORMED_PACKET);
    }

    @Override
    public void cutOff() {
        counters.reject(RejectReason.TRUNCATED);
    }
}
