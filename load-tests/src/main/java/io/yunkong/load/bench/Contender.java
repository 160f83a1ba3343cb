package io.yunkong.load.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import java.util.OptionalLong;

/** What is measured. */
enum Contender {
    /** The limit: raw Netty, which sends session frames back as they came. */
    ECHO("raw Netty echo"),
    /** This platform's edge with everything that it does, on one event loop, without a cloud. */
    EDGE("edge");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether a session frame lets a vehicle in: the echo of its own Hello, or the edge's word. */
    boolean accepts(byte[] payload) throws InvalidProtocolBufferException {
        return switch (this) {
            case ECHO -> DeviceMessage.parseFrom(payload).hasHello();
            case EDGE -> EdgeMessage.parseFrom(payload).hasAccepted();
        };
    }

    /** When the heartbeat was to be sent that a session frame answers, as it was told in it; empty = it answers none. */
    OptionalLong answered(byte[] payload) throws InvalidProtocolBufferException {
        long us = switch (this) {
            case ECHO -> DeviceMessage.parseFrom(payload).getHeartbeat().getSentAtUs();
            case EDGE -> EdgeMessage.parseFrom(payload).getHeartbeat().getAnswerToUs();
        };
        return us == 0 ? OptionalLong.empty() : OptionalLong.of(us);
    }
}
