package io.yunkong.load.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;

/** What a session message from a contender means to a vehicle. */
sealed interface Told {
    /** It is let in. */
    record Accepted() implements Told {}

    /** It is not. */
    record Refused(String reason) implements Told {}

    /** Its heartbeat of that time is answered; microseconds since 1970 UTC. */
    record Answered(long sentAtUs) implements Told {}

    /** It is warned. */
    record Warned(Warning warning) implements Told {}

    /** Nothing that is measured. */
    record Other() implements Told {}

    /** Reads session messages. */
    interface Reader {
        Told read(byte[] message) throws InvalidProtocolBufferException;
    }

    /** From the echo: what the vehicle has said itself. */
    static Told byEcho(byte[] message) throws InvalidProtocolBufferException {
        DeviceMessage own = DeviceMessage.parseFrom(message);
        return switch (own.getBodyCase()) {
            case HELLO -> new Accepted();
            case HEARTBEAT -> new Answered(own.getHeartbeat().getSentAtUs());
            case WARNING_ACK, DATAGRAM_KEY_REQUEST, ADVICE_ACK, BODY_NOT_SET -> new Other();
        };
    }

    /** From the edge. */
    static Told byEdge(byte[] message) throws InvalidProtocolBufferException {
        EdgeMessage said = EdgeMessage.parseFrom(message);
        return switch (said.getBodyCase()) {
            case ACCEPTED -> new Accepted();
            case REFUSED -> new Refused(said.getRefused().getReason());
            case HEARTBEAT ->
                said.getHeartbeat().getAnswerToUs() == 0
                        ? new Other()
                        : new Answered(said.getHeartbeat().getAnswerToUs());
            case WARNING -> new Warned(said.getWarning());
            case ZONE_STATUS, DATAGRAM_KEY, ADVICE, POSITION_USE, BODY_NOT_SET -> new Other();
        };
    }
}
