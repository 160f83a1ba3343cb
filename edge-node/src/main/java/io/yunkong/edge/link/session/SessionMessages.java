package io.yunkong.edge.link.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import io.netty.buffer.ByteBuf;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.wire.Accepted;
import io.yunkong.wire.DatagramKey;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.Refused;
import java.io.IOException;
import java.util.Optional;

/** The session messages of TCP links: parses those of devices, makes the edge's. Stateless: safe for use by any thread. */
public final class SessionMessages {
    private static final int NESTING_MAX = 8;
    private static final Parser<DeviceMessage> PARSER = DiscardUnknownFieldsParser.wrap(DeviceMessage.parser());

    private SessionMessages() {}

    /**
     * Reads what a device sent; fields that this release does not know are not kept.
     *
     * @param in its next {@code length} octets are taken out
     * @throws IOException if they are no DeviceMessage
     */
    public static DeviceMessage parse(ByteBuf in, int length) throws IOException {
        byte[] octets = new byte[length];
        in.readBytes(octets);
        CodedInputStream coded = CodedInputStream.newInstance(octets);
        coded.setRecursionLimit(NESTING_MAX);
        DeviceMessage message = PARSER.parseFrom(coded);
        coded.checkLastTagWas(0);
        return message;
    }

    /** The octets that make an encoded EdgeMessage one with a number: fields of protobuf may be appended. */
    static byte[] sequence(long sequence) {
        return EdgeMessage.newBuilder().setSequence(sequence).build().toByteArray();
    }

    static byte[] accepted(String sessionId, boolean resumed, long nowUs, LinkLimits limits) {
        Accepted accepted = Accepted.newBuilder()
                .setSessionId(sessionId)
                .setEdgeTimeUs(nowUs)
                .setHeartbeatIntervalMs((int) limits.times().heartbeatInterval().toMillis())
                .setFrameBytesMax(limits.sizes().frameBytesMax())
                .setResumed(resumed)
                .build();
        return EdgeMessage.newBuilder().setAccepted(accepted).build().toByteArray();
    }

    /** @param issued empty = no datagrams are taken */
    static byte[] datagramKey(Optional<SessionKeys.Issued> issued) {
        DatagramKey.Builder key = DatagramKey.newBuilder();
        issued.ifPresent(one ->
                key.setKeyId(one.id()).setKey(ByteString.copyFrom(one.key())).setPort(one.port()));
        return EdgeMessage.newBuilder().setDatagramKey(key).build().toByteArray();
    }

    static byte[] refused(RefusalCode code, String reason) {
        Refused refused = Refused.newBuilder().setCode(code).setReason(reason).build();
        return EdgeMessage.newBuilder().setRefused(refused).build().toByteArray();
    }

    /** @param answerToUs sent_at_us of the heartbeat it answers, 0 = none */
    static byte[] heartbeat(long nowUs, long answerToUs) {
        Heartbeat heartbeat = Heartbeat.newBuilder()
                .setSentAtUs(nowUs)
                .setAnswerToUs(answerToUs)
                .build();
        return EdgeMessage.newBuilder().setHeartbeat(heartbeat).build().toByteArray();
    }
}
